# ruff: noqa: E501 - samples are read as one line
"""What must hold of whatever comes in: spans, uniqueness, nothing lost."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.source import Block, BlockKind, SourceText
from ingest.structure import parse
from tests.ingest.structure_samples import check, one_language

HEADS = (
    "Article 1", "Article 2", "Article 3", "Article 2-1", "CHAPTER I", "CHAPTER II", "Annex", "Section 1", "1.", "2.",
    "3.", "(a)", "(b)", "(i)", "(ii)", "I.", "II.", "第一条", "第二条", "附　則", "①", "②", "Статья 5.", "а)", "б)", "§ 7",
    "มาตรา ๑", "المادة الأولى", "“3.", "PART I", "25",
)  # fmt: skip
TAILS = (
    "",
    "Every party keeps a list:",
    "must act.",
    "of the Act",
    "Recognizing that lists matter,",
    "短い文。",
    "x",
    "¹ See there",
)
LINES = st.builds(
    lambda a, b: f"{a} {b}".strip(), st.sampled_from(("", *HEADS)), st.sampled_from(TAILS)
).filter(bool)
BLOCKS = st.builds(
    lambda text, kind, page: Block(text, kind, page=page),
    st.one_of(
        LINES,
        st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Zs")), min_size=1, max_size=40),
    ),
    st.sampled_from(
        [
            BlockKind.LINE,
            BlockKind.PARAGRAPH,
            BlockKind.HEADING,
            BlockKind.ITEM,
            BlockKind.ROW,
            BlockKind.FOOTNOTE,
        ]
    ),
    st.one_of(st.none(), st.integers(1, 3)),
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(BLOCKS, min_size=1, max_size=40),
    st.sampled_from(["en", "ru", "zh", "ja", "ko", "th", "ar", "de", "tr", "uz"]),
)
def test_spans_nest_and_nothing_is_lost(blocks: list[Block], language: str) -> None:
    for parsed in parse(SourceText("text/plain", tuple(blocks)), language, one_language):
        check(parsed)
        letters = sorted(c for c in parsed.text if c.isalnum())
        # Only page numbers above footnotes and hyphens at line ends may go.
        came = sorted(c for block in blocks for c in block.text if c.isalnum())
        assert not set(letters) - set(came)
        assert len(came) - len(letters) <= 3 * sum(block.text.isdigit() for block in blocks)


@settings(max_examples=100, deadline=None)
@given(st.lists(BLOCKS, min_size=1, max_size=30))
def test_the_same_source_gives_the_same_provisions(blocks: list[Block]) -> None:
    source = SourceText("text/plain", tuple(blocks))
    assert parse(source, "en", one_language) == parse(source, "en", one_language)


@settings(max_examples=100, deadline=None)
@given(st.lists(BLOCKS, min_size=1, max_size=30))
def test_pages_cover_the_text_in_order(blocks: list[Block]) -> None:
    (parsed,) = parse(SourceText("application/pdf", tuple(blocks)), "en", one_language)
    if parsed.pages:
        assert parsed.pages[0].start == 0
        assert parsed.pages[-1].end == len(parsed.text)
        for page, following in zip(parsed.pages, parsed.pages[1:], strict=False):
            assert page.end == following.start
        for provision in parsed.provisions:
            assert provision.pages is not None
            first, last = provision.pages
            assert first <= last
