"""Clauses of a query in the terms of an index: what its filter asks for, and what is checked on texts."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from corpus.errors import UsageError
from search.asking.clauses import Clause, Near, Parsed, Part, Phrase, Word
from search.index.protocol import Wanted
from search.words.keywords import analyzer, field_term, find_rows, reach
from search.words.lexicon import MAX_FORMS, Lexicon
from search.words.segments import is_run

Rows = frozenset[tuple[int, ...]]

# So many rows of words, at most, does a phrase stand for in one language when accents are left out.
_MOST_ROWS = 32
_MOST_COMBINATIONS = 64


@dataclass(frozen=True, slots=True)
class NearCheck:
    """Two things that must stand near each other; the index cannot tell, a text can."""

    sides: tuple[Rows, Rows]
    distance: int

    def holds(self, text: str, language: str) -> bool:
        """Whether they stand in a text at most ``distance`` words apart, in either order."""
        terms = analyzer(language).words(text)
        one, other = (find_rows(terms, rows) for rows in self.sides)
        return any(0 < _gap(a, b) <= self.distance for a in one for b in other)


def _gap(one: tuple[int, int], other: tuple[int, int]) -> int:
    """How far apart two places are: 1 for neighbours, 0 if they overlap.

    >>> _gap((0, 2), (2, 3)), _gap((5, 6), (2, 3)), _gap((0, 2), (1, 2))
    (1, 3, 0)
    """
    first, second = sorted((one, other))
    return max(0, second[0] - first[1] + 1)


@dataclass(frozen=True, slots=True)
class Compiled:
    """What a filter needs. ``terms`` and ``rows`` are all that was asked for, to be highlighted."""

    must: tuple[Wanted, ...] = ()
    must_not: tuple[Wanted, ...] = ()
    near: tuple[NearCheck, ...] = ()
    terms: frozenset[int] = frozenset()
    rows: Rows = field(default_factory=frozenset)


def compile_query(parsed: Parsed, language: str, languages: Iterable[str], lexicon: Lexicon) -> Compiled:
    """Turn clauses into what the index with documents in ``languages`` knows.

    Raises:
        UsageError: a beginning of a word stands for too many words, or a clause cannot be asked.
    """
    translate = _Translator(language, tuple(sorted({language, *languages})), lexicon)
    must = [wanted for clause in parsed.must for wanted in translate.clause(clause)]
    near = []
    for each in parsed.near:
        sides = [translate.part(part) for part in each.parts]
        if all(sides):
            must += [wanted for side in sides for wanted in side]
            near.append(_check(each, sides))
    must_not = [wanted for clause in parsed.must_not for wanted in translate.excluded(clause)]
    return Compiled(
        tuple(dict.fromkeys(must)),
        tuple(dict.fromkeys(must_not)),
        tuple(near),
        frozenset[int]().union(*(wanted.terms for wanted in must)),
        Rows().union(*(wanted.phrases for wanted in must)),
    )


def _check(near: Near, sides: Sequence[Sequence[Wanted]]) -> NearCheck:
    one, other = (
        frozenset((term,) for wanted in side for term in wanted.terms).union(
            *(wanted.phrases for wanted in side)
        )
        for side in sides
    )
    return NearCheck((one, other), near.distance)


class _Translator:
    def __init__(self, language: str, codes: tuple[str, ...], lexicon: Lexicon) -> None:
        self._language = language
        self._codes = codes
        self._lexicon = lexicon

    def clause(self, clause: Clause) -> Iterator[Wanted]:
        """What all must be had for one of the alternatives to be; nothing where they say nothing."""
        ways = [way for way in map(self.part, clause.alternatives) if way]
        if not ways:
            return
        if math.prod(map(len, ways)) > _MOST_COMBINATIONS:
            raise UsageError(
                "There are too many alternatives with several words of a title or heading.",
                remedy="Ask for fewer of them at a time.",
            )
        # One of several conjunctions is had where each choice of a member from each has a member.
        for combination in itertools.product(*ways):
            yield _either(combination)

    def excluded(self, clause: Clause) -> Iterator[Wanted]:
        """What must not be had for none of the alternatives to be."""
        for part in clause.alternatives:
            wanted = self.part(part)
            if len(wanted) > 1:
                raise UsageError(
                    f"Only one word of a title or heading can be left out, not “{part.text}”.",
                    remedy=f"Leave out one word: -{part.field}:{part.text.split()[0]}.",
                )
            yield from wanted

    def part(self, part: Part) -> list[Wanted]:
        """What all must be had for a part to be."""
        if isinstance(part, Word) and part.prefix:
            return self._prefix(part)
        if part.field in ("title", "heading"):
            return [
                Wanted(frozenset(field_term(part.field, term) for term in terms))
                for terms in self._words(part.text)
            ]
        words = self._words(part.text)
        if part.field == "text":
            rows = frozenset((term,) for term in words[0]) if len(words) == 1 else self._rows(part.text)
            return [Wanted(phrases=rows)] if rows else []
        if len(words) == 1:
            return [Wanted(words[0])]
        rows = self._rows(part.text)
        return [Wanted(self._joined(part), rows)] if rows else []

    def _words(self, text: str) -> list[frozenset[int]]:
        """What each word stands for, stop words among them."""
        tokens = analyzer(self._language).word_tokens(text)
        words = [
            reach(text[token.start : token.end], self._language, self._codes, self._lexicon)
            for token in tokens
        ]
        return [terms for terms in words if terms]

    def _rows(self, text: str) -> Rows:
        """The rows that a phrase is, by the rules of every language that has its words."""
        rows: set[tuple[int, ...]] = set()
        for code in self._codes:
            found = self._rows_in(text, code)
            rows.update(row for row in found if self._lexicon.knows(row, code))
        # What no language has is found nowhere, which a row that none has says, too.
        return frozenset(rows) or frozenset(list(self._rows_in(text, self._language))[:1])

    def _rows_in(self, text: str, code: str) -> list[tuple[int, ...]]:
        rules = analyzer(code)
        options: list[tuple[int, ...]] = []
        for token in rules.word_tokens(text):
            index = rules.index(token.term)
            if index is None:
                continue
            run = is_run(text[token.start : token.end])
            others = frozenset[int]() if run else self._lexicon.variants(token.form, code)
            options.append((index, *sorted(others - {index})))
        # The first row is the words as they were written.
        return list(itertools.islice(itertools.product(*options), _MOST_ROWS)) if options else []

    def _joined(self, part: Part) -> frozenset[int]:
        """The one word that a word with hyphens is as well."""
        terms: set[int] = set()
        for token in analyzer(self._language).compounds(part.text):
            if part.text[token.start : token.end] == part.text.strip():
                terms |= reach(part.text.strip(), self._language, self._codes, self._lexicon)
        return frozenset(terms)

    def _prefix(self, part: Word) -> list[Wanted]:
        own = analyzer(self._language)
        tokens = list(own.word_tokens(part.text))
        if is_run(part.text) and (len(tokens) > 1 or any(len(token.form) > 1 for token in tokens)):
            # Without spaces a word has no end, so what begins so is what has it.
            return self.part(Phrase(part.text, part.field))
        terms: set[int] = set()
        try:
            for code in self._codes:
                for form in {own.form(part.text), analyzer(code).form(part.text)} - {""}:
                    terms |= self._lexicon.expand_prefix(form, code)
        except UsageError as error:
            raise _too_many(part) from error
        terms |= reach(part.text, self._language, self._codes, self._lexicon)
        if len(terms) > MAX_FORMS:
            raise _too_many(part)
        if part.field in ("title", "heading"):
            return [Wanted(frozenset(field_term(part.field, term) for term in terms))]
        if part.field == "text":
            return [Wanted(phrases=frozenset((term,) for term in terms))]
        return [Wanted(frozenset(terms))] if terms else []


def _too_many(part: Word) -> UsageError:
    return UsageError(
        f"More than {MAX_FORMS:,} words begin with “{part.text}”.", remedy="Give more letters before the *."
    )


def _either(choice: Iterable[Wanted]) -> Wanted:
    choice = tuple(choice)
    return Wanted(
        frozenset[int]().union(*(wanted.terms for wanted in choice)),
        Rows().union(*(wanted.phrases for wanted in choice)),
    )
