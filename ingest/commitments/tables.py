"""The tables of languages: which words commit, how strongly, and who can be the one committed.

One TOML file per language. Patterns are regular expressions over lower-cased text; ``examples``
are sentences of our own that must be read with the row's strength, ``near`` ones that must not.
A file is read, and its patterns compiled, when a text of its language is first met.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

from corpus.model import Strength

_FOLDER = resources.files("ingest.commitments") / "languages"
# Languages whose texts are written alike and share a table.
_SHARED: Mapping[str, str] = {"prs": "fa", "tl": "fil", "nb": "no"}


_AT_WORDS = r"(?<!\w)(?:{})"


class Place(StrEnum):
    """Where in a provision the words of a row are looked for."""

    MODAL = "modal"  # anywhere in a sentence
    PENAL = "penal"  # anywhere; whoever does the deed is the actor
    OPENING = "opening"  # the first words of an operative paragraph
    PREDICATE = "predicate"  # after an actor, where the sentence has no modal
    SCOPE = "scope"  # anywhere; the sentence commits nobody, whatever its modal
    WHOLE = "whole"  # at the start of the provision; the whole of it commits nobody
    HEADING = "heading"  # in the heading of the provision or of one above it


class Decides(StrEnum):
    """Which of several verbs of a sentence is its own."""

    FIRST = "first"  # the verb stands early, what follows depends on it
    LAST = "last"  # the verb closes the sentence
    STRONGEST = "strongest"  # clauses follow each other as equals


@dataclass(frozen=True, slots=True)
class Row:
    """One row: these words, there, commit so strongly.

    ``last_word``: the pattern reaches back over what the verb needs; the verb is its last word.
    """

    strength: Strength
    place: Place
    pattern: str
    examples: tuple[str, ...]
    near: tuple[str, ...] = ()
    last_word: bool = False


@dataclass(frozen=True, slots=True)
class Actors:
    """How a language names who commits; every field is a pattern or empty.

    ``subject`` stands at the start of a clause; ``agent`` names who acts in a passive (group
    ``actor``); ``doer`` is whoever does a punishable deed; ``passive`` follows a modal verb where
    the subject is not the one who acts; ``chapeau`` names (in a group) those who adopt a
    statement or conclude a treaty; ``condition`` opens a clause whose subject commits to nothing;
    ``after`` (group ``actor``) stands behind the verb, in languages whose verb comes first;
    ``again`` (a pronoun, a graver case) means whoever the words before named.
    """

    subject: str = ""
    agent: str = ""
    doer: str = ""
    passive: str = ""
    chapeau: str = ""
    condition: str = ""
    after: str = ""
    again: str = ""


@dataclass(frozen=True, slots=True)
class PartRules:
    """How a language says what, by when and with whom; every field but the first three is a pattern or empty.

    ``before``: the predicate stands before its auxiliary, at the end of the sentence. ``guessed``: no
    tested document stands behind it. ``turned``: what precedes an auxiliary with nothing behind it is the
    action ("Swimming is prohibited", where a language says so with one word).
    ``auxiliary`` (at the start of the deciding verb, or at its end) only says how strongly, and is no part
    of the action; ``particle`` follows an actor and is no part of it either; ``negation`` stands before a
    deciding verb and belongs to the action; ``lead`` is passed over before the action (where the predicate
    stands last: everything up to its last match); ``stop`` ends the action; ``dangling`` is cut from its
    end; ``aside`` opens a clause that says nothing of the commitment itself; ``bare`` is a chapeau's
    predicate that says nothing; ``deadline`` is by when; ``partner`` (group ``partner``) joins a partner
    apart from the action, ``partner_object`` as part of it. ``examples`` are sentences of our own with
    their action, deadline and partner.
    """

    before: bool = False
    guessed: bool = True
    turned: bool = False
    auxiliary: str = ""
    particle: str = ""
    negation: str = ""
    lead: str = ""
    stop: str = ""
    dangling: str = ""
    aside: str = ""
    bare: str = ""
    deadline: str = ""
    partner: str = ""
    partner_object: str = ""
    examples: tuple[tuple[str, str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """All that is known of a language.

    ``guessed``: no tested document stands behind it. ``lines``: every line is a sentence.
    ``words``: words are set apart by spaces, so that a verb can only begin where a word does.
    ``second``: the verb of a main clause stands directly behind its subject (German, Dutch).
    ``extends``: the words between subject and verb still belong to the subject. ``adjacent``: a
    subject directly before the verb is one wherever it stands (its case shows that it is).
    ``skip``: what looks like a deciding verb and is none.
    """

    language: str
    guessed: bool
    decides: Decides
    lines: bool
    words: bool
    second: bool
    extends: bool
    adjacent: bool
    skip: str
    rows: tuple[Row, ...]
    actors: Actors
    parts: PartRules | None
    actor_examples: tuple[tuple[str, str], ...]


def load_table(language: str) -> Table | None:
    """Return the table of a language (BCP 47; ``zh-Hant`` before ``zh``), or None."""
    for code in (language, language.split("-")[0]):
        table = _load(_SHARED.get(code, code))
        if table is not None:
            return table
    return None


def languages() -> list[str]:
    """The codes of all languages that have a table of their own, sorted."""
    return sorted(entry.name[:-5] for entry in _FOLDER.iterdir() if entry.name.endswith(".toml"))


@cache
def _load(code: str) -> Table | None:
    entry = _FOLDER / f"{code}.toml"
    if not entry.is_file():
        return None
    fields = tomllib.loads(entry.read_text(encoding="utf-8"))
    rows = tuple(
        Row(
            Strength(row["strength"]),
            Place(row["place"]),
            row["pattern"].strip(),
            tuple(row["examples"]),
            tuple(row.get("near", ())),
            row.get("last_word", False),
        )
        for row in fields["row"]
    )
    actors = fields.get("actors", {})
    return Table(
        language=code,
        guessed=fields["guessed"],
        decides=Decides(fields.get("decides", "first")),
        lines=fields.get("lines", False),
        words=fields.get("words", True),
        second=fields.get("second", False),
        extends=fields.get("extends", True),
        adjacent=fields.get("adjacent", False),
        skip=fields.get("skip", "").strip(),
        rows=rows,
        actors=Actors(**{name: value.strip() for name, value in actors.items() if name != "examples"}),
        parts=_load_parts(fields["parts"]) if "parts" in fields else None,
        actor_examples=tuple((sentence, actor) for sentence, actor in actors.get("examples", ())),
    )


def _load_parts(fields: dict[str, Any]) -> PartRules:
    values: dict[str, Any] = {
        name: value.strip() if isinstance(value, str) else value for name, value in fields.items()
    }
    values["examples"] = tuple((each[0], each[1], each[2], each[3]) for each in fields.get("examples", ()))
    return PartRules(**values)


@dataclass(frozen=True, slots=True)
class PartPatterns:
    """The rules for parts, compiled."""

    before: bool
    turned: bool
    auxiliary: re.Pattern[str] | None
    particle: re.Pattern[str] | None
    negation: re.Pattern[str] | None
    lead: re.Pattern[str] | None
    stop: re.Pattern[str] | None
    dangling: re.Pattern[str] | None
    aside: re.Pattern[str] | None
    bare: re.Pattern[str] | None
    deadline: re.Pattern[str] | None
    partner: re.Pattern[str] | None
    partner_object: re.Pattern[str] | None


def _compile_parts(rules: PartRules) -> PartPatterns:
    return PartPatterns(
        before=rules.before,
        turned=rules.turned,
        auxiliary=_compiled(rules.auxiliary),
        particle=_compiled(rules.particle),
        negation=_compiled(rules.negation),
        lead=_compiled(rules.lead),
        stop=_compiled(rules.stop),
        dangling=_compiled(rules.dangling),
        aside=_compiled(rules.aside),
        bare=_compiled(rules.bare),
        deadline=_compiled(rules.deadline),
        partner=_compiled(rules.partner),
        partner_object=_compiled(rules.partner_object),
    )


@dataclass(frozen=True, slots=True)
class Patterns:
    """A table compiled: ``verbs`` finds rows by group name, ``rows`` tells which."""

    table: Table
    verbs: re.Pattern[str]
    rows: Mapping[str, Row]
    opening: re.Pattern[str] | None
    whole: re.Pattern[str] | None
    headings: tuple[tuple[Row, re.Pattern[str]], ...]
    predicate: re.Pattern[str] | None
    subject: re.Pattern[str] | None
    agent: re.Pattern[str] | None
    doer: re.Pattern[str] | None
    passive: re.Pattern[str] | None
    chapeau: re.Pattern[str] | None
    condition: re.Pattern[str] | None
    after: re.Pattern[str] | None
    again: re.Pattern[str] | None
    parts: PartPatterns | None


@cache
def patterns(language: str) -> Patterns | None:
    """Return the compiled table of a language, or None where there is none."""
    table = load_table(language)
    if table is None:
        return None
    named = {f"r{n}": row for n, row in enumerate(table.rows)}
    places = {place: [(k, r) for k, r in named.items() if r.place is place] for place in Place}
    free = [*places[Place.SCOPE], *places[Place.PENAL], *places[Place.MODAL]]
    parts = [f"(?P<skip>{table.skip})"] if table.skip else []
    parts += [f"(?P<{name}>{row.pattern})" for name, row in free]
    actors = table.actors
    return Patterns(
        table=table,
        verbs=re.compile(_AT_WORDS.format("|".join(parts)) if table.words else "|".join(parts)),
        rows=named,
        opening=_either(places[Place.OPENING]),
        whole=_either(places[Place.WHOLE]),
        headings=tuple((row, re.compile(row.pattern)) for _, row in places[Place.HEADING]),
        predicate=_either(places[Place.PREDICATE]),
        subject=_compiled(actors.subject),
        agent=_compiled(actors.agent),
        doer=_compiled(actors.doer),
        passive=_compiled(actors.passive),
        chapeau=_compiled(actors.chapeau),
        condition=_compiled(actors.condition),
        after=_compiled(actors.after),
        again=_compiled(actors.again),
        parts=_compile_parts(table.parts) if table.parts is not None else None,
    )


def _either(rows: list[tuple[str, Row]]) -> re.Pattern[str] | None:
    return re.compile("|".join(f"(?P<{name}>{row.pattern})" for name, row in rows)) if rows else None


def _compiled(pattern: str) -> re.Pattern[str] | None:
    return re.compile(pattern) if pattern else None
