"""PDF files that the tests write by hand: any text in any order of painting, images, rotation, crop boxes."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

_MIRROR = str.maketrans("()[]«»{}", ")(][»«}{")


@dataclass(frozen=True)
class Painted:
    """Glyphs painted in one go from a point: each a string of what it means. Widths are half the size."""

    left: float
    bottom: float
    size: float
    glyphs: Sequence[str]
    mode: int = 0  # 3 is invisible
    upward: bool = False  # the pen goes up the sheet instead of to the right


@dataclass(frozen=True)
class Picture:
    """A gray image over the whole page: ``rows`` of bytes."""

    width: int
    height: int
    rows: bytes


@dataclass(frozen=True)
class Sheet:
    """One page: what is painted on it, and its dictionary."""

    parts: Sequence[Painted | Picture]
    width: float = 595
    height: float = 842
    extra: str = ""  # /Rotate 90, /CropBox [...]


def write_pdf(sheets: Sequence[Sheet]) -> bytes:
    """Write a PDF with a font of black boxes that says what each of them means; at most 255 glyphs."""
    glyphs = sorted({g for s in sheets for p in s.parts if isinstance(p, Painted) for g in p.glyphs})
    codes = {glyph: number for number, glyph in enumerate(glyphs, start=1)}
    names = "\n".join(f"<{code:02X}> <{glyph.encode('utf-16-be').hex()}>" for glyph, code in codes.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{names}\nendbfchar\nendcmap end end"
    )
    shapes = " ".join(f"/g{code} {'5' if glyph == ' ' else '4'} 0 R" for glyph, code in codes.items())
    differences = " ".join(f"/g{code}" for code in codes.values())
    widths = " ".join("500" for _ in codes)
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        f"<< /Type /Font /Subtype /Type3 /FontBBox [0 -200 500 800] /FontMatrix [0.001 0 0 0.001 0 0]"
        f" /FirstChar 1 /LastChar {len(codes)} /Widths [{widths}] /CharProcs << {shapes} >> /Resources << >>"
        f" /Encoding << /Type /Encoding /Differences [1 {differences}] >> /ToUnicode 6 0 R >>".encode(),
        _stream(b"500 0 20 -100 480 700 d1 20 -100 460 800 re f"),
        _stream(b"500 0 0 0 0 0 d1"),
        _stream(cmap.encode()),
    ]
    kids = []
    for sheet in sheets:
        drawn: list[str] = []
        images: list[str] = []
        for part in sheet.parts:
            if isinstance(part, Picture):
                head = (
                    f"/Type /XObject /Subtype /Image /Width {part.width} /Height {part.height}"
                    " /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode"
                )
                objects.append(_stream(zlib.compress(part.rows), head))
                images.append(f"/I{len(objects)} {len(objects)} 0 R")
                drawn.append(f"q {sheet.width:g} 0 0 {sheet.height:g} 0 0 cm /I{len(objects)} Do Q")
            else:
                hexes = "".join(f"{codes[glyph]:02X}" for glyph in part.glyphs)
                matrix = "0 1 -1 0" if part.upward else "1 0 0 1"
                drawn.append(
                    f"BT {part.mode} Tr /F1 {part.size:g} Tf {matrix} {part.left:g} {part.bottom:g} Tm"
                    f" <{hexes}> Tj ET"
                )
        objects.append(_stream("\n".join(drawn).encode()))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {sheet.width:g} {sheet.height:g}] {sheet.extra}"
            f" /Contents {len(objects)} 0 R /Resources << /Font << /F1 3 0 R >>"
            f" /XObject << {' '.join(images)} >> >> >>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    out = b"%PDF-1.5\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, table, len(objects) + 1, len(out))
    )


def _stream(body: bytes, head: str = "") -> bytes:
    return b"<< %b /Length %d >>\nstream\n%b\nendstream" % (head.encode(), len(body), body)


def lay_out(parts: Sequence[str]) -> str:
    """What stands on a right-to-left line, from left to right.

    ``parts`` are in logical order; those that begin with a Latin letter or a digit read from the left, all
    others from the right, and their brackets are mirrored.
    """
    return "".join(
        part
        if part[0].isdigit() or (part[0].isascii() and part[0].isalpha())
        else part[::-1].translate(_MIRROR)
        for part in reversed(parts)
    )


def painted_visually(line: str, right: float, bottom: float, size: float = 12) -> list[Painted]:
    """Paint a line from left to right, as it stands, up to the margin ``right``."""
    return [Painted(right - len(line) * size / 2, bottom, size, list(line))]


def painted_logically(line: str, right: float, bottom: float, size: float = 12) -> list[Painted]:
    """Paint the same line glyph by glyph in the order of reading, from the right."""
    left = right - len(line) * size / 2
    return [Painted(left + at * size / 2, bottom, size, [line[at]]) for at in range(len(line) - 1, -1, -1)]
