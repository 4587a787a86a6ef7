# ruff: noqa: E501 - a row of the table is read as one line
"""The table of list labels below the article: ``1.``, ``(a)``, ``①``, ``一、``, ``가.``, ``а)``, ``أ -``, ``(iv)``.

A label is a counter (what is counted with, :mod:`ingest.structure.label_counters`) in brackets
(how it is set off). One row per combination in use; tests are generated from the examples.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

PROSE = "x"
"""Stands for documents without articles (judgments, statements), where bare numbers count paragraphs."""

_ROUND = r"[(（]\s?{}\s?[)）]"
_RIGHT = r"{}\s?[)）]"
_DOT = r"{}[.．](?!\d)"
_DASH = r"{}\s?[-–—ـ](?=\s|[^\W\d_])"
_ARABIC = ("ar", "fa", "prs", "ps", "ur", "ckb")
_CYRILLIC = ("ru", "uk", "kk", "ky", "tg", "mn", "uz", "az", "be", "tk")


@dataclass(frozen=True, slots=True)
class Style:
    """One row: a counter in its brackets.

    ``languages`` limits a row to documents of these languages (empty: all). ``cautious`` rows open
    a list only if the list goes on, since a single one is likelier an initial or an abbreviation.
    ``inserts``: numbers may carry a suffix (``2-1.``, ``(1A)``, ``1의2.``).
    """

    name: str
    counter: str
    pattern: str
    examples: tuple[tuple[str, int | None], ...]
    languages: tuple[str, ...] = ()
    cautious: bool = False
    inserts: bool = False


PARAGRAPHS = frozenset(
    {"1.", "(1)", "1)", "1-", "1।", "1۔", "1、", "1 ", "1 A", "1°", "§ 1º", "¹", "①", "⑴", "⒈", "1.1.", "1.1.1.", "أولا"}
)  # fmt: skip
"""Styles that count the paragraphs of an article, where nothing counts above them."""


@cache
def style_table() -> tuple[Style, ...]:
    """All rows."""
    return (
        *_digits(),
        *_latin(),
        *_cyrillic(),
        *_east_asian(),
        *_arabic_and_hebrew(),
        *_indic_and_southeast_asian(),
    )


def _digits() -> tuple[Style, ...]:
    return (
        # Before "1.", of which it would be an inserted item: the first reading that fits is taken.
        Style("1.1.", "last", r"{}\.?(?=\s|[^\W\d_])", (("5.2. Цөөрөм", 2), ("3.4.Цөөрөм", 4), ("12.05.2020", None)), ("mn", "az")),
        Style("1.", "decimal", _DOT, (("1. The purpose", 1), ("12.Text", 12), ("๓. ข้อ", 3), ("2¹. Пруд", 2), ("1.5 grams", None), ("12.05.2020", None)), inserts=True),
        Style("(1)", "decimal", _ROUND, (("(2) Any Party", 2), ("（３）　文", 3), ("(১) এই", 1), ("(๑๐) คำ", 10), ("(၃) ရေ", 3), ("(1961) the", None)), inserts=True),
        Style("1)", "decimal", _RIGHT, (("1) особа", 1), ("2）项", 2), ("១) ត្រី", 1), ("1-1) тоған", 1), ("5 % of", None)), inserts=True),
        Style("1-", "decimal", _DASH, (("١ – مجلس", 1), ("2- يعاقب", 2), ("1 - Texto", 1), ("១- ត្រី", 1), ("2020-05", None), ("5-10", None)), (*_ARABIC, "es", "fr", "pt", "tr", "tk", "az", "km")),
        Style("1।", "decimal", r"{}\s?[।၊။](?!\d)", (("১। সংজ্ঞা", 1), ("၂။ ရေကန်", 2), ("৫ জন", None)), ("bn", "hi", "ne", "mr", "my"), inserts=True),
        Style("1۔", "decimal", r"{}\s?۔(?!\d)", (("۱۔ تالاب", 1), ("2۔ مچھلی", 2), ("۵ روپے", None)), ("ur", "ps")),
        Style("1、", "decimal", r"{}[、﹑](?!\d)", (("1、关于", 1), ("２、池", 2), ("10、20", None)), ("zh", "ja")),
        Style("1 ", "decimal", r"{}(?=[\s　]+[^\W\d_])", (("２　都道府県知事は", 2), ("３ 前項", 3), ("3,000 yen", None)), ("ja", "zh", "de"), True),
        Style("1°", "decimal", r"{}\s?[°º](?:\.|(?=\s))", (("1° Les étangs", 1), ("2º. Os lagos", 2), ("20 °C", None)), ("fr", "nl", "es", "it", "pt")),
        Style("§ 1º", "decimal", r"§\s?{}\s?[º°o]?\.?(?=\s)", (("§ 1º Os lagos", 1), ("§ 2o O lago", 2), ("§ único", None)), ("pt",)),
        Style("¹", "raised", r"{}(?=\s?[^\W\d_])", (("¹ Diese Verordnung", 1), ("¹² Der", 12), ("m²", None)), ("de", "fr", "it")),
        Style("1 A", "decimal", r"{}(?=\s+[A-ZÀ-ÞА-Я«“‘])", (("1 La petición", 1), ("22 El artículo", 22), ("12 años", None)), (PROSE,), True),
        Style("①", "circled", r"{}", (("① 이 법에서", 1), ("⑫ 제1항", 12), ("㉑ 池", 21), ("⓪ x", None))),
        Style("⑴", "parenthesised", r"{}", (("⑴ 池塘", 1), ("㈡ 鱼", 2), ("(x)", None))),
        Style("⒈", "dotted", r"{}", (("⒈ 池塘", 1), ("⒓ 鱼", 12), ("1 x", None))),
    )  # fmt: skip


def _latin() -> tuple[Style, ...]:
    return (
        Style("(i)", "roman", _ROUND, (("(iv) text", 4), ("(ⅲ) 池", 3), ("(a)", None))),
        Style("i)", "roman", _RIGHT, (("ii) text", 2), ("ⅳ) 池", 4), ("mm) x", None))),
        Style("i.", "roman", _DOT, (("iii. text", 3), ("ⅱ. 池", 2), ("e.g. x", None)), cautious=True),
        Style("(I)", "Roman", _ROUND, (("(IV) text", 4), ("(Ⅱ) 池", 2), ("(EU)", None))),
        Style("I.", "Roman", _DOT, (("IV. Meetings", 4), ("I. Background", 1), ("Ⅲ. 池", 3), ("MR. X", None)), cautious=True),
        Style("I -", "Roman", r"{}\s?[-–—](?=\s)", (("I - Lagos", 1), ("IV – Peixes", 4), ("X-ray", None), ("A - x", None)), ("pt", "fr", "tr", "vi"), True),
        Style("(a)", "latin", _ROUND, (("(c) text", 3), ("(aa) text", 27), ("(12)", None))),
        Style("a)", "latin", _RIGHT, (("b) text", 2), ("z）项", 26), ("ab) x", None))),
        Style("a.", "latin", _DOT, (("a. text", 1), ("e.recept", 5), ("no. 5", None)), cautious=True),
        Style("(A)", "Latin", _ROUND, (("(B) text", 2), ("(AA) text", 27), ("(UN)", None))),
        Style("A)", "Latin", _RIGHT, (("A) text", 1), ("C) text", 3), ("UN) x", None))),
        Style("A.", "Latin", _DOT, (("B. Text", 2), ("C. Text", 3), ("UN. Text", None)), cautious=True),
        Style("⒜", "parenthesised-latin", r"{}", (("⒜ 池", 1), ("⒞ 池", 3), ("a 池", None))),
        Style("ⓐ", "circled-latin", r"{}", (("ⓐ 연못", 1), ("ⓑ 물", 2), ("a 물", None))),
        Style("a) vi", "vietnamese", _RIGHT, (("đ) Nghiên cứu", 5), ("e) Cai", 6), ("w) Cai", None)), ("vi",)),
        Style("a. vi", "vietnamese", _DOT, (("đ. Nghiên cứu", 5), ("e. Cai", 6), ("w. Cai", None)), ("vi",), True),
        Style("a) uz", "uzbek", _RIGHT, (("v) odam", 3), ("g) bir", 4), ("w) bir", None)), ("uz",)),
        Style("a) uz 2", "uzbek-modern", _RIGHT, (("d) odam", 3), ("e) bir", 4), ("c) bir", None)), ("uz",)),
        Style("a) tr", "turkish", _RIGHT, (("ç) Silah", 4), ("ğ) Gölet", 9), ("w) x", None)), ("tr",)),
        Style("(a) tr", "turkish", _ROUND, (("(ç) Silah", 4), ("(ı) Gölet", 11), ("(w) x", None)), ("tr",)),
        Style("a) az", "azerbaijani", _RIGHT, (("ə) göl", 7), ("x) su", 12), ("w) su", None)), ("az",)),
        Style("a) tk", "turkmen", _RIGHT, (("ç) köl", 3), ("ä) suw", 6), ("x) suw", None)), ("tk",)),
        Style("a) kk", "kazakh-latin", _RIGHT, (("ä) toğan", 2), ("b) su", 3), ("w) su", None)), ("kk",)),
        Style("(α)", "greek", r"[(]?{}\)", (("(β) text", 2), ("γ) text", 3), ("x) text", None)), ("el",)),
    )  # fmt: skip


def _cyrillic() -> tuple[Style, ...]:
    return (
        Style("а)", "cyrillic", _RIGHT, (("б) группой", 2), ("ж) иные", 7), ("ы) иные", None)), _CYRILLIC),
        Style("(а)", "cyrillic", _ROUND, (("(в) текст", 3), ("(ж) текст", 7), ("(ст) текст", None)), _CYRILLIC),
        Style("а.", "cyrillic", _DOT, (("а. текст", 1), ("в. текст", 3), ("г.Пруды", 4), ("ст. 5", None)), _CYRILLIC, True),
        Style("а) uk", "ukrainian", _RIGHT, (("ґ) текст", 5), ("є) текст", 8), ("ы) текст", None)), ("uk",)),
        Style("а) full", "cyrillic-full", _RIGHT, (("й) мәтін", 11), ("ё) мәтін", 7), ("ә) мәтін", None)), ("kk", "ky", "mn", "tg", "uz", "ru", "tk")),
        Style("а) kk", "kazakh", _RIGHT, (("ә) тоған", 2), ("ғ) су", 6), ("ў) су", None)), ("kk",)),
        Style("а) ky", "kyrgyz", _RIGHT, (("ң) көл", 16), ("ё) суу", 7), ("ә) суу", None)), ("ky",)),
        Style("а) tg", "tajik", _RIGHT, (("ғ) ҳавз", 5), ("ӣ) об", 12), ("ы) об", None)), ("tg",)),
        Style("а) mn", "mongolian", _RIGHT, (("ө) цөөрөм", 17), ("б) ус", 2), ("ә) ус", None)), ("mn",)),
    )  # fmt: skip


def _east_asian() -> tuple[Style, ...]:
    return (
        Style("一、", "cjk", r"{}[、，﹑](?![^\W\d_]?[、])", (("一、成癮性麻醉藥品。", 1), ("十二、其他", 12), ("貳、池塘", 2), ("廿一、鱼", 21), ("一、二、三", None)), ("zh", "ja")),
        Style("（一）", "cjk", _ROUND, (("（一）以医疗", 1), ("（十六）氯氮卓", 16), ("(二)鱼", 2), ("（二〇二一年）", None)), ("zh", "ja")),
        Style("一 ", "cjk", r"{}(?:の[二三四五六七八九十]+)*(?=[\s　]+\S)", (("一　麻薬", 1), ("十二 前号", 12), ("一般の", None)), ("ja",)),
        Style("甲、", "stems", r"{}[、.．]", (("甲、池塘", 1), ("丙、鱼", 3), ("甲方", None)), ("zh", "ja"), True),
        Style("イ", "iroha", r"{}(?=[\s　]+\S)", (("イ　次に", 1), ("ハ 大麻", 3), ("イヌ", None)), ("ja",)),
        Style("（イ）", "iroha", _ROUND, (("（ロ）物", 2), ("（ニ）池", 4), ("（イヌ）", None)), ("ja",)),
        Style("가.", "hangul", _DOT, (("나. 아편", 2), ("거. 연못", 15), ("물. 물", None)), ("ko",)),
        Style("(가)", "hangul", _ROUND, (("(다) 대마", 3), ("(하) 물", 14), ("(물) 물", None)), ("ko",)),
        Style("가)", "hangul", _RIGHT, (("가) 대마", 1), ("라) 물", 4), ("물) 물", None)), ("ko",)),
        Style("㉮", "circled-hangul", r"{}", (("㉮ 연못", 1), ("㉯ 물", 2), ("가 물", None)), ("ko",)),
        Style("㈎", "parenthesised-hangul", r"{}", (("㈎ 연못", 1), ("㈏ 물", 2), ("가 물", None)), ("ko",)),
    )  # fmt: skip


def _arabic_and_hebrew() -> tuple[Style, ...]:
    return (
        Style("أ-", "abjad", r"{}\s?[-–—ـ.)]", (("أ - الجلب", 1), ("ب- التصدير", 2), ("ج) النقل", 3), ("د. آب", 4), ("الف ـ آب", 1), ("من - هنا", None)), _ARABIC),
        Style("(أ)", "abjad", _ROUND, (("(ب) التصدير", 2), ("(الف) تالاب", 1), ("(د) آب", 4), ("(من) هنا", None)), _ARABIC),
        Style("أ- ت", "hijai", r"{}\s?[-–—ـ.)]", (("ت - الجلب", 3), ("ث) النقل", 4), ("من - هنا", None)), _ARABIC),
        Style("(أ) ت", "hijai", _ROUND, (("(ت) الجلب", 3), ("(ث) النقل", 4), ("(من) هنا", None)), _ARABIC),
        Style("الف- پ", "persian", r"{}\s?[-–—ـ.)]", (("پ ـ آب", 3), ("ت) ماهی", 4), ("ما ـ آب", None)), ("fa", "prs", "ps", "ur")),
        Style("(الف) پ", "persian", _ROUND, (("(پ) آب", 3), ("(چ) ماهی", 7), ("(ما) آب", None)), ("fa", "prs", "ps", "ur")),
        Style("أولا", "arabic-words", r"{}\s?[:ـ\-–.]", (("أولا: البركة", 1), ("ثانيا- السمك", 2), ("ثالثًا: الماء", 3), ("أولاد: x", None)), ("ar",)),
        Style("(א)", "hebrew", _ROUND, (("(ב) טקסט", 2), ("(יא) טקסט", 11), ("(של) טקסט", None)), ("he",)),
        Style("א.", "hebrew", r"{}['׳]?[.)]", (("ב. בריכה", 2), ("ג) דג", 3), ("של. דג", None)), ("he",), True),
    )  # fmt: skip


def _indic_and_southeast_asian() -> tuple[Style, ...]:
    return (
        Style("(ক)", "bengali", r"[(]?{}\)", (("(খ) সরকার", 2), ("গ) পুকুর", 3), ("(এ) x", None)), ("bn",)),
        Style("(অ)", "bengali-vowels", r"[(]?{}\)", (("(আ) পুকুর", 2), ("ই) জল", 3), ("(এই) x", None)), ("bn",)),
        Style("(क)", "devanagari", r"[(]?{}\)", (("(ख) सरकार", 2), ("ग) तालाब", 3), ("(यह) x", None)), ("hi", "ne", "mr")),
        Style("(අ)", "sinhala", r"[(]?{}\)", (("(ආ) පොකුණ", 2), ("ඇ) ජලය", 3), ("(මේ) x", None)), ("si",)),
        Style("(அ)", "tamil", r"[(]?{}\)", (("(ஆ) குளம்", 2), ("இ) நீர்", 3), ("(இந்த) x", None)), ("ta",)),
        Style("ก.", "thai", r"{}[.．](?!\d|[^\W\d_]\.)", (("ข. ผู้ใด", 2), ("ค. น้ำ", 3), ("พ.ศ. ๒๕๖๔", None)), ("th",), True),
        Style("(ก)", "thai", r"[(]?{}\)", (("(ค) ผู้ใด", 3), ("ข) บ่อ", 2), ("(บ่อ) x", None)), ("th",)),
        Style("ກ.", "lao", r"[(]?{}[.)]", (("ຂ. ຂໍ້", 2), ("ຄ) ນ້ຳ", 3), ("(ກ) ໜອງ", 1), ("ນ້ຳ. x", None)), ("lo",)),
        Style("ក.", "khmer", r"[(]?{}\s?[.)\-៖]", (("ខ- អត្ថបទ", 2), ("គ) ទឹក", 3), ("ក. ត្រី", 1), ("ទឹក. x", None)), ("km",)),
        Style("(က)", "burmese", _ROUND, (("(ခ) စာ", 2), ("(ဂ) ရေ", 3), ("(ရေ) x", None)), ("my",)),
        Style("(ა)", "georgian", r"[(]?{}\)", (("ბ) ტბა", 2), ("(გ) წყალი", 3), ("(ის) x", None)), ("ka",)),
        Style("(ա)", "armenian", r"[(]?{}\)", (("բ) լիճ", 2), ("(գ) ջուր", 3), ("(ջուր) x", None)), ("hy",)),
    )  # fmt: skip
