"""The smallest pieces of text on a PDF page that have a place: glyphs, or groups of glyphs with one meaning.

pdfium gives characters in an order of its own, mirrors brackets, and repeats the text that stands for a group
of glyphs (``/ActualText``, with which browsers and word processors write what a cluster of Thai, Khmer,
Devanagari or Arabic glyphs means). So where such scripts are concerned the pieces are taken one by one.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from ingest.readers.pdf_frame import Frame

_DEEPEST = 8  # forms within forms
# Hebrew and Arabic as glyphs instead of letters, without the two phrases that are one sign each.
_PRESENTED = re.compile("[\ufb00-\ufdf9\ufdfc\ufe70-\ufefc]")
# The ring, perhaps a tone, and the long a: together they are one vowel.
_THAI_AM = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32|([\u0e48-\u0e4b])\u0e4d\u0e32")
_LAO_AM = re.compile("\u0ecd([\u0ec8-\u0ecb]?)\u0eb2|([\u0ec8-\u0ecb])\u0ecd\u0eb2")
_ALEF = "اأإآٱ"


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of text: ``text`` in logical order, its place in points as shown, its place in painting.

    ``left`` and ``right`` are where the pen was before and after it, ``low`` and ``high`` bound its ink.
    ``stated`` tells that the file says what it means, so that its brackets face the right way.
    """

    text: str
    left: float
    right: float
    low: float
    high: float
    base: float
    order: int
    stated: bool = False

    @property
    def is_mark(self) -> bool:
        """Whether it is nothing but marks that stand on another letter."""
        return all(unicodedata.category(c) in ("Mn", "Me") for c in self.text)


def read_units(page: Any, text_page: Any, frame: Frame) -> list[Unit]:
    """Return the units of a page in the order of painting."""
    import pypdfium2.raw as raw

    objects = {ctypes.addressof(obj.contents): (n, obj) for n, obj in enumerate(_text_objects(raw, page))}
    meanings = {address: _meaning(raw, obj) for address, (_, obj) in objects.items()}
    groups: dict[int, list[Unit]] = {}
    spaces: list[Unit] = []
    seen: set[int] = set()
    plain: dict[tuple[int, float], list[tuple[int, Unit]]] = {}
    for index in range(text_page.count_chars()):
        if raw.FPDFText_IsGenerated(text_page, index) == 1:
            continue
        code = raw.FPDFText_GetUnicode(text_page, index)
        address = _address(raw.FPDFText_GetTextObject(text_page, index))
        if address not in objects:  # a space that pdfium has moved to where it thinks best
            continue
        order = objects[address][0]
        seen.add(address)
        unit = _measure(raw, text_page, frame, index, _letter(raw, text_page, index, code), order)
        meaning = meanings.get(address)
        if meaning is not None:
            groups.setdefault(meaning[0], []).append(replace(unit, text=meaning[1], stated=True))
        else:
            plain.setdefault((order, round(unit.left, 2)), []).append((index, unit))
    for address, meaning in meanings.items():
        order, obj = objects[address]
        if meaning is not None:
            # pdfium says what a group means at its first glyphs; the others still take their room.
            placed = _measure_object(raw, frame, obj, meaning[1], order)
            groups.setdefault(meaning[0], []).extend([placed] if placed is not None else [])
        elif address not in seen:
            placed = _measure_object(raw, frame, obj, " ", order)
            if placed is not None and placed.high <= placed.low:  # else it repeats what is there already
                spaces.append(replace(placed, stated=False))
    units = [*spaces, *(_union(members, members[0].text) for members in groups.values() if members)]
    units += [_cluster([unit for _, unit in sorted(members, key=_first)]) for members in plain.values()]
    units.sort(key=lambda unit: (unit.order, unit.left))
    return [replace(unit, text=text) for unit in units if (text := spell_out(unit.text))]


def _first(pair: tuple[int, Unit]) -> int:
    return pair[0]


def spell_out(text: str) -> str:
    """Return ``text`` with ligatures and letter shapes spelt in plain letters.

    >>> spell_out(chr(0xFEFB)) == chr(0x644) + chr(0x627)
    True
    """
    if not _PRESENTED.search(text):
        return text
    # A mark without a letter is given as a mark on a space.
    return _PRESENTED.sub(lambda match: unicodedata.normalize("NFKC", match[0]).strip(" ") or " ", text)


