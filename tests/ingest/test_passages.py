# ruff: noqa: E501 - samples are read as one line
"""Passages: inside provisions, without overlap, nothing left out, within the budget."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.model import Passage, Provision, ProvisionKind
from ingest import passages
from ingest.passages import TOKEN_BUDGET, estimate_tokens, split
from ingest.structure import ParsedText, parse
from tests.ingest.structure_samples import one_language, parse_lines, source

SENTENCES = (
    "The keeper feeds the carp every morning. ", "池の水は深く、魚は多い。", "Рыбу кормят утром; вечером её не кормят. ",
    "ปลาในบ่อน้ำกินอาหารทุกเช้า ", "البركة عميقة والسمك كثير. ", "পুকুরের পানি গভীর। ", "연못의 물은 깊다. ",
)  # fmt: skip
BODIES = st.builds(lambda s, n: (s * n).strip(), st.sampled_from(SENTENCES), st.integers(1, 60))
LABELS = st.sampled_from(
    ["Article 1", "Article 2", "Article 3", "CHAPTER I", "1.", "2.", "(a)", "(b)", "Annex", ""]
)


def check_passages(parsed: ParsedText, passages: tuple[Passage, ...]) -> None:
    by_eid = {provision.eid: provision for provision in parsed.provisions}
    taken = bytearray(len(parsed.text))
    for passage in passages:
        home = by_eid[passage.eid]
        assert home.start <= passage.start < passage.end <= home.end
        assert not any(taken[passage.start : passage.end])
        taken[passage.start : passage.end] = b"\1" * (passage.end - passage.start)
        stretch = parsed.text[passage.start : passage.end]
        assert stretch == stretch.strip()
        assert estimate_tokens(stretch) <= TOKEN_BUDGET
    named = bytearray(len(parsed.text))
    for provision in parsed.provisions:
        _mark_title(parsed.text, provision, named)
    for place, char in enumerate(parsed.text):
        assert taken[place] or named[place] or not char.isalnum(), parsed.text[place : place + 30]


def _mark_title(text: str, provision: Provision, named: bytearray) -> None:
    """Mark label and heading, which stand at the beginning and may be left to the context."""
    end = provision.start + len(provision.label)
    for word in provision.heading.split():
        found = text.find(word, end, provision.end)
        end = found + len(word) if found >= 0 else end
    named[provision.start : end] = b"\1" * (end - provision.start)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(LABELS, BODIES), min_size=1, max_size=12))
def test_every_letter_is_in_exactly_one_passage(parts: list[tuple[str, str]]) -> None:
    lines = [f"{label} {body}".strip() for label, body in parts]
    (parsed,) = parse(source(*lines), "en", one_language)
    check_passages(parsed, split(parsed.text, parsed.provisions, "The Pond Act"))


@settings(max_examples=80, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=4000))
def test_text_without_any_place_to_break(text: str) -> None:
    provision = Provision("", "block_1", ProvisionKind.BLOCK, 0, len(text), "en", 0)
    at = 0
    for passage in split(text, (provision,), ""):
        assert passage.start >= at
        assert not any(c.isalnum() for c in text[at : passage.start])
        at = passage.end
    assert not any(c.isalnum() for c in text[at:])


def test_a_short_article_is_one_passage_with_its_paragraphs() -> None:
    parsed = parse_lines("Article 1", "# Ponds", "1. Ponds are deep.", "2. Ponds are cold.")
    (passage,) = split(parsed.text, parsed.provisions, "The Pond Act")
    assert passage.eid == "art_1"
    assert parsed.text[passage.start : passage.end] == "1. Ponds are deep.\n2. Ponds are cold."
    assert passage.context == "The Pond Act › Article 1 Ponds"


def test_a_long_article_gives_its_own_words_and_its_paragraphs() -> None:
    long = "The keeper feeds the carp every morning. " * 20
    parsed = parse_lines(
        "Article 1",
        "A keeper has these duties:",
        f"1. {long}",
        f"2. {long}",
        "CHAPTER II",
        "Article 2",
        "Fish.",
    )
    found = [(p.eid, parsed.text[p.start : p.end][:12]) for p in split(parsed.text, parsed.provisions, "T")]
    assert [eid for eid, _ in found] == ["art_1", "art_1__para_1", "art_1__para_2", "art_2"]
    assert found[0][1] == "A keeper has"


def test_bare_headings_make_no_passage_and_footnotes_their_own() -> None:
    parsed = parse_lines(
        "CHAPTER I", "# Ponds", "Article 1", "Ponds are deep¹.", "¹ Some are shallow", "Article 2", "Fish."
    )
    assert [p.eid for p in split(parsed.text, parsed.provisions, "T")] == ["art_1", "fn_1", "art_2"]


def test_a_long_sentence_is_cut_at_spaces_and_a_long_text_at_sentences() -> None:
    parsed = parse_lines("Article 1", " ".join(["carp"] * 900))
    pieces = [parsed.text[p.start : p.end] for p in split(parsed.text, parsed.provisions, "T")]
    assert len(pieces) > 3
    assert all(piece.startswith("carp") and piece.endswith("carp") for piece in pieces)
    parsed = parse_lines("第一条", "池の水は深く、魚は多い。" * 60, language="ja")
    pieces = [parsed.text[p.start : p.end] for p in split(parsed.text, parsed.provisions, "T")]
    assert all(piece.endswith("。") for piece in pieces)


def test_estimate_of_tokens() -> None:
    assert estimate_tokens("a" * 400) == 100
    assert estimate_tokens("池" * 150) == 100


def test_a_text_without_a_place_to_break_is_not_measured_again_and_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    measured: list[int] = []
    real = passages.estimate_tokens

    def count(text: str) -> float:
        measured.append(len(text))
        return real(text)

    monkeypatch.setattr(passages, "estimate_tokens", count)
    for sign in ("法", "x"):
        text = sign * 60_000
        provision = Provision("d", "block_1", ProvisionKind.BLOCK, 0, len(text), "zh", 0)
        measured.clear()
        assert "".join(text[p.start : p.end] for p in passages.split(text, [provision], "Act")) == text
        assert sum(measured) < 30 * len(text)  # its square would be 60,000 times
