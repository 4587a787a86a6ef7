"""eIds: printed numbers of many scripts come to one ASCII form, and chains of components round-trip."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import eid
from corpus.errors import UsageError
from corpus.model import ProvisionKind

NUM = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

PRINTED = {
    # digits
    "12": "12",
    "第12条": "12",
    "مادة ١٢": "12",
    "ماده ۱۲": "12",
    "ধারা ৫": "5",
    "धारा ३७": "37",
    "มาตรา ๙๐": "90",
    "មាត្រា ៣": "3",
    "ມາດຕາ ໑໒": "12",
    "ပုဒ်မ ၁၂": "12",
    "(1)": "1",
    "①": "1",
    "1er": "1",
    "1st": "1",
    "1.º": "1",
    "Art. 005": "5",
    "Điều 3": "3",
    "§ 9": "9",
    "12-бап": "12",
    "5-modda": "5",
    "Madde 12": "12",
    # inserted
    "12bis": "12bis",
    "12 bis": "12bis",
    "35A": "35a",
    "35I": "35i",
    "§ 29a": "29a",
    "2-1": "2-1",
    "228¹": "228-1",
    "ст. 228.1": "228-1",
    "5–7": "5-7",
    "第 11-1 條": "11-1",
    "ข้อ ๑๒/๑": "12-1",
    "7א": "7a",
    "12а": "12a",
    "12 ter A": "12ter-a",
    "A1": "a1",
    # Chinese, Japanese, Korean
    "第三百四十七条": "347",
    "一百零五": "105",
    "第十条": "10",
    "二十": "20",
    "二〇二一": "2021",
    "第一千零一条": "1001",
    "两万三千": "23000",
    "廿三": "23",
    "第五条之二": "5-2",
    "之二": "2",
    "第二条の二": "2-2",
    "第二条ノ二の三": "2-2-3",
    "제5조의2": "5-2",
    "제12조": "12",
    "第拾贰章": "12",
    # Roman
    "Chapter IV": "4",
    "PART II": "2",
    "Глава ХІІ": "12",
    "第Ⅳ章": "4",
    "(iv)": "iv",
    "C": "c",
    "Schedule C": "c",
    "TITLE II-A": "2-a",
    "IIa": "2a",
    "IIII": "iiii",
    "XIV": "14",
    # words
    "المادة الأولى": "1",
    "المادة الحادية عشرة": "11",
    "المادة الثالثة والعشرون": "23",
    "المادة الأولى بعد المائة": "101",
    "Birinci Bölüm": "1",
    "ON BİRİNCİ BÖLÜM": "11",
    "Article premier": "1",
    "Раздел первый": "1",
    "двадцать первая": "21",
    "ČÁST PRVNÍ": "1",
    "فصل بیست و یکم": "21",
    "Part Two": "2",
    "প্রথম অধ্যায়": "1",
    "twenty-first": "21",
    # letters, by position in the list
    "(a)": "a",
    "б)": "b",
    "나.": "b",
    "ロ": "b",
    "(ख)": "b",
    "(খ)": "b",
    "(ข)": "b",
    "ب)": "b",
    "ב": "b",
    "β)": "b",
    "乙": "b",
    "أ)": "a",
    "هـ": "e",
    "الف": "a",
    "יא": "k",
    "(aa)": "aa",
    "đ)": "dx",
    "ç)": "cx",
    "㈎": "a",
    "하": "n",
    "": "",
    "—": "",
    "№": "no",
}


@pytest.mark.parametrize(("printed", "num"), PRINTED.items())
def test_printed_numbers_come_to_one_form(printed: str, num: str) -> None:
    assert eid.number_to_num(printed) == num


@pytest.mark.parametrize(
    ("printed", "roman", "num"),
    [
        ("iv", True, "4"),
        ("IV", False, "iv"),
        ("Глава Х", True, "10"),
        ("I", None, "1"),
        ("(i)", None, "i"),
        ("D", True, "d"),
        ("(i)", True, "1"),
        ("civil", True, "civil"),
    ],
)
def test_the_caller_decides_what_roman_letters_mean(printed: str, roman: bool | None, num: str) -> None:
    assert eid.number_to_num(printed, roman=roman) == num


@given(st.text(max_size=40))
def test_whatever_is_printed_gives_a_valid_num_or_nothing(printed: str) -> None:
    num = eid.number_to_num(printed)
    assert num == "" or NUM.fullmatch(num)


@given(st.integers(0, 9999), st.sampled_from("٠۰০०๐០໐၀０"))
def test_decimal_digits_of_every_script_mean_the_same(value: int, zero: str) -> None:
    printed = "".join(chr(ord(zero) + int(digit)) for digit in str(value))
    assert eid.number_to_num(printed) == str(value)


def spell_chinese(value: int) -> str:
    """Write 1..9999 the standard way; written from the rule, not from the reader's table."""
    digits, out, zero = "零一二三四五六七八九", "", False
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // power % 10
        if digit:
            out += ("零" if zero else "") + digits[digit] + unit
            zero = False
        elif out:
            zero = True
    return out.removeprefix("一") if 10 <= value < 20 else out


