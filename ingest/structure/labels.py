# ruff: noqa: E501 - a row of the table is read as one line
"""The table of list labels below the article: ``1.``, ``(a)``, ``①``, ``一、``, ``가.``, ``а)``, ``أ -``, ``(iv)``.

A label is a counter (what is counted with) in brackets (how it is set off). One row per
combination in use; tests are generated from the examples. Which reading of an ambiguous label
holds (``i`` the letter or the numeral) is decided by sequence, in :mod:`ingest.structure.levels`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

from corpus.eid import number_to_num
from corpus.numerals import latin_letter, read_cjk_number, read_digits, read_roman
from ingest.structure.numbers import CJK_NUMERAL

_CYRILLIC = "абвгдежзиклмнопрстуфхцчшщэюя"
_UKRAINIAN = "абвгґдеєжзиіїйклмнопрстуфхцчшщюя"
_KAZAKH = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_VIETNAMESE = "abcdđeghiklmnopqrstuvxy"
_UZBEK = "abvgdejziyklmnoprstufxcqgʻ"
_TURKISH = "abcçdefgğhıijklmnoöprsştuüvyz"
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
_HANGUL = "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허"
_ABJAD = "ابجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_HIJAI = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_BENGALI = "কখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহ"
_DEVANAGARI = "कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह"
_THAI = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_LAO = "ກຂຄງຈສຊຍດຕຖທນບປຜຝພຟມຢຣລວຫອຮ"
_KHMER = "កខគឃងចឆជឈញដឋឌឍណតថទធនបផពភមយរលវសហឡអ"
_BURMESE = "ကခဂဃငစဆဇဈညဋဌဍဎဏတထဒဓနပဖဗဘမယရလဝသဟဠအ"
_HEBREW = "אבגדהוזחטיכלמנסעפצקרשת"
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LOWERED = str.maketrans(_RAISED, "0123456789")
PROSE = "x"
"""Stands for documents without articles (judgments, statements), where bare numbers count paragraphs."""
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚"


@dataclass(frozen=True, slots=True)
class Counter:
    """What a list counts with: its characters as a regular expression, and how to read a position."""

    pattern: str
    read: Callable[[str], int | None]
    first: str = ""  # a pattern-free hint for people reading the table


@dataclass(frozen=True, slots=True)
class Style:
    """One row: a counter in its brackets.

    ``languages`` limits a row to documents of these languages (empty: all). ``cautious`` rows open
    a list only if the list goes on, since a single one is likelier an initial or an abbreviation.
    """

    name: str
    counter: str
    pattern: str
    examples: tuple[tuple[str, int | None], ...]
    languages: tuple[str, ...] = ()
    cautious: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A label read at ``start`` of a paragraph: ``position`` in its list, ``num`` for the eId."""

    style: str
    position: int
    num: str
    start: int
    end: int
    cautious: bool = False
    inserted: tuple[int, ...] = ()


def _in_order(order: str) -> Counter:
    def read(text: str) -> int | None:
        if len(text) == 2 and text[0] == text[1] and text[0] in order:
            return len(order) + order.index(text[0]) + 1  # aa follows z
        place = order.find(text) if len(text) == 1 else -1
        return place + 1 if place >= 0 else None

    return Counter(f"[{order}]{{1,2}}", read)


def _read_abjad(order: str) -> Counter:
    folded = {ord("أ"): "ا", ord("إ"): "ا", ord("آ"): "ا", ord("ی"): "ي", ord("ک"): "ك", ord("ـ"): None}

    def read(text: str) -> int | None:
        plain = text.translate(folded)
        if plain == "الف":
            return 1
        place = order.find(plain) if len(plain) == 1 else -1
        return place + 1 if place >= 0 else None

    return Counter(f"(?:الف|[{order}أإآیک]ـ?)", read)


def _read_decimal(text: str) -> int | None:
    return read_digits(text) if text.isdecimal() else None


@cache
def counters() -> dict[str, Counter]:
    """The counters by name."""
    latin = "abcdefghijklmnopqrstuvwxyz"
    return {
        "decimal": Counter(r"\d{1,3}", _read_decimal),
        "roman": Counter(r"[ivxl]{1,6}", read_roman),
        "Roman": Counter(r"[IVXL]{1,6}", read_roman),
        "latin": _in_order(latin),
        "Latin": Counter("[A-Z]{1,2}", lambda t: _in_order(latin.upper()).read(t)),
        "vietnamese": _in_order(_VIETNAMESE),
        "uzbek": _in_order(_UZBEK),
        "turkish": _in_order(_TURKISH),
        "cyrillic": _in_order(_CYRILLIC),
        "ukrainian": _in_order(_UKRAINIAN),
        "cyrillic-full": _in_order(_KAZAKH),
        "cjk": Counter(rf"{CJK_NUMERAL}{{1,4}}", lambda t: read_cjk_number(t)),
        "iroha": _in_order(_IROHA),
        "hangul": _in_order(_HANGUL),
        "abjad": _read_abjad(_ABJAD),
        "hijai": _read_abjad(_HIJAI),
        "bengali": _in_order(_BENGALI),
        "devanagari": _in_order(_DEVANAGARI),
        "thai": _in_order(_THAI),
        "lao": _in_order(_LAO),
        "khmer": _in_order(_KHMER),
        "burmese": _in_order(_BURMESE),
        "hebrew": _in_order(_HEBREW),
        "raised": Counter(f"[{_RAISED}]{{1,2}}", lambda t: int(t.translate(_LOWERED))),
        "circled": Counter(f"[{_CIRCLED}]", lambda t: _CIRCLED.find(t) + 1 or None),
    }


