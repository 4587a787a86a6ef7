"""Which instruments the words of a query name, and where."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ingest.citations.grammar import Grammar, Role, Row, Scheme, bare
from ingest.citations.grammars import grammar_of
from ingest.citations.table import Scanner, all_rows
from ingest.citations.tokens import tokens
from ingest.query_references.catalogue import Catalogue, state_of, states
from ingest.query_references.naming import NUMBER, Naming, Strength
from ingest.query_references.phrases import Match, is_form, is_otherwise, longest
from ingest.query_references.text import Text
from ingest.query_references.treaties import BUDDHIST, YEAR, find_dated, is_body
from ingest.query_references.units import read_places
from ingest.query_references.words import heads, particles

_TELLING = 4  # letters: a word of a title that tells which act it is has more


@dataclass(frozen=True, slots=True)
class Named:
    """Words that name instruments: ``plain[start:end]``, and which they may be (none: one not held here)."""

    start: int
    end: int
    namings: tuple[Naming, ...]


def read_names(text: Text, catalogue: Catalogue) -> tuple[list[Named], list[Match[str]]]:
    """Return the names in a query in order, none over another, and the States beside them."""
    found: list[Match[tuple[Naming, ...]]] = []
    for match in catalogue.names.find(text):
        value = () if is_otherwise(text, match, is_body) else (match.value,)
        found.append(Match(match.start, match.end, match.weight, value))
    found += _cited(text, catalogue)
    found += find_dated(text, catalogue)
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
    if codes and not any(_fits_a_state(match.value, codes, catalogue) for match in chosen):
        described = list(_described(text, codes, catalogue))
        spans = {(match.start, match.end): set(match.value) for match in described} or spans
    named = [
        Named(start, end, _choose(namings, codes, text, end, catalogue))
        for (start, end), namings in spans.items()
    ]
    return named, kept


def _described(
    text: Text, codes: frozenset[str], catalogue: Catalogue
) -> Iterable[Match[tuple[Naming, ...]]]:
    """Some words of a title beside its State, the kind of act among them: "Pakistan cannabis act s. 3"."""
    spans = [span for places in read_places(text.plain)[:1] for place in places for span in place.spans]
    states_there = [(state.start, state.end) for state in states().find(text)]
    words = [
        word
        for word in text.words
        if word.text not in particles()
        and not word.text.isdigit()
        and not any(start < word.end and word.start < end for start, end in (*spans, *states_there))
    ]
    said = frozenset(word.text for word in words)
    if not spans or not said & heads() or not any(len(word) > _TELLING for word in said - heads()):
        return
    held = {
        naming.instrument
        for phrase in catalogue.names.all_words()
        for naming in (phrase.value,)
        if naming.instrument
        and catalogue.entries[naming.instrument].jurisdiction in codes
        and all(any(is_form(name, word) for name in phrase.words) for word in said)
    }
    if held:
        yield Match(words[0].start, words[-1].end, len(said), _sure(held, catalogue))


def _fits_a_state(namings: Iterable[Naming], codes: frozenset[str], catalogue: Catalogue) -> bool:
    """Whether words name something of these States, or of no State."""
    return any(
        catalogue.of_kind(naming.kind, codes)
        if naming.kind and not naming.instrument
        else _state(naming, catalogue) in codes or not _is_national(_state(naming, catalogue))
        for naming in namings
    )


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
    if not fitting:
        for naming in namings:
            if naming.kind and codes:
                fitting += catalogue.of_kind(naming.kind, codes)
            elif naming.anywhere:
                fitting += catalogue.kinds[naming.kind]
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
    match = YEAR.match(word.text) if word is not None else None
    return int(match[0]) if match is not None else None


def _may_be_of(naming: Naming, year: int, catalogue: Catalogue) -> bool:
    entry = catalogue.entries[naming.instrument]
    return not entry.years or bool({year, year - BUDDHIST} & entry.years)


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
