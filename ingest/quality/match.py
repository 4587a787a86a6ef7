"""Which characters of one text are found in another, in whatever order its stretches stand there.

Greedy string tiling: long common stretches first, then shorter ones among what is left. Every
character is used once, so what the source says twice must stand in the reading twice.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

# Lengths of the stretches looked for, and how densely the second text is indexed for each.
_ROUNDS = ((24, 12), (10, 3), (5, 1), (2, 1))
# From this length down, what is left over whole on both sides goes together first: a number that
# stands before its heading in the source and behind it in the reading.
_SHORT = 5
# Short stretches are looked for only where so many characters of the pool are left over, or such a share.
_FEW, _FEW_OF = 500, 0.1
_MOST_TRIES = 40  # places tried for one stretch that occurs often


@dataclass(slots=True)
class Pool:
    """The text in which stretches are looked for; ``used`` marks what has been found."""

    text: str
    used: bytearray = field(default_factory=bytearray)

    def __post_init__(self) -> None:
        self.used = bytearray(len(self.text))


def find_stretches(text: str, taken: bytearray, pool: Pool, mark: bytes) -> None:
    """Mark in ``taken`` what of ``text`` stands in ``pool``, with the byte that ``mark`` holds there.

    ``taken`` is as long as ``text``, zero where a character is still to be found; ``mark`` is as
    long as the pool's text.
    """
    for length, step in _ROUNDS:
        if length <= _SHORT:
            _pair_remnants(text, taken, pool, mark)
            if pool.used.count(0) > max(_FEW, _FEW_OF * len(pool.text)):
                return  # any text shares its short stretches with any other: they prove nothing here
        _search(text, taken, pool, mark, length, step)
    _pair_remnants(text, taken, pool, mark)


def _pair_remnants(text: str, taken: bytearray, pool: Pool, mark: bytes) -> None:
    """Match stretches left over in the text with equal ones left over in the pool."""
    places: dict[str, list[int]] = {}
    for start, end in _free(pool.used):
        places.setdefault(pool.text[start:end], []).append(start)
    for found in places.values():
        found.reverse()
    for start, end in _free(taken):
        if homes := places.get(text[start:end]):
            home = homes.pop()
            size = end - start
            taken[start:end] = mark[home : home + size]
            pool.used[home : home + size] = b"\x01" * size


def _free(states: bytearray) -> list[tuple[int, int]]:
    """The stretches that are still zero."""
    found = []
    at = states.find(0)
    while at >= 0:
        end = _end_of_free(states, at)
        found.append((at, end))
        at = states.find(0, end)
    return found


def _search(text: str, taken: bytearray, pool: Pool, mark: bytes, length: int, step: int) -> None:
    index = _index(pool, length, step)
    if not index:
        return
    expected = 0
    for start, end in _free(taken):
        expected = _search_within(text, start, end, taken, pool, mark, index, length, expected)


def _end_of_free(taken: bytearray, at: int) -> int:
    rest = taken[at : at + 4_096]
    stripped = len(rest) - len(rest.lstrip(b"\0"))
    if stripped < len(rest) or not rest:
        return at + stripped
    end = at + len(rest)
    while end < len(taken) and not taken[end]:
        rest = taken[end : end + 65_536]
        stripped = len(rest) - len(rest.lstrip(b"\0"))
        end += stripped
        if stripped < len(rest):
            break
    return end


def _index(pool: Pool, length: int, step: int) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    text, used = pool.text, pool.used
    for start, end in _free(used):
        for place in range(start, end - length + 1, step):
            found.setdefault(text[place : place + length], []).append(place)
    return found


def _search_within(
    text: str,
    start: int,
    end: int,
    taken: bytearray,
    pool: Pool,
    mark: bytes,
    index: dict[str, list[int]],
    length: int,
    expected: int,
) -> int:
    """Look for the stretches of ``text[start:end]``; return where the last one ended in the pool."""
    at, low = start, start
    words, used = pool.text, pool.used
    while at + length <= end:
        gram = text[at : at + length]
        if words.startswith(gram, expected) and not any(used[expected : expected + length]):
            place = expected
        else:
            place = _choose(index.get(gram), used, length, expected)
            if place < 0:
                at += 1
                continue
        back = 0
        while (
            at - back > low
            and place - back > 0
            and text[at - back - 1] == words[place - back - 1]
            and not used[place - back - 1]
        ):
            back += 1
        reach = min(end - at, _end_of_free(used, place) - place)
        size = length + _common(text, at + length, words, place + length, reach - length)
        first, home = at - back, place - back
        taken[first : at + size] = mark[home : place + size]
        used[home : place + size] = b"\x01" * (place + size - home)
        expected = place + size
        at = low = at + size
    return expected


def _choose(places: list[int] | None, used: bytearray, length: int, expected: int) -> int:
    """The first free place from ``expected`` on, else the first before it; -1 if there is none."""
    if not places:
        return -1
    middle = bisect_left(places, expected)
    for order in (range(middle, min(len(places), middle + _MOST_TRIES)), range(min(middle, _MOST_TRIES))):
        for position in order:
            place = places[position]
            if not any(used[place : place + length]):
                return place
    return -1


def _common(one: str, at: int, other: str, place: int, most: int) -> int:
    """How many characters are equal from ``at`` and ``place`` on, at most ``most``."""
    found, step = 0, 64
    while found < most:
        size = min(step, most - found)
        if one[at + found : at + found + size] == other[place + found : place + found + size]:
            found += size
            step *= 4
        elif size == 1:
            break
        else:
            step = max(1, size // 4)
    return found