@given(st.integers(1, 9999))
def test_chinese_numerals_round_trip(value: int) -> None:
    assert eid.number_to_num(f"第{spell_chinese(value)}条") == str(value)


@given(st.integers(1, 9999), st.integers(1, 99))
def test_inserted_articles_keep_both_numbers(article: int, inserted: int) -> None:
    expected = f"{article}-{inserted}"
    assert eid.number_to_num(f"第{spell_chinese(article)}条之{spell_chinese(inserted)}") == expected
    assert eid.number_to_num(f"제{article}조의{inserted}") == expected
    assert eid.number_to_num(f"{article}.{inserted}") == expected


@pytest.mark.parametrize(
    "order",
    [
        "абвгдежзиклмнопрстуфхцчшщэюяёйъыь",
        "абвгґдеєжзиіїйклмн",
        "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
        "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
        "ابپتثجچ",
        "가나다라마바사아자차카타파하",
        "アイウエオカキクケコ",
        "イロハニホヘト",
        "กขคงจฉชซ",
        "abcçdefgğhıijklmnoöprsştuüvyz",
        "aăâbcdđeêghiklmnoôơpqrstuưvxy",
        "αβγδεζηθικλμνξοπρστυφχψω",
        "אבגדהוזחטיכלמנסעפצקרשת",
        "কখগঘঙচছজঝঞ",
        "कखगघङचछजझञ",
    ],
)
def test_letters_of_one_list_stay_apart(order: str) -> None:
    nums = [eid.number_to_num(f"({letter})", roman=False) for letter in order]
    assert len(set(nums)) == len(order)
    assert all(NUM.fullmatch(num) for num in nums)


nums = st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,3})?", fullmatch=True)
components = st.builds(eid.Component, st.sampled_from(list(ProvisionKind)), nums)


@given(st.lists(components, min_size=1, max_size=5))
def test_join_and_parse_are_inverse(steps: list[eid.Component]) -> None:
    built = eid.join(*steps)
    assert eid.parse(built) == tuple(steps)
    assert eid.last_kind(built) is steps[-1].kind
    assert eid.last_num(built) == steps[-1].num
    assert (eid.parent(built) or "") == "__".join(map(str, steps[:-1]))
    assert eid.ancestors(built) == tuple("__".join(map(str, steps[:n])) for n in range(1, len(steps)))


def test_a_child_is_named_below_its_parent() -> None:
    assert eid.child("art_3", ProvisionKind.PARAGRAPH, 1) == "art_3__para_1"
    assert eid.child(None, ProvisionKind.ARTICLE, "12bis") == "art_12bis"
    assert eid.join("art_3", None, "", "para_1") == "art_3__para_1"


@pytest.mark.parametrize(
    "wrong", ["", "art", "art_", "art_A", "foo_1", "art_3_para_1", "art_3__", "art_1--2", "art_第"]
)
def test_malformed_eids_are_told(wrong: str) -> None:
    assert not eid.is_eid(wrong)
    with pytest.raises(UsageError, match="is not an eId"):
        eid.parse(wrong)


def test_a_number_that_was_not_converted_is_refused() -> None:
    with pytest.raises(UsageError, match="number_to_num"):
        eid.component(ProvisionKind.ARTICLE, "第十二条")


@given(st.integers(0, 6))
def test_unique_names_count_on(repeats: int) -> None:
    taken: set[str] = set()
    for _ in range(repeats + 1):
        taken.add(eid.make_unique("art_1", taken))
    assert taken == {"art_1"} | {f"art_1-dup{n}" for n in range(2, repeats + 2)}
    assert all(eid.is_eid(name) for name in taken)
