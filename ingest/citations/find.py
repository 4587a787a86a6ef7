"""Finding citations: every place where the words name another text or another place in this one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise, product

from corpus.eid import number_to_num
from corpus.model import Provision, ProvisionKind
from ingest.citations.chains import Chain, join_up
from ingest.citations.definitions import fold, read_definitions
from ingest.citations.grammar import Grammar, Level, Role
from ingest.citations.places import Places
from ingest.citations.table import scanner_for
from ingest.citations.tokens import Item, Name, Token, tokens

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
    chains = list(join_up(text, kept, scanner.grammar))
    _inherit(chains, text, scanner.grammar)
    _recall(chains, places)
    before: Chain | None = None
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


def _inherit(chains: list[Chain], text: str, grammar: Grammar) -> None:
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


def _borrow_from_before(chain: Chain, before: Chain) -> None:
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


def _borrow_from_after(chain: Chain, after: Chain) -> None:
    """Paragraph 1 or paragraph 2 of article 3; article 3 and article 5 of that Act."""
    if chain.elsewhere is None and after.elsewhere is not None:
        chain.elsewhere = after.elsewhere
    outer = (*after.tokens, *after.borrowed)
    if after.rising and chain.outermost > Level.UNIT:
        chain.borrowed += [t for t in outer if t.level < chain.outermost and chain.at(t.level) is None]
    elif chain.outermost is Level.UNIT and after.tokens[-1].level is Level.INSTRUMENT:
        chain.borrowed.append(after.tokens[-1])


def _recall(chains: list[Chain], places: Places) -> None:
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


def _last_with(chains: list[Chain], level: Level, number: str | None) -> Chain | None:
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


def _tell(chain: Chain, before: Chain | None, places: Places) -> Iterator[Found]:
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


def _range_start(chain: Chain, before: Chain | None, units: list[Token]) -> tuple[str, ...] | None:
    if chain.joined != "to" or before is None or not units:
        return None
    first = before.at(units[-1].level)
    if first is None or not first.items:
        return None
    path = [num for token in units for num in token.items[0].levels]
    return (*path[: -len(units[-1].items[0].levels)], *first.items[-1].levels)
