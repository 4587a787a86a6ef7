"""Which instruments the words of a query name, and where."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from ingest.citations.grammar import Grammar, Role, Row, Scheme, bare
from ingest.citations.grammars import grammar_of
from ingest.citations.table import Scanner, all_rows
from ingest.citations.tokens import tokens
from ingest.query_references.catalogue import Catalogue, state_of, states
from ingest.query_references.naming import NUMBER, Naming, Strength
from ingest.query_references.phrases import Match, is_otherwise, longest
from ingest.query_references.text import Text, Word
from ingest.query_references.words import (
    about_words,
    beside_treaties,
    particles,
    run_treaties,
    treaty_stems,
)

_YEAR = re.compile(r"(?<!\d)(?:1[89]|20|25)\d\d(?!\d)")
_NEAR = 5  # words between "convention" and its year
_BUDDHIST = 543  # years by which the Thai calendar is ahead
_SCRIPTED = re.compile(r"[a-zа-яіїєґ]+")


@dataclass(frozen=True, slots=True)
class Named:
    """Words that name instruments: ``plain[start:end]``, and which they may be (none: one not held here).

    ``placed`` tells that a State is named beside them.
    """

    start: int
    end: int
    namings: tuple[Naming, ...]
    placed: bool = False


def read_names(text: Text, catalogue: Catalogue) -> tuple[list[Named], list[Match[str]]]:
    """Return the names in a query in order, none over another, and the States beside them."""
    found: list[Match[tuple[Naming, ...]]] = []
    for match in catalogue.names.find(text):
        value = () if is_otherwise(text, match, _is_body) else (match.value,)
        found.append(Match(match.start, match.end, match.weight, value))
    found += _cited(text, catalogue)
    found += _dated(text, catalogue)
    chosen = longest(found)
    kept = [
        state
        for state in longest([*states().find(text), *_states_in_english(text)])
        if all(state.end <= name.start or name.end <= state.start for name in chosen)
    ]
    spans: dict[tuple[int, int], set[Naming]] = {}
    for name in chosen:
        spans.setdefault((name.start, name.end), set()).update(name.value)
    codes = frozenset(state.value for state in kept)
    named = [
        Named(start, end, _choose(namings, codes, text, end, catalogue), bool(codes))
        for (start, end), namings in spans.items()
    ]
    return named, kept


def _states_in_english(text: Text) -> Iterable[Match[str]]:
    words = text.words
    for length in (3, 2, 1):
        for place in range(len(words) - length + 1):
            start, end = words[place].start, words[place + length - 1].end
            if (code := state_of(text.plain[start:end].lower())) is not None:
                yield Match(start, end, end - start, code)


def _choose(
    namings: set[Naming], codes: frozenset[str], text: Text, end: int, catalogue: Catalogue
) -> tuple[Naming, ...]:
    """Of what words may name, what fits the States and the year beside them; a name of its own first."""
    own = [naming for naming in namings if naming.instrument]
    fitting = [n for n in own if not codes or _state(n, catalogue) in codes]
    # "China and the 1988 Convention": a State stands beside a treaty of others, but not beside their acts.
    fitting = fitting or [n for n in own if not _is_national(_state(n, catalogue))]
    if not fitting and (kinds := {naming.kind for naming in namings if naming.kind}):
        for kind in sorted(kinds):
            fitting += catalogue.of_kind(kind, codes) if codes else catalogue.kinds[kind]
    year = _year_after(text, end)
    if year is not None:
        fitting = [n for n in fitting if _may_be_of(n, year, catalogue)]
    return tuple(sorted(set(fitting), key=lambda naming: (-naming.strength, naming.instrument)))


def _state(naming: Naming, catalogue: Catalogue) -> str:
    return catalogue.entries[naming.instrument].jurisdiction


def _is_national(jurisdiction: str) -> bool:
    return len(jurisdiction) == len("xx") and jurisdiction not in ("un", "eu")


def _year_after(text: Text, end: int) -> int | None:
    """The year that stands right after a name, prepositions aside."""
    following = (word for word in text.words if word.start >= end and word.text not in particles())
    word = next(following, None)
    match = _YEAR.match(word.text) if word is not None else None
    return int(match[0]) if match is not None else None


def _may_be_of(naming: Naming, year: int, catalogue: Catalogue) -> bool:
    entry = catalogue.entries[naming.instrument]
    return not entry.years or bool({year, year - _BUDDHIST} & entry.years)


def _cited(text: Text, catalogue: Catalogue) -> Iterable[Match[tuple[Naming, ...]]]:
    """Names as texts cite them: treaties in all their languages, acts by number."""
    for token in tokens(text.plain, _scanner()):
        assert token.name is not None
        name = token.name
        if name.key.startswith("/akn/"):
            held = {name.key} & set(catalogue.entries)
        else:
            held = set(catalogue.numbers.get(name.key.casefold(), ()))
        if name.scheme is Scheme.NUMBER and not held:
            continue
        yield Match(token.start, token.end, token.end - token.start, _sure(held, catalogue))
    for match in NUMBER.finditer(text.plain):
        key = match[0].casefold()
        held = set(catalogue.numbers.get(key, ()))
        strength = Strength.SURE
        if not held:
            held = {
                instrument
                for number, ids in catalogue.numbers.items()
                if number.startswith((key + "/", key + "-"))
                for instrument in ids
            }
            strength = Strength.SHORT
        if held:
            namings = tuple(Naming(instrument, strength) for instrument in sorted(held))
            yield Match(match.start(), match.end(), len(key), namings)


def _sure(held: Iterable[str], catalogue: Catalogue) -> tuple[Naming, ...]:
    return tuple(Naming(instrument, Strength.SURE) for instrument in sorted(held))


def _dated(text: Text, catalogue: Catalogue) -> Iterable[Match[tuple[Naming, ...]]]:
    """A word for treaty and a year beside it: "конвенция 1988", "1988-жылдагы Конвенция"."""
    if not catalogue.treaties:
        return
    words = text.words
    for place, word in enumerate(words):
        if not _is_treaty(word.text):
            continue
        near = [
            (abs(other - place), other, int(match[0]))
            for other in range(max(0, place - _NEAR), min(len(words), place + _NEAR + 1))
            if (match := _YEAR.search(words[other].text)) is not None
        ]
        if not near or not _names_the_treaty(words, place):
            continue
        _, other, year = min(near)
        held = catalogue.treaties.get(year, ()) or catalogue.treaties.get(year - _BUDDHIST, ())
        first, last = sorted((place, other))
        if all(_may_stand_between(words[each].text) for each in range(first + 1, last)):
            yield Match(
                words[first].start,
                words[last].end,
                len(word.text) + len(str(year)),
                tuple(Naming(instrument, Strength.SURE) for instrument in held),
            )


def _is_treaty(word: str) -> bool:
    return word.startswith(treaty_stems()) or any(run in word for run in run_treaties())


def _may_stand_between(word: str) -> bool:
    return word in particles() or word in beside_treaties() or _YEAR.match(word) is not None or _is_body(word)


@lru_cache(maxsize=4096)
def _is_body(word: str) -> bool:
    """Whether a folded word is the name of a State or body."""
    return any(True for _ in states().find(Text.of(word)))


def _names_the_treaty(words: tuple[Word, ...], place: int) -> bool:
    """Whether nothing beside "convention" makes it another: "European convention", "convention on seals"."""
    before = words[place - 1].text if place else ""
    if _SCRIPTED.fullmatch(before) and not _may_stand_between(before):
        return False
    after = [word.text for word in words[place + 1 : place + 4] if _YEAR.match(word.text) is None]
    if after and after[0] in about_words():
        return len(after) > 1 and after[1] in beside_treaties()
    return True


@cache
def _scanner() -> Scanner:
    """All rows that name a treaty, or an act by number, in either case."""
    rows: list[Row] = [
        row
        for row in all_rows()
        if row.role is Role.NAME and row.scheme in (Scheme.CONVENTION, Scheme.NUMBER)
    ]
    patterns = [f"(?i){row.pattern}" for row in rows]
    united = "|".join(f"(?:{bare(row.pattern)})(?P<r{place}>)" for place, row in enumerate(rows))
    grammar = grammar_of("en")
    assert isinstance(grammar, Grammar)
    return Scanner(
        "en", grammar, tuple(rows), tuple(patterns), re.compile(united, re.IGNORECASE), (None,) * len(rows)
    )
