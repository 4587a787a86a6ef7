"""Signs that a font or an encoding gave wrong characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from corpus.model import Doubt, DoubtCode
from ingest.scripts import script_of
from ingest.source import SourceText

_WORD = re.compile(r"[^\W\d_]{3,}")
# UTF-8 read as a Western code page: "â€œ", "Ã©", and what is left of them once controls are gone.
_MOJIBAKE = re.compile("[ÃÂâ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œ]|[ÐÑ][\u0080-\u00bf][ÐÑ]")
_STRAY = re.compile("(?:(?<=\\s)|^)[âÃÂ](?=\\s|$)")
# Scripts whose letters look alike: a word of two of them was typed or mapped wrongly.
_LOOKALIKE = frozenset({"Latn", "Cyrl", "Grek"})
_SHOWN = 5


def find_character_doubts(source: SourceText) -> list[Doubt]:
    """Return a doubt per page (or for the whole source) and per kind of suspicious character."""
    doubts = [
        Doubt(DoubtCode.CHARACTER_MAP, text, page.number) for page in source.pages for text in page.doubts
    ]
    told = {page.number for page in source.pages if page.doubts}
    found: dict[tuple[int | None, str], list[str]] = {}
    for block in source.blocks:
        if block.page in told:
            continue
        for kind, sample in _suspects(block.text):
            found.setdefault((block.page, kind), []).append(sample)
    for (page, kind), samples in found.items():
        if kind == _MIXED and len(samples) < 3 and page is None:
            pass
        shown = ", ".join(dict.fromkeys(samples[:_SHOWN]))
        doubts.append(Doubt(DoubtCode.CHARACTER_MAP, f"{len(samples)} {kind}: {shown}", page))
    return doubts


_MIXED = "words of letters of two scripts"


def _suspects(text: str) -> Iterator[tuple[str, str]]:
    if text.isascii():
        return
    for character in _odd(text):
        yield "characters that are unknown or private", f"U+{ord(character):04X}"
    for match in _MOJIBAKE.finditer(text):
        yield "characters that look like UTF-8 in another encoding", match[0]
    for match in _STRAY.finditer(text):
        yield "letters that stand for another sign", match[0]
    for match in _WORD.finditer(text):
        if match[0].isascii():
            continue
        if len({script_of(c) for c in match[0]} & _LOOKALIKE) > 1 and not _is_unit(match[0]):
            yield _MIXED, match[0]


def _odd(text: str) -> Iterable[str]:
    return (c for c in text if c == "\ufffd" or (c > "\ue000" and unicodedata.category(c) == "Co"))


def _is_unit(word: str) -> bool:
    """Greek letters stand in chemical names (``α-PVP`` without its hyphen) and in units (``μg``)."""
    return any(script_of(c) == "Grek" for c in word)