def compose_am(text: str) -> str:
    """Return ``text`` with the Thai and Lao vowel am in one piece, where fonts draw it as two.

    >>> compose_am(chr(0xE19) + chr(0xE4D) + chr(0xE49) + chr(0xE32)) == chr(0xE19) + chr(0xE49) + chr(0xE33)
    True
    """
    return _THAI_AM.sub("\\1\\2\u0e33", _LAO_AM.sub("\\1\\2\u0eb3", text))


def _letter(raw: Any, text_page: Any, index: int, code: int) -> str:
    if raw.FPDFText_IsHyphen(text_page, index) == 1 or code == 0xFFFE:
        return "-"
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def _text_objects(raw: Any, page: Any) -> Iterator[Any]:
    for index in range(raw.FPDFPage_CountObjects(page)):
        yield from _descend(raw, raw.FPDFPage_GetObject(page, index), 0)


def _descend(raw: Any, obj: Any, depth: int) -> Iterator[Any]:
    kind = raw.FPDFPageObj_GetType(obj)
    if kind == raw.FPDF_PAGEOBJ_TEXT:
        yield obj
    elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
        for index in range(raw.FPDFFormObj_CountObjects(obj)):
            yield from _descend(raw, raw.FPDFFormObj_GetObject(obj, index), depth + 1)


def _address(pointer: Any) -> int:
    return ctypes.addressof(pointer.contents) if pointer else 0


def _meaning(raw: Any, obj: Any) -> tuple[int, str] | None:
    """The mark that says what the object means, as the address that its group shares, and its words."""
    for index in range(raw.FPDFPageObj_CountMarks(obj) - 1, -1, -1):
        mark = raw.FPDFPageObj_GetMark(obj, index)
        size = ctypes.c_ulong()
        # As bytes: pdfium's reading of the string as text takes every byte for a character.
        if not raw.FPDFPageObjMark_GetParamBlobValue(mark, b"ActualText", None, 0, size) or not size.value:
            continue
        buffer = (ctypes.c_ubyte * size.value)()
        raw.FPDFPageObjMark_GetParamBlobValue(mark, b"ActualText", buffer, size.value, size)
        words = _decode(bytes(buffer))
        return _address(mark), words
    return None


def _decode(string: bytes) -> str:
    """Decode a text string of a PDF (ISO 32000, 7.9.2.2)."""
    if string.startswith(b"\xfe\xff"):
        return string[2:].decode("utf-16-be", "replace")
    if string.startswith(b"\xef\xbb\xbf"):
        return string[3:].decode("utf-8", "replace")
    return string.decode("cp1252", "replace")


def _measure(raw: Any, text_page: Any, frame: Frame, index: int, text: str, order: int) -> Unit:
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text_page, index, x, y)
    loose = frame.place(*text_page.get_charbox(index, loose=True))
    tight = frame.place(*text_page.get_charbox(index))
    _, base = frame.point(x.value, y.value)
    low, high = (tight[1], tight[3]) if tight[3] > tight[1] else (base, base)
    return Unit(text, loose[0], max(loose[2], loose[0]), low, high, base, order)


def _measure_object(raw: Any, frame: Frame, obj: Any, text: str, order: int) -> Unit | None:
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(obj, matrix):
        return None
    x, y = frame.point(matrix.e, matrix.f)
    edges = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(obj, *edges)
    left, low, right, high = frame.place(*(edge.value for edge in edges))
    if high <= low:  # no ink: a space or a joiner
        left, low, right, high = x, y, x, y
    return Unit(text, left, right, low, high, y, order, stated=True)


def _union(members: list[Unit], text: str) -> Unit:
    first = min(members, key=lambda unit: unit.order)
    return replace(
        first,
        text=text,
        left=min(unit.left for unit in members),
        right=max(unit.right for unit in members),
        low=min(unit.low for unit in members),
        high=max(unit.high for unit in members),
    )


def _cluster(members: list[Unit]) -> Unit:
    """Join the characters of one glyph. Lam and alef in one glyph are that, whatever the file says."""
    text = "".join(unit.text for unit in members)
    if len(text) == 2 and text[0] in _ALEF and text[1] == "ل":
        text = text[::-1]
    return _union(members, text) if len(members) > 1 else members[0]
