"""Where the words of the source went: the trace of a parsed text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.source import Block, BlockKind, SourceText
from ingest.structure import ParsedText, parse
from tests.ingest.structure_samples import one_language
from tests.ingest.test_structure_properties import BLOCKS


def traced(source: SourceText, parts: list[ParsedText]) -> dict[int, str]:
    """The characters of each block that stand in some version, after checking every trace."""
    found: dict[int, str] = {}
    for part in parts:
        end = 0
        for piece in part.trace:
            assert end <= piece.start < piece.end <= len(part.text)
            end = piece.end
            words = part.text[piece.start : piece.end]
            assert words in source.blocks[piece.block].text
            found[piece.block] = found.get(piece.block, "") + words
    return found


def lines(*texts: str, page: int = 1) -> list[Block]:
    return [Block(text, BlockKind.LINE, page=page) for text in texts]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(BLOCKS, min_size=1, max_size=40),
    st.sampled_from(["en", "ru", "zh", "ja", "ko", "th", "ar", "de", "tr", "uz"]),
)
def test_every_word_is_traced_to_its_block(blocks: list[Block], language: str) -> None:
    source = SourceText("text/plain", tuple(blocks))
    parts = parse(source, language, one_language)
    found = traced(source, parts)
    for place, block in enumerate(blocks):
        words = sorted(c for c in block.text if not c.isspace())
        kept = sorted(c for c in found.get(place, "") if not c.isspace())
        if place in found:
            # The hyphen of a broken word and the bars between cells may go, nothing else.
            assert [c for c in words if c.isalnum()] == [c for c in kept if c.isalnum()]
        else:
            assert block.text.isdigit()  # a page number above a footnote


@settings(max_examples=100, deadline=None)
@given(st.lists(BLOCKS, min_size=1, max_size=40))
def test_what_no_block_gave_is_only_space(blocks: list[Block]) -> None:
    (parsed,) = parse(SourceText("text/plain", tuple(blocks)), "en", one_language)
    given_ = bytearray(len(parsed.text))
    for piece in parsed.trace:
        given_[piece.start : piece.end] = b"\1" * (piece.end - piece.start)
    assert not [c for c, done in zip(parsed.text, given_, strict=True) if not done and not c.isspace()]


def test_a_word_broken_at_a_line_end_is_traced_to_both_lines() -> None:
    blocks = lines(
        "Article 1", "The keeper feeds the carp in the pond every day of the win-", "ter and in spring."
    )
    source = SourceText("application/pdf", tuple(blocks))
    (parsed,) = parse(source, "en", one_language)
    assert "of the winter and" in parsed.text
    assert traced(source, [parsed]) == {0: blocks[0].text, 1: blocks[1].text[:-1], 2: blocks[2].text}


def test_running_headers_are_in_no_trace_and_words_around_them_are() -> None:
    blocks = [
        *lines("Article 1", "The keeper of the pond shall feed the carp and the"),
        Block("Pond Gazette", BlockKind.EDITORIAL, page=2),
        *lines("newts on every morning of the year,", page=2),
        Block("Pond Gazette", BlockKind.EDITORIAL, page=3),
        *lines("except in winter.", page=3),
    ]
    source = SourceText("application/pdf", tuple(blocks))
    (parsed,) = parse(source, "en", one_language)
    assert sorted(traced(source, [parsed])) == [0, 1, 3, 5]
    assert parsed.text[parsed.pages[1].start :].startswith("newts on every morning of the year,")


def test_the_last_line_of_a_page_that_recurs_nowhere_is_no_footer() -> None:
    last = Block("and by day and", BlockKind.EDITORIAL, page=1)
    blocks = [
        *lines("Article 1", "The keeper of the pond shall feed the carp and the newts at night"),
        last,
        Block("7", BlockKind.EDITORIAL, page=1),
        *lines("in winter.", page=2),
    ]
    source = SourceText("application/pdf", tuple(blocks))
    (parsed,) = parse(source, "en", one_language)
    assert sorted(traced(source, [parsed])) == [0, 1, 2, 4]
    assert parsed.text.endswith("at night and by day and in winter.")


def test_a_number_in_a_publishers_note_without_pages_is_no_page_number() -> None:
    note = Block("417", BlockKind.EDITORIAL, label="417")
    source = SourceText("text/xml", (Block("Article 1"), Block("Ponds are deep."), note))
    (parsed,) = parse(source, "en", one_language)
    assert sorted(traced(source, [parsed])) == [0, 1, 2]


def test_a_footnote_that_moved_is_traced_where_it_went() -> None:
    parsed_blocks = [
        Block(t)
        for t in (
            "Article 1",
            "1. Ponds are deep¹.",
            "2. Newts are small.",
            "7",
            "¹ Some are not",
            "3. Carp.",
        )
    ]
    source = SourceText("application/pdf", tuple(parsed_blocks))
    (parsed,) = parse(source, "en", one_language)
    assert [piece.block for piece in parsed.trace] == [0, 1, 4, 2, 5]


def test_the_cells_of_a_row_that_is_a_section_are_traced_apart() -> None:
    note, section = "Deep ponds", "7. A keeper of ponds keeps them deep, and clean, all year."
    source = SourceText("text/html", (Block(f"{section} | {note}", BlockKind.ROW),))
    (parsed,) = parse(source, "en", one_language)
    assert [parsed.text[p.start : p.end] for p in parsed.trace if p.block == 0] in (
        [note, section],
        ["7.", note, section[3:]],
    )


def test_each_language_version_traces_its_own_blocks() -> None:
    english = [
        x
        for n in range(1, 6)
        for x in (f"Article {n}", f"1. The pond number {n} is deep and cold in winter.")
    ]
    dutch = [
        x
        for n in range(1, 6)
        for x in (f"Artikel {n}", f"1. De vijver nummer {n} is diep en koud in de winter.")
    ]
    source = SourceText("text/markdown", tuple(Block(text) for text in (*english, *dutch)))

    def identify(texts: object, default: str | None) -> list[str]:
        assert isinstance(texts, list)
        return ["nl" if "vijver" in text or "Artikel" in text else "en" for text in texts]

    parts = parse(source, "en+nl", identify)
    assert [{piece.block for piece in part.trace} for part in parts] == [set(range(10)), set(range(10, 20))]
