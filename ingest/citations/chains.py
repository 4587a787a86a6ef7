"""Chains: words that name one place together, joined as the language joins them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from ingest.citations.grammar import Grammar, Level, Role
from ingest.citations.tokens import Token

FAR = 80
"""Characters: longer gaps join nothing."""


@dataclass(slots=True)
class Chain:
    """Tokens that name one place together, and those ``borrowed`` from chains beside it.

    ``joined`` tells how it follows the chain before: "also", "to" or not.
    """

    tokens: list[Token]
    joined: str = ""
    elsewhere: str | None = None
    borrowed: list[Token] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Where its first word begins."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where its last word ends."""
        return self.tokens[-1].end

    def at(self, level: Level) -> Token | None:
        """The token of a level, its own or borrowed."""
        return next((token for token in (*self.tokens, *self.borrowed) if token.level is level), None)

    @property
    def outermost(self) -> Level:
        """The level of its outermost unit, the instrument where it names none."""
        return min((token.level for token in self.tokens if token.level), default=Level.INSTRUMENT)

    @property
    def rising(self) -> bool:
        """Whether its units run from the inner to the outer."""
        levels = [token.level for token in self.tokens if token.level]
        return len(levels) > 1 and levels[0] > levels[1]


def join_up(text: str, stream: Sequence[Token], grammar: Grammar) -> Iterator[Chain]:
    """Yield the chains of ``stream`` in order."""
    chain: Chain | None = None
    for token, following in zip_longest(stream, stream[1:]):
        if chain is not None and _belongs(chain, token, following, text, grammar):
            chain.tokens.append(token)
            continue
        joined = ""
        if chain is not None:
            gap = text[chain.end : token.start]
            if len(gap) <= FAR:
                joined = "to" if grammar.spans.match(gap) else "also" if grammar.joins.match(gap) else ""
            yield chain
        chain = Chain([token], joined)
    if chain is not None:
        yield chain


def _rises(
    token: Token, following: Token | None, text: str, grammar: Grammar, outermost: Level = Level.UNIT
) -> bool:
    """Whether ``following`` is the unit around ``token``: then it does not belong to what stood before."""
    if following is None or not outermost <= following.level < token.level:
        return False
    return grammar.ascends.match(text[token.end : following.start]) is not None


def _belongs(chain: Chain, token: Token, following: Token | None, text: str, grammar: Grammar) -> bool:
    """Whether ``token`` goes on with ``chain``: one level in, or one level out."""
    last = chain.tokens[-1]
    gap = text[last.end : token.start]
    if len(gap) > FAR or "\n\n" in gap or token.level == last.level:
        return False
    if token.level > last.level:
        tight = last.role is not Role.TERM or not gap.strip()
        falls = token.role is Role.UNIT and tight and not chain.rising
        # "Under this Convention, article 9 of that Convention": the article is of the one that follows.
        falls = falls and not _rises(token, following, text, grammar, min(last.level, Level.UNIT))
        return falls and grammar.descends.match(gap) is not None
    if chain.at(token.level) is not None or chain.at(Level.INSTRUMENT) is not None:
        return False
    if token.level and len(chain.tokens) > 1 and not chain.rising:
        return False
    if grammar.ascends.match(gap):
        return True
    aside = grammar.stands_aside.match(text, last.end) if token.level is Level.UNIT else None
    if aside is not None and aside.end() == token.start:
        return True
    # Some rows bring their own preposition: "de la présente loi", "der Verordnung".
    return token.level is Level.INSTRUMENT and grammar.up != "(?!)" and bool(gap) and not gap.strip()
