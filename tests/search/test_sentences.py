"""Sentences in the languages we serve, and that their spans can be trusted."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.sentences import LONGEST, gather, split_sentences


def sentences(text: str, longest: int = LONGEST) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, longest)]


@pytest.mark.parametrize(
    "expected",
    [
        ["Each Party shall act under Art. 5 of the Act.", "It reports to the Gov. of the day."],
        ["Лицо наказывается по ст. 228.1 УК, п. 3 ч. 2.", "Срок до 10 лет."],
        ["Der Erwerb nach § 5 Abs. 2 Nr. 3 ist verboten.", "Die Strafe bleibt aus."],
        ["国家禁毒委员会负责组织。", "各级人民政府应当负责。"],
        ["麻薬を所持してはならない。", "違反した者は罰する。"],
        ["لا يجوز لأي شخص بيع المواد.", "هل يعاقب بالحبس؟", "نعم يعاقب بالحبس."],
        ["کوئی شخص منشیات فروخت نہیں کرے گا۔", "سزا پانچ سال ہو گی۔"],
        ["कोई व्यक्ति नहीं बेचेगा।", "दंड पाँच वर्ष होगा।"],
        ["ဥပဒေကို လိုက်နာရမည်။", "မလိုက်နာပါက အရေးယူမည်။"],
        ["ច្បាប់នេះមានគោលបំណង។", "អ្នកណាក៏ដោយត្រូវគោរព។"],
        ["Any person who cultivates the poppy;", "any person who sells it;", "is punished."],
        ["The court may order treatment:", "(a) in a clinic of the State", "(b) at the home of the family"],
    ],
)
def test_a_text_is_parted_where_its_language_ends_a_sentence(expected: list[str]) -> None:
    # Items stand on lines of their own; other sentences follow each other.
    joined = "\n".join(expected) if expected[-1].startswith("(") else " ".join(expected)
    assert sentences(joined) == expected


def test_chinese_sentences_need_no_space() -> None:
    assert sentences("国家禁毒委员会负责组织。各级人民政府应当负责；有关部门配合。") == [
        "国家禁毒委员会负责组织。",
        "各级人民政府应当负责；",
        "有关部门配合。",
    ]


def test_numbers_and_labels_stand_with_what_they_number() -> None:
    assert sentences("1. No one sells poppy straw.") == ["1. No one sells poppy straw."]
    assert sentences("第五条\n禁止非法种植罂粟。") == ["第五条\n禁止非法种植罂粟。"]


def test_thai_is_cut_between_clauses_where_it_is_too_long() -> None:
    clauses = ["ห้ามมิให้เรือลำใดจอดในคลอง", "เรือที่จอดอยู่ต้องย้ายออกไป", "และเจ้าของจ่ายค่าท่าเรือ"]
    assert sentences(" ".join(clauses), 40) == clauses
    assert len(sentences(" ".join(clauses))) == 1


def test_a_long_sentence_is_cut_at_its_clauses() -> None:
    clause = "and every carrier of goods that crosses the border keeps a list of them"
    text = ", ".join([clause] * 9) + "."
    found = sentences(text)
    assert len(found) > 1
    assert all(len(piece) <= LONGEST and piece.startswith("and") for piece in found)


ALPHABET = 'aB1. ,;:。；؟।ๆกาเลข ່ຫ\u200b\u0301ё—()\n\u2028Ⅳ…"»'


@given(
    st.one_of(st.text(), st.text(alphabet=ALPHABET, max_size=400)),
    st.integers(min_value=4, max_value=60),
)
def test_spans_are_in_order_apart_and_hold_every_letter(text: str, longest: int) -> None:
    spans = split_sentences(text, longest)
    for start, end in spans:
        assert 0 <= start < end <= len(text)
        assert end - start <= longest
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))
    held = {at for start, end in spans for at in range(start, end)}
    assert all(at in held for at, sign in enumerate(text) if sign.isalpha())


@given(st.text(alphabet="ab. \n", max_size=300), st.integers(min_value=1, max_value=5))
def test_gathering_keeps_everything(text: str, most: int) -> None:
    spans = split_sentences(text, 20)
    found = gather(spans, most)
    assert len(found) == min(len(spans), most)
    assert all(any(start <= a and b <= end for start, end in found) for a, b in spans)


@pytest.mark.parametrize("name", ["zh/cn-jindufa-2007.md", "th/th-narcotics-code-be2564.txt"])
def test_authentic_texts_give_sentences_of_a_readable_length(shared_corpus: Path, name: str) -> None:
    text = (shared_corpus / name).read_text(encoding="utf-8")
    lengths = sorted(map(len, sentences(text)))
    assert 20 <= lengths[len(lengths) // 2] <= 200
    assert lengths[-1] <= LONGEST