_ROUND = r"[(（]\s?{}\s?[)）]"
_RIGHT = r"{}\s?[)）]"
_DOT = r"{}[.．](?!\d)"
_DASH = r"{}\s?[-–—ـ](?=\s|[^\W\d_])"
_INSERTED = r"(?P<plus>(?:[-–.]\d{{1,2}}|\s?(?:bis|ter|quater)|[A-Za-z](?![^\W_])|의\d+)?)"


def _styles() -> tuple[Style, ...]:
    arabic_script = ("ar", "fa", "prs", "ps", "ur", "ckb")
    cyrillic = ("ru", "uk", "kk", "ky", "tg", "mn", "uz", "az", "be")
    return (
        Style("1.", "decimal", _DOT, (("1. The purpose", 1), ("12.Text", 12), ("1.5 grams", None), ("๓. ข้อ", 3))),
        Style("(1)", "decimal", _ROUND, (("(2) Any Party", 2), ("（３）　文", 3), ("(১) এই", 1), ("(๑๐) คำ", 10))),
        Style("1)", "decimal", _RIGHT, (("1) особа", 1), ("2）项", 2))),
        Style("1-", "decimal", _DASH, (("١ – مجلس", 1), ("2- يعاقب", 2), ("1 - Texto", 1)), (*arabic_script, "es", "fr", "tr", "tk")),
        Style("1।", "decimal", r"{}\s?[।၊]", (("১। সংজ্ঞা", 1),), ("bn", "hi", "ne", "my")),
        Style("1、", "decimal", r"{}[、﹑]", (("1、关于", 1),), ("zh", "ja")),
        Style("1 ", "decimal", r"{}(?=[\s　]+[^\W\d_])", (("２　都道府県知事は", 2), ("３ 前項", 3)), ("ja", "zh", "de"), True),
        Style("¹", "raised", r"{}(?=\s?[^\W\d_])", (("¹ Diese Verordnung", 1), ("¹² Der", 12)), ("de", "fr", "it")),
        Style("1 A", "decimal", r"{}(?=\s+[A-ZÀ-ÞА-Я«“‘])", (("1 La petición", 1), ("12 años", None)), (PROSE,), True),
        Style("①", "circled", r"{}", (("① 이 법에서", 1), ("⑫ 제1항", 12))),
        Style("(i)", "roman", _ROUND, (("(iv) text", 4), ("(a)", None))),
        Style("i)", "roman", _RIGHT, (("ii) text", 2),)),
        Style("i.", "roman", _DOT, (("iii. text", 3),), cautious=True),
        Style("(I)", "Roman", _ROUND, (("(IV) text", 4),)),
        Style("I.", "Roman", _DOT, (("IV. Meetings", 4), ("I. Background", 1)), cautious=True),
        Style("(a)", "latin", _ROUND, (("(c) text", 3), ("(aa) text", 27), ("(12)", None))),
        Style("a)", "latin", _RIGHT, (("b) text", 2),)),
        Style("a.", "latin", _DOT, (("a. text", 1), ("e.recept", 5)), cautious=True),
        Style("(A)", "Latin", _ROUND, (("(B) text", 2),)),
        Style("A)", "Latin", _RIGHT, (("A) text", 1),)),
        Style("A.", "Latin", _DOT, (("B. Text", 2),), cautious=True),
        Style("a) vi", "vietnamese", _RIGHT, (("đ) Nghiên cứu", 5), ("e) Cai", 6)), ("vi",)),
        Style("a. vi", "vietnamese", _DOT, (("đ. Nghiên cứu", 5),), ("vi",), True),
        Style("a) uz", "uzbek", _RIGHT, (("v) odam", 3), ("g) bir", 4)), ("uz",)),
        Style("a) tr", "turkish", _RIGHT, (("ç) Silah", 4),), ("tr", "az", "tk")),
        Style("(a) tr", "turkish", _ROUND, (("(ç) Silah", 4),), ("tr", "az", "tk")),
        Style("а)", "cyrillic", _RIGHT, (("б) группой", 2), ("ж) иные", 7)), cyrillic),
        Style("(а)", "cyrillic", _ROUND, (("(в) текст", 3),), cyrillic),
        Style("а.", "cyrillic", _DOT, (("а. текст", 1),), cyrillic, True),
        Style("а) uk", "ukrainian", _RIGHT, (("ґ) текст", 5),), ("uk",)),
        Style("а) kk", "cyrillic-full", _RIGHT, (("й) мәтін", 11),), ("kk", "ky", "mn", "tg", "uz")),
        Style("一、", "cjk", r"{}[、，﹑](?![^\W\d_]?[、])", (("一、成癮性麻醉藥品。", 1), ("十二、其他", 12)), ("zh", "ja")),
        Style("（一）", "cjk", _ROUND, (("（一）以医疗", 1), ("（十六）氯氮卓", 16)), ("zh", "ja")),
        Style("一 ", "cjk", r"{}(?:の[二三四五六七八九十]+)*(?=[\s　]+\S)", (("一　麻薬", 1), ("十二 前号", 12)), ("ja",)),
        Style("イ", "iroha", r"{}(?=[\s　]+\S)", (("イ　次に", 1), ("ハ 大麻", 3)), ("ja",)),
        Style("（イ）", "iroha", _ROUND, (("（ロ）物", 2),), ("ja",)),
        Style("가.", "hangul", _DOT, (("나. 아편", 2),), ("ko",)),
        Style("(가)", "hangul", _ROUND, (("(다) 대마", 3),), ("ko",)),
        Style("가)", "hangul", _RIGHT, (("가) 대마", 1),), ("ko",)),
        Style("أ-", "abjad", r"{}\s?[-–—ـ.)]", (("أ - الجلب", 1), ("ب- التصدير", 2), ("ج) النقل", 3)), arabic_script),
        Style("(أ)", "abjad", _ROUND, (("(ب) التصدير", 2),), arabic_script),
        Style("أ- ت", "hijai", r"{}\s?[-–—ـ.)]", (("ت - الجلب", 3),), arabic_script),
        Style("(أ) ت", "hijai", _ROUND, (("(ت) الجلب", 3),), arabic_script),
        Style("(ক)", "bengali", _ROUND, (("(খ) সরকার", 2),), ("bn",)),
        Style("(क)", "devanagari", _ROUND, (("(ख) सरकार", 2),), ("hi", "ne", "mr")),
        Style("ก.", "thai", _DOT, (("ข. ผู้ใด", 2),), ("th",)),
        Style("(ก)", "thai", _ROUND, (("(ค) ผู้ใด", 3),), ("th",)),
        Style("ກ.", "lao", r"{}[.)]", (("ຂ. ຂໍ້", 2),), ("lo",)),
        Style("ក.", "khmer", r"{}[.)\-៖]", (("ខ- អត្ថបទ", 2),), ("km",)),
        Style("(က)", "burmese", _ROUND, (("(ခ) စာ", 2),), ("my",)),
        Style("(א)", "hebrew", _ROUND, (("(ב) טקסט", 2),), ("he",)),
    )  # fmt: skip


