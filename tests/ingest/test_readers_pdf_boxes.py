"""PDF: where each line stands on its page as it is shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.readers import read_bytes
from ingest.readers.pdf_lines import Line
from ingest.readers.pdf_match import lend_places
from ingest.source import Block, BlockKind, Box
from tests.ingest.pdf_samples import Painted, Sheet, write_pdf

MakePdf = Callable[..., bytes]


def _line(words: str, left: float, bottom: float, size: float = 12) -> Painted:
    return Painted(left, bottom, size, list(words))


def _box(block: Block) -> Box:
    assert block.box is not None
    return block.box


def test_a_box_is_given_in_fractions_of_the_page_from_its_top_left() -> None:
    # The glyphs are 6 wide and reach from 1.2 below the line to 9.6 above it.
    sheet = Sheet([_line("abcdefghij", 100, 400)], width=500, height=800)
    box = _box(read_bytes(write_pdf([sheet]), "a.pdf").blocks[0])
    assert box.left == pytest.approx(0.2, abs=0.002)
    assert box.right == pytest.approx(0.32, abs=0.002)
    assert box.top == pytest.approx(1 - 409.6 / 800, abs=0.002)
    assert box.bottom == pytest.approx(1 - 398.8 / 800, abs=0.002)


@pytest.mark.parametrize(
    ("turn", "left", "top"),
    [
        (0, 0.2, 1 - 409.6 / 800),
        (90, 398.8 / 800, 0.2),
        (180, 1 - 0.32, 398.8 / 800),
        (270, 390.4 / 800, 0.68),
    ],
)
def test_a_page_that_is_shown_turned_has_its_boxes_turned(turn: int, left: float, top: float) -> None:
    sheet = Sheet([_line("abcdefghij", 100, 400)], width=500, height=800, extra=f"/Rotate {turn}")
    box = _box(read_bytes(write_pdf([sheet]), "a.pdf").blocks[0])
    assert (box.left, box.top) == (pytest.approx(left, abs=0.002), pytest.approx(top, abs=0.002))


def test_a_landscape_page_on_a_portrait_sheet_is_read_as_shown() -> None:
    texts = ["first line of it", "second line of it", "third line of it"]
    order = (1, 2, 0)  # painted in any order
    parts = [Painted(72 + 20 * n, 100, 12, list(texts[n]), upward=True) for n in order]
    blocks = read_bytes(write_pdf([Sheet(parts, extra="/Rotate 90")]), "a.pdf").blocks
    assert [b.text for b in blocks] == texts
    assert [round(_box(b).left, 3) for b in blocks] == [round(100 / 842, 3)] * 3
    assert _box(blocks[0]).bottom < _box(blocks[1]).top


def test_a_crop_box_is_the_page_and_what_lies_outside_is_left_out() -> None:
    sheet = Sheet(
        [_line("inside", 100, 400), _line("trimmed off", 100, 50)],
        width=600,
        height=800,
        extra="/CropBox [50 200 450 700]",
    )
    source = read_bytes(write_pdf([sheet]), "a.pdf")
    (block,) = source.blocks
    assert block.text == "inside"
    assert _box(block).left == pytest.approx(50 / 400, abs=0.002)
    assert _box(block).bottom == pytest.approx(1 - 198.8 / 500, abs=0.002)
    assert source.pages[0].doubts == (
        "Text outside the visible page was left out: 11 characters in 1 lines.",
    )


def test_two_columns_have_boxes_of_their_own() -> None:
    left = [_line("words of the left column", 50, 700 - 15 * n) for n in range(12)]
    right = [_line("words of the other column", 310, 700 - 15 * n) for n in range(12)]
    blocks = read_bytes(write_pdf([Sheet([*left, *right])]), "a.pdf").blocks
    assert len(blocks) == 24
    assert all(_box(b).right < 0.5 for b in blocks[:12])
    assert all(_box(b).left > 0.5 for b in blocks[12:])


def test_furniture_and_footnotes_have_boxes_too(make_pdf: MakePdf) -> None:
    page = [
        (72, 700, 12, "given on 14 May 2020"),
        (188, 705, 6, "1"),
        (72, 70, 8, "1 Original language: French, which is"),
        (72, 60, 8, "the language of the case."),
    ]
    blocks = read_bytes(make_pdf([page]), "a.pdf").blocks
    note = next(b for b in blocks if b.kind is BlockKind.FOOTNOTE)
    assert _box(note).top < 1 - 75 / 842 < 1 - 60 / 842 < _box(note).bottom + 0.01
    assert all(b.box is not None for b in blocks)


def test_a_line_of_the_other_engine_takes_the_place_of_its_words() -> None:
    placed = [Line("The go od s", 50, 700, 300, 710), Line("are sold. 12", 50, 680, 250, 690)]
    lines = lend_places(["The goods", "are sold.", "Nowhere else"], placed)
    assert [(line.left, line.bottom, line.height > 0) for line in lines] == [
        (50, 700, True),
        (50, 680, True),
        (0, 0, False),
    ]
    assert lines[0].text == "The goods"


def test_a_number_that_stands_anywhere_is_not_placed_by_chance() -> None:
    placed = [Line("1 2 3 are counted here 5", 50, 700, 300, 710), Line("and 5 there", 50, 600, 300, 610)]
    assert lend_places(["5"], placed)[0].height == 0


def test_lines_without_a_place_are_told() -> None:
    from ingest.readers.pdf_frame import Frame
    from ingest.readers.pdf_layout import Page
    from ingest.readers.pdf_page import ReadPage

    page = ReadPage(3, Frame(600, 800), Page((Line("a", 1, 1, 2, 2), Line("b"))))
    assert page.reading().doubts == ("1 of 2 lines have no place on the page image.",)


@pytest.mark.parametrize("name", ["fr/fr-arrete-30-12-2021-cannabis.pdf", "en/lk-podd-act-2022-41.pdf"])
def test_authentic_pages_have_a_box_for_every_line(shared_corpus: Path, name: str) -> None:
    source = read_bytes((shared_corpus / name).read_bytes(), name)
    assert all(b.box is not None for b in source.blocks)
    for block in source.blocks:
        box = _box(block)
        assert 0 <= box.left < box.right <= 1
        assert 0 <= box.top < box.bottom <= 1
