"""Finding citations: every place where the words name another text or another place in this one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import pairwise, product, zip_longest

from corpus.eid import number_to_num
from corpus.model import Provision, ProvisionKind
from ingest.citations.definitions import fold, read_definitions
from ingest.citations.grammar import Grammar, Level, Role
from ingest.citations.table import scanner_for
from ingest.citations.tokens import Item, Name, Token, tokens

_UNITS = frozenset({ProvisionKind.ARTICLE, ProvisionKind.SECTION})
_FAR = 80  # characters: longer gaps join nothing
_BEFORE = 140  # characters before a citation in which another text may be named
_NUMBER = re.compile(r"\d+\w*")
_BACK = 12  # chains that "the same article" looks back


@dataclass(frozen=True, slots=True)
class Found:
    """A citation as found: where it stands, and what its words name.

    ``eid`` is the innermost provision that contains it. ``path`` are the numbers named, outermost
    first, and ``levels`` their levels; ``unit`` the kind of the first where that is an article or
    section, None where the path begins inside of the unit around the words (``depth`` says how deep;
    ``doubtful_head`` that its first number may be a section's all the same). ``name`` is another
    instrument; ``own`` tells that the words say "this Act". ``beside`` counts from here: (level, how
    far). ``elsewhere`` are words that lead to a text that was not recognised. ``through`` is the path
    of the first of a range that this one ends, ``whole`` where that range stands. ``apart`` counts
    in a supplementary provision.
    """

    eid: str
    start: int
    end: int
    path: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()
    unit: ProvisionKind | None = None
    depth: Level = Level.UNIT
    name: Name | None = None
    term: bool = False
    own: bool = False
    beside: tuple[Level, int] | None = None
    elsewhere: str | None = None
    through: tuple[str, ...] | None = None
    whole: tuple[int, int] | None = None
    apart: bool = False
    doubtful_head: bool = False


@dataclass(slots=True)
class _Chain:
    """Tokens that name one place together, and those ``borrowed`` from chains beside it.

    ``joined`` tells how it follows the chain before: "also", "to" or not.
    """

    tokens: list[Token]
    joined: str = ""
    elsewhere: str | None = None
    borrowed: list[Token] = field(default_factory=list)

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end

    def at(self, level: Level) -> Token | None:
        """The token of a level, its own or borrowed."""
        return next((token for token in (*self.tokens, *self.borrowed) if token.level is level), None)

    @property
    def outermost(self) -> Level:
        return min((token.level for token in self.tokens if token.level), default=Level.INSTRUMENT)

    @property
    def rising(self) -> bool:
        """Whether its units run from the inner to the outer."""
        levels = [token.level for token in self.tokens if token.level]
        return len(levels) > 1 and levels[0] > levels[1]


class Places:
    """Finds the innermost provision at an offset, and the labels to leave out."""

    def __init__(self, text: str, provisions: Sequence[Provision]) -> None:
        self.text = text
        self.ordered = sorted(provisions, key=lambda p: (p.start, -p.end))
        self.starts = [p.start for p in self.ordered]
        self.by_eid = {p.eid: p for p in provisions}
        self.labels = {p.start for p in provisions if p.kind in _UNITS}

    def innermost(self, start: int, end: int) -> str | None:
        """The eId of the smallest provision around ``start`` to ``end``."""
        place = bisect_right(self.starts, start) - 1
        if place < 0:
            return None
        candidate: Provision | None = self.ordered[place]
        while candidate is not None and not (candidate.start <= start and end <= candidate.end):
            candidate = self.by_eid.get(candidate.parent) if candidate.parent else None
        return candidate.eid if candidate is not None else None

    def is_label(self, token: Token) -> bool:
        """Whether the token is the number of a provision, or stands alone on its line."""
        if token.role is not Role.UNIT or token.level is not Level.UNIT:
            return False
        if token.start in self.labels:
            return True
        before = self.text[max(0, token.start - 3) : token.start].rstrip(" *#")
        after = self.text[token.end : token.end + 3].lstrip(" .:*")
        return (not before or before[-1] == "\n") and (not after or after[0] == "\n")


def find(text: str, provisions: Sequence[Provision], language: str) -> tuple[Found, ...]:
    """Return the citations in ``text`` in order. Labels of the provisions themselves are none.

    A list ("articles 3 and 5") gives a citation for each of its numbers, a range one for its ends.
    """
    scanner = scanner_for(language)
    if scanner is None:
        return ()
    places = Places(text, provisions)
    kept = [token for token in tokens(text, scanner) if not places.is_label(token)]
    defined = read_definitions(text, kept, language)
    chains = list(_chains(text, kept, scanner.grammar))
    _inherit(chains, text, scanner.grammar)
    _recall(chains, places)
    before: _Chain | None = None
    told: list[Found] = []
    for chain in chains:
        told += (_define(found, defined) for found in _tell(chain, before, places))
        before = chain
    return tuple(told)


def _define(found: Found, defined: Mapping[str, Name]) -> Found:
    if not found.term or found.name is None:
        return found
    meant = defined.get(fold(found.name.words))
    return replace(found, name=meant, term=False) if meant is not None else found


def _chains(text: str, stream: Sequence[Token], grammar: Grammar) -> Iterator[_Chain]:
    chain: _Chain | None = None
    for token, following in zip_longest(stream, stream[1:]):
        if chain is not None and _belongs(chain, token, following, text, grammar):
            chain.tokens.append(token)
            continue
        joined = ""
        if chain is not None:
            gap = text[chain.end : token.start]
            if len(gap) <= _FAR:
                joined = "to" if grammar.spans.match(gap) else "also" if grammar.joins.match(gap) else ""
            yield chain
        chain = _Chain([token], joined)
    if chain is not None:
        yield chain


def _rises(
    token: Token, following: Token | None, text: str, grammar: Grammar, outermost: Level = Level.UNIT
) -> bool:
    """Whether ``following`` is the unit around ``token``: then it does not belong to what stood before."""
    if following is None or not outermost <= following.level < token.level:
        return False
    return grammar.ascends.match(text[token.end : following.start]) is not None


def _belongs(chain: _Chain, token: Token, following: Token | None, text: str, grammar: Grammar) -> bool:
    """Whether ``token`` goes on with ``chain``: one level in, or one level out."""
    last = chain.tokens[-1]
    gap = text[last.end : token.start]
    if len(gap) > _FAR or "\n\n" in gap or token.level == last.level:
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


def _inherit(chains: list[_Chain], text: str, grammar: Grammar) -> None:
    """Complete chains that share their article or instrument with the chain beside them."""
    for before, chain in pairwise(chains):
        if chain.joined and chain.outermost is not Level.INSTRUMENT:
            _borrow_from_before(chain, before)
    for chain in chains:
        if chain.at(Level.INSTRUMENT) is None and not any(t.role is Role.THIS for t in chain.tokens):
            after = grammar.leads_away.match(text, chain.end)
            ahead = grammar.comes_from.search(text[max(0, chain.start - _BEFORE) : chain.start])
            if found := after or ahead:
                chain.elsewhere = " ".join(found[0].split())
    for chain, following in reversed(list(pairwise(chains))):
        open_end = chain.at(Level.INSTRUMENT) is None and chain.outermost is not Level.INSTRUMENT
        if following.joined and open_end:
            _borrow_from_after(chain, following)


def _borrow_from_before(chain: _Chain, before: _Chain) -> None:
    """Article 5, first paragraph, and second: the second is of article 5 too."""
    top = chain.outermost
    if top is Level.UNIT:
        named = before.at(Level.INSTRUMENT)
        if (
            named is not None
            and (before.tokens[0].level is Level.INSTRUMENT or named in before.borrowed)
            and chain.at(Level.INSTRUMENT) is None
        ):
            chain.borrowed.append(named)
    elif (
        before.at(top) is not None
        and not chain.rising
        and not before.rising
        and chain.tokens[0].role is Role.UNIT
    ):
        if chain.at(Level.INSTRUMENT) is None:
            chain.borrowed += [t for t in (*before.borrowed, *before.tokens) if t.level < top]
        chain.elsewhere = before.elsewhere


def _borrow_from_after(chain: _Chain, after: _Chain) -> None:
    """Paragraph 1 or paragraph 2 of article 3; article 3 and article 5 of that Act."""
    if chain.elsewhere is None and after.elsewhere is not None:
        chain.elsewhere = after.elsewhere
    outer = (*after.tokens, *after.borrowed)
    if after.rising and chain.outermost > Level.UNIT:
        chain.borrowed += [t for t in outer if t.level < chain.outermost and chain.at(t.level) is None]
    elif chain.outermost is Level.UNIT and after.tokens[-1].level is Level.INSTRUMENT:
        chain.borrowed.append(after.tokens[-1])


def _recall(chains: list[_Chain], places: Places) -> None:
    """Give "the same article" what it repeats."""
    for place, chain in enumerate(chains):
        same = next((token for token in chain.tokens if token.role is Role.SAME), None)
        if same is None:
            continue
        number = _NUMBER.search(places.text, same.start, same.end)
        earlier = _last_with(
            chains[max(0, place - _BACK) : place], same.level, number_to_num(number[0]) if number else None
        )
        if earlier is None:
            chain.elsewhere = places.text[same.start : same.end]
            continue
        head = (*earlier.tokens, *earlier.borrowed)
        chain.borrowed += [t for t in head if t.level <= same.level and t.role is not Role.SAME]
        chain.elsewhere = earlier.elsewhere


def _last_with(chains: list[_Chain], level: Level, number: str | None) -> _Chain | None:
    """The last chain that names the level itself: with ``number``, as in "the said article 9", if given."""
    for chain in reversed(chains):
        unit = chain.at(level)
        if number is not None and (
            unit is None or all(item.levels[0] != number for item in unit.items) or len(unit.items) > 1
        ):
            continue
        held = [t for t in (*chain.tokens, *chain.borrowed) if t.level is level]
        if any(t.role is not Role.SAME and not (t.role is Role.THIS and not level) for t in held):
            return chain
    return None


def _tell(chain: _Chain, before: _Chain | None, places: Places) -> Iterator[Found]:
    everything = (*chain.tokens, *chain.borrowed)
    if not any(t.items or t.name or t.role is Role.BESIDE for t in everything):
        return
    named = next((t for t in everything if t.role in (Role.NAME, Role.TERM)), None)
    units = sorted((t for t in everything if t.level and t.items), key=lambda t: t.level)
    beside = next((t for t in everything if t.role is Role.BESIDE), None)
    if not units and beside is None and (named is None or named.role is Role.TERM or named in chain.borrowed):
        return
    if units and not units[0].row.leads and units[0] is chain.tokens[0] and len(everything) == 1:
        return
    levels = [t.level for t in everything if t.level and (t.items or t.role is not Role.UNIT)]
    listing = next((t for t in units if len(t.items) > 1), None)
    head = units[0] if units else None
    unit = head.row.kind if head is not None and head.level is Level.UNIT else None
    telling = partial(
        Found,
        unit=unit,
        depth=min(levels, default=Level.INSTRUMENT),
        name=named.name if named else None,
        term=named is not None and named.role is Role.TERM,
        own=any(t.role is Role.THIS and not t.level for t in everything),
        beside=(beside.level, beside.row.step) if beside else None,
        elsewhere=chain.elsewhere if named is None else None,
        apart=any(t.apart for t in everything),
    )
    through = _range_start(chain, before, units)
    whole = (before.start, chain.end) if before is not None else None
    combined = [_as_far_as_meant(items, units) for items in product(*(t.items for t in units))]
    combined = [items for place, items in enumerate(combined) if items not in combined[:place]]
    for place, items in enumerate(combined):
        start, end = chain.start, chain.end
        if listing is not None and listing in chain.tokens:
            item = items[units.index(listing)]
            start = start if place == 0 else item.start
            end = end if place == len(combined) - 1 else item.end
            if place:
                earlier = combined[place - 1]
                pairs = zip(items, earlier, strict=False)
                only = sum(one is not other for one, other in pairs) == 1 and len(items) == len(earlier)
                through = _path(earlier) if item.through and only else None
                whole = (earlier[units.index(listing)].start, item.end)
        eid = places.innermost(start, end) if start < end else None
        if eid is not None:
            first = items[0] if items and unit is None else None
            depths = [glued(token.level, item.levels) for token, item in zip(units, items, strict=False)]
            yield telling(
                eid=eid, start=start, end=end, path=_path(items), through=through, whole=whole,
                levels=tuple(level for each in depths for level in each),
                doubtful_head=first is not None and first.may_be_a_section,
            )  # fmt: skip
        if listing is None or listing not in chain.tokens:
            through = None


def _as_far_as_meant(items: tuple[Item, ...], units: Sequence[Token]) -> tuple[Item, ...]:
    """Of "articles 12 or 13, first paragraph" the paragraph is of the last article alone."""
    for depth, (outer, inner) in enumerate(pairwise(units)):
        if inner.start > outer.start and items[depth] is not outer.items[-1]:
            return items[: depth + 1]
    return items


def _path(items: Sequence[Item]) -> tuple[str, ...]:
    return tuple(num for item in items for num in item.levels)


def glued(level: Level, nums: Sequence[str]) -> tuple[Level, ...]:
    """Return the levels of numbers in one: of 3(1)(b), of 3(b), of (1)(a).

    >>> glued(Level.UNIT, ("3", "b")) == (Level.UNIT, Level.SUBPARAGRAPH)
    True
    """
    levels = [level]
    for num in nums[1:]:
        deeper = min(levels[-1] + 1, Level.POINT)
        levels.append(Level.SUBPARAGRAPH if levels[-1] is Level.UNIT and num[0].isalpha() else Level(deeper))
    return tuple(levels)


def _range_start(chain: _Chain, before: _Chain | None, units: list[Token]) -> tuple[str, ...] | None:
    if chain.joined != "to" or before is None or not units:
        return None
    first = before.at(units[-1].level)
    if first is None or not first.items:
        return None
    path = [num for token in units for num in token.items[0].levels]
    return (*path[: -len(units[-1].items[0].levels)], *first.items[-1].levels)