@cache
def style_table() -> tuple[Style, ...]:
    """All rows."""
    return _styles()


@lru_cache(maxsize=64)
def _compiled(families: frozenset[str]) -> tuple[tuple[Style, re.Pattern[str], Counter], ...]:
    rows = []
    for style in style_table():
        if style.languages and not families.intersection(style.languages):
            continue
        counter = counters()[style.counter]
        group = f"(?P<n>{counter.pattern})"
        if style.counter == "decimal" and style.name in ("1.", "(1)", "1)", "1।"):
            group += _INSERTED.replace("{{", "{").replace("}}", "}")
        rows.append((style, re.compile(style.pattern.replace("{}", group)), counter))
    return tuple(rows)


_POSSIBLE = re.compile(
    r"[(（]?\s?(?:الف|[^\W_]{1,6}ـ?|[①-⑳㉑-㉚]|[⁰¹²³⁴-⁹]{1,2})(?:[-–.]\d{1,2}|\s(?:bis|ter|quater)|의\d+)?\s?"
    r"[.．)）、，﹑।၊៖\-–—ـ\s　]?"
)


def read_labels(text: str, languages: frozenset[str], start: int = 0) -> tuple[Label, ...]:
    """Return every reading of the label at ``start`` of ``text``; empty if there is none.

    ``languages`` are those of the document (BCP 47).
    """
    if not _POSSIBLE.match(text, start):
        return ()
    found = []
    families = frozenset(language.split("-")[0] for language in languages)
    for style, pattern, counter in _compiled(families):
        match = pattern.match(text, start)
        if match is None:
            continue
        printed = match["n"]
        position = counter.read(printed)
        if position is None:
            continue
        plus = match.groupdict().get("plus") or ""
        num = _num(style.counter, printed, position, plus)
        inserted = tuple(int(n) for n in re.findall(r"\d+", plus)) or ((1,) if plus else ())
        if style.name == "一 ":
            inserted = tuple(read_cjk_number(n) for n in re.findall(r"の([二三四五六七八九十]+)", match[0]))
            num = "-".join((num, *map(str, inserted)))
        found.append(Label(style.name, position, num, start, match.end(), style.cautious, inserted))
    return tuple(found)


def _num(counter: str, printed: str, position: int, plus: str) -> str:
    if counter in ("decimal", "circled", "raised", "cjk", "Roman"):
        return number_to_num(f"{position}{plus.strip()}", roman=False) or str(position)
    if counter == "roman":
        return printed
    if len(printed) == 2 and printed[0] == printed[1]:
        return latin_letter(printed[0]) * 2
    return number_to_num(printed, roman=False) or str(position)
