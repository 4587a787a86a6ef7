# ruff: noqa: E501 - samples are read as one line
"""Citations: the table by its own examples, resolving inside the document and to known instruments."""

from __future__ import annotations

import re

import pytest

from corpus.model import Provision, ProvisionKind
from ingest.citations import DocumentResolver, find, resolve
from ingest.citations.patterns import Citing, all_rows
from ingest.citations.resolve import NO_SUCH_PROVISION, NOT_COUNTED_BACK, UNKNOWN_INSTRUMENT
from ingest.structure import ParsedText
from tests.ingest.structure_samples import parse_lines

CASES = [(row, words, path) for row in all_rows() for words, path in row.examples]
OWN, TREATY = "/akn/xx/act/2020/ponds", "/akn/un/act/1988/illicit-traffic"


def named(name: str) -> str | None:
    return TREATY if "1988" in name or "Illicit Traffic" in name else None


def citations_in(parsed: ParsedText) -> list[tuple[str, str, str | None, str | None, str | None]]:
    """(words, home, instrument, eid, reason) of each citation."""
    found = find(parsed.text, parsed.provisions, parsed.language)
    resolved = resolve(found, DocumentResolver(parsed.provisions, OWN, named))
    return [
        (parsed.text[c.start : c.end], c.eid, c.target_instrument, c.target_eid, c.reason) for c in resolved
    ]


@pytest.mark.parametrize(("row", "words", "path"), CASES, ids=[f"{r.languages[0]}-{w}" for r, w, _ in CASES])
def test_row_example(row: Citing, words: str, path: str) -> None:
    text = f"x {words}."
    home = Provision("", "block_1", ProvisionKind.BLOCK, 0, len(text), row.languages[0], 0)
    found = [f for f in find(text, (home,), row.languages[0]) if f.start <= 2 < f.end]
    assert re.search(row.pattern, text)
    assert found
    assert "__".join(f"{kind.value}_{num}" for kind, num in found[0].path) == path


def test_inside_the_document() -> None:
    parsed = parse_lines(
        "Article 1", "1. See article 2, paragraph 1, of this Act.", "2. Paragraph 1 of this article stands.", "Article 2",
        "1. As in paragraph 2 of article 1.", "2. As in article 9.",
    )  # fmt: skip
    assert citations_in(parsed) == [
        ("article 2, paragraph 1, of this Act", "art_1__para_1", OWN, "art_2__para_1", None),
        ("Paragraph 1 of this article", "art_1__para_2", OWN, "art_1__para_1", None),
        ("paragraph 2 of article 1", "art_2__para_1", OWN, "art_1__para_2", None),
        ("article 9", "art_2__para_2", None, None, NO_SUCH_PROVISION),
    ]


def test_this_article_is_the_one_around() -> None:
    parsed = parse_lines("Article 4", "1. Ponds.", "2. As said in paragraph 1 of this article, ponds.")
    assert citations_in(parsed) == [
        ("paragraph 1 of this article", "art_4__para_2", OWN, "art_4__para_1", None)
    ]


def test_another_instrument_by_name_with_its_article() -> None:
    parsed = parse_lines(
        "Article 1",
        "As article 3 of the 1988 Convention and the Moss Act of 1990 say, and article 3 of the Moss Act too.",
    )
    found = citations_in(parsed)
    assert ("article 3 of the 1988 Convention", "art_1", TREATY, "art_3", None) in found
    assert ("article 3 of the Moss Act", "art_1", None, None, UNKNOWN_INSTRUMENT) in found


@pytest.mark.parametrize(
    ("language", "lines", "expected"),
    [
        ("zh", ["第一条 池。", "第二条 依照本法第一条处理。", "第三条 依照前款。"], [("art_2", "art_1"), ("art_3", None)]),
        ("ko", ["제1조 (연못)", "연못.", "제2조 (풀)", "제1조에 따른다."], [("art_2", "art_1")]),
        ("th", ["มาตรา ๑ บ่อ", "มาตรา ๒ ตามมาตรา ๑"], [("art_2", "art_1")]),
        ("ru", ["Статья 1. Пруды", "1. Вода.", "Статья 2. Рыба", "По части 1 статьи 1."], [("art_2", "art_1__para_1")]),
        ("vi", ["Điều 1. Ao", "1. Sâu.", "Điều 2. Cá", "Theo khoản 1 Điều 1 của Luật này."], [("art_2", "art_1__para_1")]),
        ("ar", ["المادة الأولى", "بركة.", "المادة الثانية", "وفقا لأحكام المادة الأولى من هذا النظام."], [("art_2", "art_1")]),
        ("ja", ["第一条 池。", "第二条 第一条の池をいう。"], [("art_2", "art_1")]),
    ],
)  # fmt: skip
def test_internal_references_by_language(
    language: str, lines: list[str], expected: list[tuple[str, str | None]]
) -> None:
    found = citations_in(parse_lines(*lines, language=language))
    assert [(home, eid) for _, home, _, eid, _ in found] == expected


def test_what_points_back_is_kept_with_the_reason() -> None:
    (found,) = citations_in(parse_lines("第一条 池。", "依照前款处理。", language="zh"))
    assert found[-1] == NOT_COUNTED_BACK


def test_labels_and_headings_of_units_are_no_citations() -> None:
    assert citations_in(parse_lines("Article 1", "Ponds.", "Article 2", "Fish.")) == []


def test_a_restarted_numbering_is_looked_up_where_it_stands() -> None:
    lines = [f"มาตรา {n} บ่อ" for n in "๑๒๓๔"] + ["มาตรา ๑ ปลา", "มาตรา ๒ ตามมาตรา ๑", "มาตรา ๓ หญ้า"]
    found = citations_in(parse_lines(*lines, language="th"))
    assert [(home, eid) for _, home, _, eid, _ in found] == [("part_2__art_2", "part_2__art_1")]
