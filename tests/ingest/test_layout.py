"""From the boxes of blocks to the boxes of a document's lines, and the picture that they fit."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from corpus.errors import DamagedFileError, LimitExceededError, NotFoundError
from ingest.layout import line_boxes
from ingest.page_image import PageRequest, draw, render, render_page
from ingest.readers import read_bytes
from ingest.readers.pdf_engines import open_pdfium
from ingest.sandbox import Sandbox
from ingest.source import Block, BlockKind, Box, SourceText
from ingest.structure import ParsedText, parse
from ingest.structure.parse import Traced

MakePdf = Callable[..., bytes]


def _parsed(*trace: Traced) -> ParsedText:
    return ParsedText("en", "t", "x" * 100, (), (), trace=trace)


def test_each_traced_block_with_a_place_gives_a_box() -> None:
    one, two = Box(0.1, 0.1, 0.9, 0.12), Box(0.1, 0.14, 0.5, 0.16)
    blocks = (
        Block("a", BlockKind.LINE, page=1, box=one),
        Block("b", BlockKind.LINE, page=2, box=two),
        Block("c", BlockKind.LINE, page=2),
    )
    lines = line_boxes(
        SourceText("application/pdf", blocks), _parsed(Traced(0, 0, 10), Traced(2, 11, 20), Traced(1, 21, 30))
    )
    assert [(line.start, line.end, line.page, line.left, line.bottom) for line in lines] == [
        (0, 10, 1, 0.1, 0.12),
        (21, 30, 2, 0.1, 0.16),
    ]


def test_a_block_cut_in_two_gives_its_box_with_each_part() -> None:
    blocks = (Block("a b", BlockKind.LINE, page=1, box=Box(0, 0, 1, 0.1)),)
    lines = line_boxes(SourceText("application/pdf", blocks), _parsed(Traced(0, 0, 1), Traced(0, 5, 6)))
    assert [(line.start, line.end) for line in lines] == [(0, 1), (5, 6)]


def test_the_lines_of_an_article_are_those_of_its_words(make_pdf: MakePdf) -> None:
    page = [
        (72, 700, 12, "Article 1. Kites are registered with the"),
        (72, 685, 12, "office."),
        (72, 660, 12, "Article 2. Kites that are not registered are"),
        (72, 645, 12, "sold."),
    ]
    source = read_bytes(make_pdf([page]), "a.pdf")
    part = parse(source, "en")[0]
    second = next(p for p in part.provisions if p.eid == "art_2")
    own = [line for line in line_boxes(source, part) if line.start < second.end and line.end > second.start]
    assert [part.text[line.start : line.end].split()[0] for line in own] == ["Article", "sold."]
    assert [round(line.bottom, 2) for line in own] == [round(1 - 657.5 / 842, 2), round(1 - 645 / 842, 2)]


def test_nearly_all_ink_of_an_authentic_page_is_in_the_boxes_of_its_lines(shared_corpus: Path) -> None:
    data = (shared_corpus / "en" / "lk-podd-act-2022-41.pdf").read_bytes()
    boxes = [b.box for b in read_bytes(data, "a.pdf").blocks if b.page == 16 and b.box is not None]
    document = open_pdfium(data, "a.pdf")
    bitmap = draw(document, 15, 600, "a.pdf", gray=True)
    rows, width, height, stride = bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride
    document.close()
    dark = [(x, y) for y in range(height) for x in range(width) if rows[y * stride + x] < 128]
    inside = sum(
        any(
            b.left * width - 1 <= x <= b.right * width + 1
            and b.top * height - 1 <= y <= b.bottom * height + 1
            for b in boxes
        )
        for x, y in dark
    )
    assert len(dark) > 1000
    assert inside / len(dark) > 0.99
    area = sum((b.right - b.left) * (b.bottom - b.top) for b in boxes)
    assert area < 0.2  # of a page that is mostly empty: boxes that hold everything prove nothing


def _size_and_rows(png: bytes) -> tuple[int, int, bytes]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    at = png.index(b"IDAT")
    (length,) = struct.unpack(">I", png[at - 4 : at])
    return width, height, zlib.decompress(png[at + 4 : at + 4 + length])


def test_a_page_is_drawn_as_wide_as_asked(make_pdf: MakePdf) -> None:
    width, height, rows = _size_and_rows(render_page(make_pdf([[(72, 700, 40, "INK")]]), 1, 300))
    assert (width, height) == (300, round(300 * 842 / 595))
    assert len(rows) == height * (1 + 3 * width)
    assert min(rows) == 0
    assert max(rows) == 255


def test_a_page_is_drawn_in_the_sandbox(make_pdf: MakePdf) -> None:
    with Sandbox(workers=1) as sandbox:
        png = sandbox.run(render, PageRequest(make_pdf([[(72, 700, 40, "INK")]]), 1, 200, uri="a.pdf"))
    assert _size_and_rows(png)[0] == 200


def test_pictures_are_bounded(make_pdf: MakePdf) -> None:
    data = make_pdf([[(72, 700, 40, "INK")]])
    with pytest.raises(LimitExceededError, match="pixels"):
        render_page(data, 1, 20_000)
    with pytest.raises(LimitExceededError, match="pixels"):
        render_page(data, 1, 0)
    with pytest.raises(NotFoundError):
        render_page(data, 2, 200)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_pages_of_scanned_images_are_drawn(kind: str) -> None:
    file = BytesIO()
    Image.new("L", (200, 100)).save(file, kind)
    drawn = Image.open(BytesIO(render_page(file.getvalue(), 1, 400)))
    assert (drawn.format, drawn.size) == ("PNG", (400, 200))
    with pytest.raises(NotFoundError, match="no page 2"):
        render_page(file.getvalue(), 2, 400)
    with pytest.raises(LimitExceededError, match="pixels"):
        render_page(file.getvalue(), 1, 20_000)
    with pytest.raises(DamagedFileError):
        render_page(file.getvalue()[:30], 1, 400)
