"""PDF: pages, reading order, margins, footnotes, the choice of engine; and files that cannot be read."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdf
import pytest

from corpus.errors import DamagedFileError, EmptyFileError, EncryptedFileError, LimitExceededError
from ingest.limits import Limits
from ingest.readers import read_bytes
from ingest.readers.pdf_choice import choose_engine, count_faults, count_words
from ingest.readers.pdf_layout import arrange
from ingest.readers.pdf_lines import Line
from ingest.readers.pdf_notes import find_footnotes
from ingest.source import BlockKind

MakePdf = Callable[..., bytes]


def test_lines_carry_their_pages(make_pdf: MakePdf) -> None:
    source = read_bytes(
        make_pdf([[(72, 700, 12, "Article 1"), (72, 680, 12, "Words.")], [(72, 700, 12, "More.")]]), "a.pdf"
    )
    assert [(b.page, b.kind, b.text) for b in source.blocks] == [
        (1, BlockKind.LINE, "Article 1"),
        (1, BlockKind.LINE, "Words."),
        (2, BlockKind.LINE, "More."),
    ]
    assert source.page_count == 2


def test_running_heads_and_page_numbers_are_editorial(make_pdf: MakePdf) -> None:
    words = ["Licences end.", "Books are kept.", "Fees are due.", "Inspectors enter."]
    pages = [
        [
            (72, 800, 9, "Official Gazette No 5"),
            (72, 700, 12, text),
            (72, 660, 12, f"Clause {n * n}"),
            (290, 40, 9, f"- {n} -"),
        ]
        for n, text in enumerate(words, start=11)
    ]
    blocks = read_bytes(make_pdf([[(72, 800, 9, "Title page")], *pages]), "a.pdf").blocks
    third = [(b.kind, b.text) for b in blocks if b.page == 3]
    assert third == [
        (BlockKind.EDITORIAL, "Official Gazette No 5"),
        (BlockKind.LINE, "Books are kept."),
        (BlockKind.LINE, "Clause 144"),
        (BlockKind.EDITORIAL, "- 12 -"),
    ]


def test_what_is_painted_late_is_put_in_its_place(make_pdf: MakePdf) -> None:
    page = [
        (72, 700, 12, "second line of the page"),
        (72, 680, 12, "third line of the page"),
        (72, 640, 12, "fifth line of the page"),
        (72, 720, 12, "first line of the page"),
        (72, 660, 12, "fourth line of the page"),
    ]
    texts = [b.text.split()[0] for b in read_bytes(make_pdf([page]), "a.pdf").blocks]
    assert texts == ["first", "second", "third", "fourth", "fifth"]


def test_two_columns_below_a_title() -> None:
    left = [Line(f"left {n}", 50, 600 - 12 * n, 250, 610 - 12 * n) for n in range(20)]
    right = [Line(f"right {n}", 270, 600 - 12 * n, 470, 610 - 12 * n) for n in range(20)]
    title = Line("title over both columns", 60, 650, 460, 662)
    page = arrange([*left, *right, title])
    assert [line.text for line in page.lines] == [
        title.text,
        *(x.text for x in left),
        *(x.text for x in right),
    ]


def test_margin_notes_go_before_the_section_they_stand_beside() -> None:
    text = [
        Line("1. This Act may be cited as the Kites Act, and", 144, 510, 384, 519),
        Line("comes into force at once.", 144, 498, 300, 507),
        Line("2. No one shall fly a kite above the height that", 144, 475, 384, 484),
        Line("the minister has laid down for such toys.", 144, 463, 384, 472),
    ]
    notes = [
        Line("Short title", 396, 512, 430, 518),
        Line("Height of", 396, 478, 430, 484),
        Line("kites", 396, 468, 420, 474),
    ]
    page = arrange([*text, *notes])
    assert [line.text for line in page.lines] == [line.text for line in text]
    assert [(note.text, note.before) for note in page.notes] == [("Short title", 0), ("Height of kites", 2)]


def test_line_counts_in_the_margin_are_taken_out() -> None:
    text = [Line(f"words of line {n} of a bill", 150, 600 - 12 * n, 390, 609 - 12 * n) for n in range(1, 11)]
    counts = [Line("5", 140, 540, 146, 548), Line("10", 140, 480, 148, 488)]
    page = arrange([*text, *counts])
    assert [line.text for line in page.counts] == ["5", "10"]
    assert len(page.lines) == 10


def test_footnotes_are_small_print_that_a_raised_mark_announces() -> None:
    lines = [
        Line("10. As was held, ⁷ the court may", 50, 700, 500, 711),
        Line("7 paragraphs later, in large print", 50, 688, 500, 699),
        Line("7 Judgment of a court in the year", 50, 130, 500, 138),
        Line("two thousand.", 61, 121, 200, 129),
        Line("8 Nobody refers to this", 50, 110, 500, 118),
    ]
    notes = find_footnotes(lines)
    assert {index: (note.mark, note.text, note.length) for index, note in notes.items()} == {
        2: ("⁷", "Judgment of a court in the year two thousand.", 2)
    }


def test_small_raised_digits_are_kept_apart_from_the_number_before(make_pdf: MakePdf) -> None:
    page = [
        (72, 700, 12, "given on 14 May 2020"),
        (188, 705, 6, "1"),
        (72, 680, 12, "in the matter of the kites"),
        (72, 60, 8, "1 Original language: French."),
    ]
    blocks = read_bytes(make_pdf([page]), "a.pdf").blocks
    assert [(b.kind, b.text) for b in blocks] == [
        (BlockKind.LINE, "given on 14 May 2020 ¹"),
        (BlockKind.LINE, "in the matter of the kites"),
        (BlockKind.FOOTNOTE, "¹ Original language: French."),
    ]


def test_a_raised_number_without_a_note_stays_with_its_article(make_pdf: MakePdf) -> None:
    page = [(72, 700, 12, "Article 228"), (128.4, 705, 6, "1"), (72, 680, 12, "Words of that article.")]
    assert read_bytes(make_pdf([page]), "a.pdf").blocks[0].text == "Article 228¹"


def test_the_engine_that_breaks_fewer_words_wins() -> None:
    whole = "the court of the state held that the law of the court is the law"
    broken = whole.replace("the", "t he")
    counts = count_words([whole, broken, "the the the the the"])
    assert count_faults(broken, whole, counts) == 5
    assert count_faults(whole, broken, counts) == 0
    assert choose_engine(broken, whole, counts) == "pdfium"
    assert choose_engine(whole, broken, counts) == "pypdf"
    assert choose_engine(whole, whole, counts) == "pdfium"


def test_glued_words_are_faults_too() -> None:
    apart = "the court may also seize the goods, and the court may also sell the goods"
    glued = apart.replace("may also", "mayalso")
    counts = count_words([apart, glued, "it may be", "also that", "may", "also"])
    assert count_faults(glued, apart, counts) == 2
    assert choose_engine(apart, glued, counts) == "pypdf"


def test_unreadable_characters_decide() -> None:
    counts = count_words(["words of the law"])
    assert choose_engine("w\ufffdrds \ufffdf the law\ufffd", "words of the law", counts) == "pdfium"
    assert choose_engine("", "words", counts) == "pdfium"
    assert choose_engine("words", "", counts) == "pypdf"


def test_pages_without_text_are_noted(make_pdf: MakePdf) -> None:
    source = read_bytes(make_pdf([[(72, 700, 12, "Words.")], [], [], [(72, 700, 12, "End.")]]), "a.pdf")
    assert any("2-3" in note for note in source.notes)


def test_a_file_of_empty_pages_is_empty(make_pdf: MakePdf) -> None:
    with pytest.raises(EmptyFileError) as caught:
        read_bytes(make_pdf([[], []]), "blank.pdf")
    assert "scan them again" in caught.value.remedy


def test_a_truncated_file_is_damaged(make_pdf: MakePdf) -> None:
    data = make_pdf([[(72, 700, 12, "Words.")]])
    with pytest.raises((DamagedFileError, EmptyFileError)):
        read_bytes(data[:60], "cut.pdf")


def test_an_encrypted_file_asks_for_a_copy_without_password(make_pdf: MakePdf) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(make_pdf([[(72, 700, 12, "Secret words.")]])))
    writer.encrypt("user", "owner", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    with pytest.raises(EncryptedFileError, match=r"locked\.pdf"):
        read_bytes(buffer.getvalue(), "locked.pdf")


def test_a_file_that_only_forbids_editing_is_read(make_pdf: MakePdf) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(make_pdf([[(72, 700, 12, "Open words.")]])))
    writer.encrypt("", "owner", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    assert read_bytes(buffer.getvalue(), "a.pdf").blocks[0].text == "Open words."


def test_the_page_limit_holds(make_pdf: MakePdf) -> None:
    with pytest.raises(LimitExceededError, match="pages"):
        read_bytes(make_pdf([[(72, 700, 12, "x")]] * 3), "a.pdf", Limits(max_pages=2))
