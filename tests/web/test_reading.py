from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Citation, PageSpan, Provision, ProvisionKind
from web.reading import CitationAddress, Line, Mark, Part, citation_marks, lay_out

TEXTS = st.text(alphabet="ab1. \n(م中", min_size=1, max_size=80)


@st.composite
def laid_out(draw: st.DrawFn) -> tuple[str, Part]:
    """A text with any spans at all: nested, crossing, empty, out of order."""
    text = draw(TEXTS)
    position = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(position, position).map(sorted), max_size=12))
    provisions = [
        Provision(
            "d", f"para_{n}", ProvisionKind.PARAGRAPH, start, end, "en", n, label=text[start : start + 2]
        )
        for n, (start, end) in enumerate(spans)
    ]
    marks = [
        Mark(start, end, "xref", href="#x") for start, end in draw(st.lists(st.tuples(position, position)))
    ]
    cuts = sorted({0, *draw(st.lists(position, max_size=4)), len(text)})
    pages = [PageSpan(n, a, b) for n, (a, b) in enumerate(pairwise(cuts), start=1)]
    return text, lay_out(text, provisions, pages, marks)


def read(part: Part) -> str:
    return "".join(
        "".join(run.text for run in item.runs) if isinstance(item, Line) else read(item)
        for item in part.content
    )


def pages_in(part: Part) -> list[int]:
    found = []
    for item in part.content:
        found += [run.page for run in item.runs if run.page] if isinstance(item, Line) else pages_in(item)
    return found


def parts_in(part: Part) -> list[str]:
    inner = [item for item in part.content if isinstance(item, Part)]
    own = [part.provision.eid] if part.provision else []
    return own + [eid for each in inner for eid in parts_in(each)]


@given(laid_out())
def test_nothing_is_lost_or_doubled(case: tuple[str, Part]) -> None:
    text, root = case
    assert "".join(read(root).split()) == "".join(text.split())


@given(laid_out())
def test_every_provision_is_shown_once(case: tuple[str, Part]) -> None:
    _, root = case
    eids = parts_in(root)
    assert len(eids) == len(set(eids))


@given(laid_out())
def test_page_breaks_come_once_and_in_order(case: tuple[str, Part]) -> None:
    _, root = case
    pages = pages_in(root)
    assert pages == sorted(set(pages))


def test_own_text_lies_around_that_of_children() -> None:
    text = "Article 1\nHarbours\nBefore:\n(a) salt;\nafter."
    outer = Provision("d", "art_1", ProvisionKind.ARTICLE, 0, len(text), "en", 0, "Article 1", "Harbours")
    start = text.index("(a)")
    inner = Provision(
        "d", "art_1__subpara_a", ProvisionKind.SUBPARAGRAPH, start, start + 9, "en", 1, "(a)", parent="art_1"
    )
    root = lay_out(text, [inner, outer])
    (article,) = root.content
    assert isinstance(article, Part)
    assert [[(run.kind, run.text) for run in line.runs] for line in article.opening] == [
        [("label", "Article 1")],
        [("heading", "Harbours")],
        [("text", "Before:")],
    ]
    assert [line.heading for line in article.opening] == [True, True, False]
    child, after = article.rest
    assert isinstance(child, Part)
    assert isinstance(after, Line)
    assert [run.text for run in child.opening[0].runs] == ["(a)", " salt;"]
    assert after.runs[0].text == "after."


def test_a_heading_is_set_apart_from_text_that_runs_on() -> None:
    text = "§ 3. Penalties. Whoever does this pays."
    provision = Provision("d", "sec_3", ProvisionKind.SECTION, 0, len(text), "en", 0, "§ 3", "Penalties")
    (section,) = lay_out(text, [provision]).content
    assert isinstance(section, Part)
    assert ["".join(run.text for run in line.runs) for line in section.opening] == [
        "§ 3. Penalties.",
        " Whoever does this pays.",
    ]


def test_words_elsewhere_are_not_taken_for_the_heading() -> None:
    text = "1. Ships bring Penalties."
    provision = Provision("d", "para_1", ProvisionKind.PARAGRAPH, 0, len(text), "en", 0, "1.", "Penalties")
    (part,) = lay_out(text, [provision]).content
    assert isinstance(part, Part)
    assert [run.kind for run in part.opening[0].runs] == ["label", "text"]


@pytest.mark.parametrize(
    ("text", "label", "heading", "title"),
    [
        ("제1조(목적) 이 영은 배를 정한다.", "제1조", "목적", "제1조(목적)"),
        ("第二条（定義）船とは何か。", "第二条", "定義", "第二条（定義）"),
        ("Art. 4 – Scope; ships only", "Art. 4", "Scope", "Art. 4 – Scope;"),
    ],
)
def test_brackets_around_a_heading_stay_with_it(text: str, label: str, heading: str, title: str) -> None:
    provision = Provision("d", "art_1", ProvisionKind.ARTICLE, 0, len(text), "ko", 0, label, heading)
    (part,) = lay_out(text, [provision]).content
    assert isinstance(part, Part)
    first, second = part.opening
    assert "".join(run.text for run in first.runs) == title
    assert first.heading
    assert not second.heading


def test_the_ends_of_a_range_are_linked_and_not_the_range() -> None:
    def cited(start: int, end: int, eid: str) -> Citation:
        return Citation("d", "art_6", start, end, "/akn/x", eid)

    # "Articles 2 to 4": both ends have links of their own; article 3 is cited by the whole.
    held = [cited(0, 10, "art_2"), cited(14, 15, "art_4"), cited(0, 15, "art_3")]
    address = CitationAddress("/akn/x", frozenset({"art_2", "art_3", "art_4"}), frozenset())
    marks = citation_marks(held, address)
    assert [(mark.start, mark.end, mark.href) for mark in marks] == [(0, 10, "#art_2"), (14, 15, "#art_4")]
