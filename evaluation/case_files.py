"""Relevance cases as written: what must hold for a query, in ``evaluation/cases/*.toml``.

A file is for one kind of home (``home = "register"``: one with nothing but the register; ``"corpus"``: one
with documents too), since a hit is harder to find among more. A case names what it expects::

    [[case]]
    language = "zh"
    query = "控制下交付"
    mode = "hybrid"                          # the default
    expected = ["un-1988#art_11"]            # one of these
    in_first = 3                             # among so many hits
    before = ["un-1988#art_11", "cica"]      # the first ranks above the second
    forbidden = ["de-btmg#front_1"]          # none of these
    forbidden_in_first = 10                  # among so many hits
    same_as = ["監控下交付"]                 # other ways to write the query, for which all must hold too
    any_encoder = true                       # holds with every encoder: tests can check it without a model
    aim = true                               # not reached yet: told, but no failure

``any_encoder`` may also stand at the head of a file; without it, it is true of keyword search. A target is
a document of ``evaluation/queries/documents.toml`` by its short name, or an instrument by its id, and after
``#`` the eId of a provision; a hit in anything below it counts, and without ``#`` any hit of the document.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.eid import SEPARATOR, is_eid
from corpus.errors import ConfigurationError

CASES = Path(__file__).parent / "cases"
HOMES = ("register", "corpus")
MODES = ("keyword", "semantic", "hybrid")
_FIELDS = frozenset(
    (
        "language", "query", "same_as", "mode", "expected", "in_first", "before",
        "forbidden", "forbidden_in_first", "any_encoder", "aim",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Target:
    """A provision, or with no ``eid`` a whole document.

    >>> str(Target("un-1988", "art_11")), str(Target("un-1988"))
    ('un-1988#art_11', 'un-1988')
    """

    document: str
    eid: str = ""

    def __str__(self) -> str:
        return f"{self.document}#{self.eid}" if self.eid else self.document

    def holds(self, document: str, eid: str) -> bool:
        """Whether a hit in ``eid`` of ``document`` is one in this.

        >>> article = Target("law", "art_1")
        >>> article.holds("law", "art_1__para_2"), article.holds("law", "art_11")
        (True, False)
        """
        return document == self.document and (
            not self.eid or eid == self.eid or eid.startswith(self.eid + SEPARATOR)
        )


@dataclass(frozen=True, slots=True)
class Case:
    """One query and what must hold of its hits."""

    id: str
    home: str
    language: str
    query: str
    mode: str
    expected: tuple[Target, ...]
    in_first: int
    before: tuple[Target, ...]
    forbidden: tuple[Target, ...]
    forbidden_in_first: int
    same_as: tuple[str, ...] = ()
    any_encoder: bool = False
    aim: bool = False

    @property
    def queries(self) -> tuple[str, ...]:
        """The query in all the ways that it is written, as given first."""
        return (self.query, *self.same_as)

    @property
    def targets(self) -> tuple[Target, ...]:
        """All that the case names."""
        return tuple(dict.fromkeys((*self.expected, *self.before, *self.forbidden)))


def load_cases(folder: Path = CASES, documents: Iterable[str] | None = None) -> tuple[Case, ...]:
    """Read all case files; ``documents`` are the short names that targets may use (None: not checked).

    Raises:
        ConfigurationError: a file breaks the format; the message names file, case and field.
    """
    known = None if documents is None else frozenset(documents)
    return tuple(case for path in sorted(folder.glob("*.toml")) for case in _read_file(path, known))


def _read_file(path: Path, documents: frozenset[str] | None) -> Sequence[Case]:
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise _broken(path, str(error)) from error
    home, any_encoder = raw.get("home"), raw.get("any_encoder")
    if home not in HOMES:
        raise _broken(path, f"home is {home!r}, not one of {', '.join(HOMES)}")
    numbers: dict[str, int] = {}
    cases = []
    for entry in raw.get("case", ()):
        language = entry.get("language", "")
        numbers[language] = numbers.get(language, 0) + 1
        name = f"{path.stem}.{language}.{numbers[language]}"
        try:
            cases.append(_read_case(name, home, entry, documents, any_encoder))
        except KeyError as error:
            raise _broken(path, f"{name}: the field {error} is missing") from error
        except ValueError as error:
            raise _broken(path, f"{name}: {error}") from error
    if not cases:
        raise _broken(path, "there is no case here")
    return cases


def _read_case(
    name: str, home: str, entry: Mapping[str, Any], documents: frozenset[str] | None, any_encoder: bool | None
) -> Case:
    if unknown := sorted(set(entry) - _FIELDS):
        raise ValueError(f"there is no field {unknown[0]!r}")
    mode = entry.get("mode", "hybrid")
    if any_encoder is None:
        any_encoder = mode == "keyword"
    case = Case(
        name,
        home,
        entry["language"],
        entry["query"].strip(),
        mode,
        _read_targets(entry.get("expected", ()), documents),
        entry.get("in_first", 0),
        _read_targets(entry.get("before", ()), documents),
        _read_targets(entry.get("forbidden", ()), documents),
        entry.get("forbidden_in_first", 0),
        tuple(text.strip() for text in entry.get("same_as", ())),
        entry.get("any_encoder", any_encoder),
        entry.get("aim", False),
    )
    if case.mode not in MODES:
        raise ValueError(f"there is no mode {case.mode!r}")
    if bool(case.expected) != (case.in_first > 0) or bool(case.forbidden) != (case.forbidden_in_first > 0):
        raise ValueError("targets and the number of hits that they are looked for in go together")
    if isinstance(entry.get("same_as"), str) or not all(case.queries):
        raise ValueError("same_as is a list of queries, and no query is empty")
    if len(set(case.queries)) < len(case.queries):
        raise ValueError("same_as repeats a query")
    if len(case.before) not in (0, 2):
        raise ValueError("before names two targets")
    if not case.targets:
        raise ValueError("nothing is expected")
    return case


def _read_targets(texts: Iterable[str], documents: frozenset[str] | None) -> tuple[Target, ...]:
    found = []
    for text in texts:
        document, _, eid = text.partition("#")
        if documents is not None and document not in documents and not document.startswith("/akn/"):
            raise ValueError(f"{document} is not in documents.toml and no instrument's id")
        if eid and not is_eid(eid):
            raise ValueError(f"{text} names no eId")
        found.append(Target(document, eid))
    return tuple(found)


def _broken(path: Path, what: str) -> ConfigurationError:
    return ConfigurationError(f"{path}: {what}.", remedy="Correct the file; its neighbours show the format.")
