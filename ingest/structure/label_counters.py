"""What lists count with: digits, numerals and the letters of many scripts in the order of their lists."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from corpus.numerals import read_cjk_number, read_digits, read_numeral_letters, read_roman
from ingest.structure.numbers import CJK_NUMERAL

_ORDERS = {
    "latin": "abcdefghijklmnopqrstuvwxyz",
    "Latin": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "vietnamese": "abcdđeghiklmnopqrstuvxy",
    "uzbek": "abvgdejziyklmnoprstufxcqgʻ",
    "uzbek-modern": "abdefghijklmnopqrstuvxyz",
    "turkish": "abcçdefgğhıijklmnoöprsştuüvyz",
    "azerbaijani": "abcçdeəfgğhxıijkqlmnoöprsştuüvyz",
    "turkmen": "abçdeäfghijžklmnňoöprsştuüwyýz",
    "kazakh-latin": "aäbdefgğhıijklmnñoöpqrsştuūüvyz",
    "cyrillic": "абвгдежзиклмнопрстуфхцчшщэюя",
    "cyrillic-full": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "ukrainian": "абвгґдеєжзиіїйклмнопрстуфхцчшщюя",
    "kazakh": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
    "kyrgyz": "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя",
    "tajik": "абвгғдеёжзиӣйкқлмнопрстуӯфхҳчҷшъэюя",
    "mongolian": "абвгдеёжзийклмноөпрстуүфхцчшщъыьэюя",
    "iroha": "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス",
    "stems": "甲乙丙丁戊己庚辛壬癸",
    "hangul": "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허",
    "bengali": "কখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহ",
    "bengali-vowels": "অআইঈউঊঋএঐওঔ",
    "devanagari": "कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह",
    "sinhala": "අආඇඈඉඊඋඌඑඒඔඕකඛගඝචඡජඣටඨඩඪණ",
    "tamil": "அஆஇஈஉஊஎஏஐஒஓஔ",
    "thai": "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ",
    "lao": "ກຂຄງຈສຊຍດຕຖທນບປຜຝພຟມຢຣລວຫອຮ",
    "khmer": "កខគឃងចឆជឈញដឋឌឍណតថទធនបផពភមយរលវសហឡអ",
    "burmese": "ကခဂဃငစဆဇဈညဋဌဍဎဏတထဒဓနပဖဗဘမယရလဝသဟဠအ",
    "greek": "αβγδεζηθικλμνξοπρστυφχψω",
    "georgian": "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "armenian": "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ",
}
_ARABIC_ORDERS = {
    "abjad": "ابجدهوزحطيكلمنسعفصقرشتثخذضظغ",
    "hijai": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "persian": "ابپتثجچحخدذرزژسشصضطظعغفقكگلمنوهي",
}
_ENCLOSED = {
    # Unicode prints the bracket with the number; the pattern names the range.
    "circled": "①-⑳㉑-㉟㊱-㊿⓪❶-❿➀-➉",
    "parenthesised": "⑴-⒇㈠-㈩",
    "dotted": "⒈-⒛",
}
_ENCLOSED_LETTERS = {
    "circled-hangul": "㉮-㉻",
    "circled-latin": "ⓐ-ⓩ",
    "parenthesised-hangul": "㈎-㈛",
    "parenthesised-latin": "⒜-⒵",
}
_HEBREW = "אבגדהוזחטיכלמנסעפצ"
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LOWERED = str.maketrans(_RAISED, "0123456789")
# Resolutions and statutes in Arabic that count their paragraphs in words.
_ARABIC_WORDS = ("أولا", "ثانيا", "ثالثا", "رابعا", "خامسا", "سادسا", "سابعا", "ثامنا", "تاسعا", "عاشرا")
_TANWIN = "\u064b"


@dataclass(frozen=True, slots=True)
class Counter:
    """What a list counts with: its characters as a regular expression, and how to read a position."""

    pattern: str
    read: Callable[[str], int | None]


@cache
def counters() -> dict[str, Counter]:
    """The counters by name."""
    return {
        "decimal": Counter(r"\d{1,3}", lambda t: read_digits(t) if t.isdecimal() else None),
        "last": Counter(r"(?:\d{1,3}\.){1,3}\d{1,3}", lambda t: int(t.rpartition(".")[2]) or None),
        "roman": Counter(r"(?:[ivxl]{1,6}|[ⅰ-ⅻ])", _read_roman),
        "Roman": Counter(r"(?:[IVXL]{1,6}|[Ⅰ-Ⅻ])", _read_roman),
        "cjk": Counter(rf"{CJK_NUMERAL}{{1,4}}", lambda t: read_cjk_number(t)),
        "hebrew": Counter('(?:[א-ת]{1,2}|ט["״][וז]|[א-ת]["״][א-ת])', _read_hebrew),
        "raised": Counter(f"[{_RAISED}]{{1,2}}", lambda t: int(t.translate(_LOWERED))),
        "arabic-words": Counter(
            rf"(?:{'|'.join(w[:-1] for w in _ARABIC_WORDS)}){_TANWIN}?ا{_TANWIN}?", _read_arabic_word
        ),
        **{name: _in_order(order) for name, order in _ORDERS.items()},
        **{name: _read_arabic_letter(order) for name, order in _ARABIC_ORDERS.items()},
        **{name: Counter(f"[{span}]", _read_enclosed) for name, span in _ENCLOSED.items()},
        **{name: Counter(f"[{span}]", _read_enclosed_letter) for name, span in _ENCLOSED_LETTERS.items()},
    }


def _in_order(order: str) -> Counter:
    def read(text: str) -> int | None:
        if len(text) == 2 and text[0] == text[1] and text[0] in order:
            return len(order) + order.index(text[0]) + 1  # aa follows z
        place = order.find(text) if len(text) == 1 else -1
        return place + 1 if place >= 0 else None

    return Counter(f"[{order}]{{1,2}}", read)


def _read_arabic_letter(order: str) -> Counter:
    folded = {
        ord("أ"): "ا",
        ord("إ"): "ا",
        ord("آ"): "ا",
        ord("ی"): "ي",
        ord("ک"): "ك",
        ord("ـ"): None,
        ord("ہ"): "ه",
    }

    def read(text: str) -> int | None:
        plain = text.translate(folded)
        if plain == "الف":
            return 1
        place = order.find(plain) if len(plain) == 1 else -1
        return place + 1 if place >= 0 else None

    return Counter(f"(?:الف|[{order}أإآیکہ]ـ?)", read)


def _read_roman(text: str) -> int | None:
    return read_roman(unicodedata.normalize("NFKC", text))


def _read_hebrew(text: str) -> int | None:
    letters = text.replace('"', "").replace("״", "")
    # A letter's value is its place as far as ten; the alphabet of a list goes no further than tens.
    value = _HEBREW.find(letters) + 1 if len(letters) == 1 else read_numeral_letters(letters)
    if len(letters) == 1 and value and value > 10:
        value = (value - 9) * 10
    return value if value and value < 100 else None


def _read_arabic_word(text: str) -> int | None:
    return _ARABIC_WORDS.index(text.replace(_TANWIN, "")) + 1


def _read_enclosed(text: str) -> int | None:
    """The number of ①, ⑴ or ㈠: what Unicode says its value is."""
    return int(unicodedata.numeric(text)) or None


def _read_enclosed_letter(text: str) -> int | None:
    """The position of ㉮ or ⓐ: that of the letter in the circle."""
    letter = re.sub(r"\W", "", unicodedata.normalize("NFKC", text))
    for name in ("hangul", "latin"):
        if letter and letter in _ORDERS[name]:
            return _ORDERS[name].index(letter) + 1
    return None
