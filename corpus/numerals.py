"""Numerals and list letters of many scripts, as plain values.

What a drafter counts with: decimal digits of any script, Chinese numerals, Roman numerals, and
letters in the order in which lists use them. Letters become the Latin letter *of the same
position* (``б``, ``나``, ``ロ``, ``ख``, ``ب`` are all the second: ``b``), because translations of
one instrument letter their subparagraphs in parallel, and must come out under one eId.

Orders follow list usage, not the alphabet: Russian lists skip ё, й, ъ, ы and ь; Arabic lists count
in abjad order; Japanese statutes in iroha order; Thai lists skip the obsolete ฃ, ฅ and ฆ.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import pairwise

# Each string is one script's list order. A letter occurs in one string only.
_LIST_ORDERS: tuple[str, ...] = (
    "абвгдежзиклмнопрстуфхцчшщэюя",  # Cyrillic: Russian list order; ж is the 7th: а б в г д е ж
    "ابجدهوزحطيكلمنسعفصقرشتثخذضظغ",  # Arabic: abjad
    "가나다라마바사아자차카타파하",  # Korean statutes: 가목, 나목 ...
    "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ",
    "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス",  # iroha
    "甲乙丙丁戊己庚辛壬癸",  # heavenly stems
    "कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह",
    "কখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহ",
    "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ",
    "ກຂຄງຈສຊຍດຕຖທນບປຜຝພຟມຢຣລວຫອຮ",
    "កខគឃងចឆជឈញដឋឌឍណតថទធនបផពភមយរលវសហឡអ",
    "ကခဂဃငစဆဇဈညဋဌဍဎဏတထဒဓနပဖဗဘမယရလဝသဟဠအ",
    "අආඇඈඉඊඋඌඑඒඔඕ",
    "அஆஇஈஉஊஎஏஐஒஓஔ",
    "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ",
)

# Numeral letters whose value, not whose place in the alphabet, is the list position.
_VALUES = (*range(1, 10), *range(10, 100, 10), *range(100, 900, 100))
_HEBREW = dict(zip("אבגדהוזחטיכלמנסעפצקרשת", _VALUES, strict=False))
_GREEK = dict(zip("αβγδεϛζηθικλμνξοπϙρστυφχψω", _VALUES, strict=True))

# One letter written in several ways, folded before anything else looks at it.
_SAME_LETTER = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ک": "ك",
        "ھ": "ه",
        "ہ": "ه",
        "ة": "ه",
        "ـ": None,
        "ך": "כ",
        "ם": "מ",
        "ן": "נ",
        "ף": "פ",
        "ץ": "צ",
        "ς": "σ",
        "׳": None,
        "״": None,
    }
)

# Cyrillic capitals that typists use for Roman numerals, and small letters that stand in for Latin ones.
_ROMAN_LOOKALIKES = str.maketrans("ІХСМ", "IXCM")
_LATIN_LOOKALIKES = str.maketrans("асеорхуі", "aceopxyi")

_CJK_DIGITS = {
    digit: value
    for value, digits in enumerate(
        ("〇零○", "一壹弌", "二贰貳两兩", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
    )
    for digit in digits
}
_CJK_UNITS = {"十": 10, "拾": 10, "廿": 20, "卅": 30, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_CJK_MYRIAD = frozenset("万萬")
CJK_NUMERALS = frozenset(_CJK_DIGITS) | frozenset(_CJK_UNITS) | _CJK_MYRIAD

_ROMAN = re.compile(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def read_digits(text: str) -> int:
    """Return the value of decimal digits of any script (``"३७"`` -> 37).

    Raises:
        ValueError: a character is not a decimal digit.
    """
    value = 0
    for character in text:
        value = value * 10 + unicodedata.decimal(character)
    return value


def read_cjk_number(text: str) -> int:
    """Return the value of a Chinese numeral (``三百四十七`` -> 347, ``二〇二一`` -> 2021).

    Digits without units are read by place. Accepts simplified, traditional and financial forms.

    Raises:
        ValueError: a character is not part of a Chinese numeral, or there is none.
    """
    if not text:
        raise ValueError("an empty numeral")
    if all(character in _CJK_DIGITS for character in text):
        value = 0
        for character in text:
            value = value * 10 + _CJK_DIGITS[character]
        return value
    total = section = 0
    digit: int | None = None
    for character in text:
        if character in _CJK_DIGITS:
            digit = _CJK_DIGITS[character]
        elif character in _CJK_UNITS:
            unit = _CJK_UNITS[character]
            # 廿 and 卅 are a digit and a unit at once; a bare 十 means one ten.
            section += unit if unit in (20, 30) else (digit or 1) * unit
            digit = None
        elif character in _CJK_MYRIAD:
            total += ((section + (digit or 0)) or 1) * 10_000
            section, digit = 0, None
        else:
            raise ValueError(f"not part of a Chinese numeral: {character!r}")
    return total + section + (digit or 0)


def read_roman(text: str) -> int | None:
    """Return the value of a canonical Roman numeral in either case, or None (``IIII``, ``ABC``, empty).

    Cyrillic capitals that look like Roman ones (``ХІІ``) count as such.
    """
    capitals = text.upper().translate(_ROMAN_LOOKALIKES)
    if not capitals or not _ROMAN.fullmatch(capitals):
        return None
    values = [_ROMAN_VALUES[character] for character in capitals]
    return sum(
        -value if any(value < later for later in values[i + 1 : i + 2]) else value
        for i, value in enumerate(values)
    )


def fold_letters(text: str) -> str:
    """Return ``text`` in lower case with the forms of one letter (``أ``, ``ا``; ``ם``, ``מ``) made one."""
    return text.lower().translate(_SAME_LETTER)


def fold_lookalikes(text: str) -> str:
    """Return ``text`` with small Cyrillic letters that look Latin made Latin.

    For lists that are lettered ``a) b) с)`` with a Cyrillic ``с``: the parser, which sees the
    neighbours, knows when to call this.
    """
    return text.translate(_LATIN_LOOKALIKES)


@cache
def _positions() -> dict[str, int]:
    return {letter: place for order in _LIST_ORDERS for place, letter in enumerate(order, start=1)}


def latin_letter(letter: str) -> str:
    """Return the ASCII name of one list letter: the Latin letter of the same position.

    Latin letters keep themselves; with a mark they get an ``x`` (``ç`` -> ``cx``, ``đ`` -> ``dx``),
    so that neighbours in a Turkish or Vietnamese list stay apart. Positions beyond 26 give
    ``z27``, ``z28`` ...; letters that no list order names give their code point (``ё`` -> ``u451``).
    Different letters of one script always give different names.
    """
    letter = fold_letters(letter)
    if len(letter) == 1 and letter.isascii() and letter.isalpha():
        return letter
    numeral = _HEBREW.get(letter) or _GREEK.get(letter)
    place = _positions().get(letter) or numeral
    if place is not None:
        return position_letter(place)
    if letter in _MARKED_LATIN:
        return _MARKED_LATIN[letter]
    return "".join(f"u{ord(character):x}" for character in letter)


# ı and Vietnamese đ have no decomposition; the rest of the letters with one mark that lists use.
_MARKED_LATIN = {
    "ı": "iyx",
    "đ": "dx",
    "ç": "cx",
    "č": "cx",
    "ğ": "gx",
    "ş": "sx",
    "š": "sx",
    "ñ": "nx",
    "ň": "nx",
    "ö": "ox",
    "ü": "ux",
    "ä": "ax",
    "ə": "ex",
    "ý": "yx",
    "ž": "zx",
    "å": "aox",
    "â": "ahx",
    "ă": "aux",
    "ê": "ehx",
    "ô": "ohx",
    "ơ": "oix",
    "ư": "uix",
    "é": "eax",
    "ø": "oex",
    # Persian letters that abjad has not, after those it writes them like.
    "پ": "px",
    "چ": "chx",
    "ژ": "zhx",
    "گ": "gx",
}


def position_letter(place: int) -> str:
    """Return the name of the list position ``place`` (from 1): ``a`` .. ``z``, then ``z27``, ``z28`` ..."""
    return chr(ord("a") + place - 1) if place <= 26 else f"z{place}"


def read_numeral_letters(text: str) -> int | None:
    """Return the value of a Hebrew or Greek numeral of several letters (``יא`` -> 11), or None."""
    for values in (_HEBREW, _GREEK):
        if len(text) > 1 and all(letter in values for letter in text):
            found = [values[letter] for letter in text]
            # Numerals descend; the exceptions טו and טז (15, 16) descend as well. Words mostly do not.
            return sum(found) if all(a > b for a, b in pairwise(found)) else None
    return None
