"""Word's automatic numbering: what number stands before a paragraph that has none in its text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_CYRILLIC = "абвгдежзиклмнопрстуфхцчшщэюя"
_ARABIC_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_ARABIC_ALPHA = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_CHINESE = "〇一二三四五六七八九"
# Alphabets that are gone through once; after them Word writes digits.
_ONCE = {
    "ganada": "가나다라마바사아자차카타파하",
    "chosung": "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ",
    "thaiLetters": "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ",
    "iroha": "イロハニホヘトチリヌルヲワカヨタレソツネ",
    "aiueo": "アイウエオカキクケコサシスセソタチツテト",
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
}
_DIGITS = {"thaiNumbers": "๐", "hindiNumbers": "०", "decimalFullWidth": "０", "decimalFullWidth2": "０"}
_HIGHEST = 5_000  # what is written in other signs than digits; beyond, they grow without bound
_PLACE = re.compile(r"%(\d)")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its number is written and where it starts."""

    form: str
    pattern: str
    start: int


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted."""

    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    abstract_of: dict[str, str] = field(default_factory=dict)
    by_style: dict[str, tuple[str, int]] = field(default_factory=dict)
    counters: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Any) -> Numbering:
        """Read word/numbering.xml and the numbering that styles carry."""
        numbering = cls()
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            return numbering
        abstracts = {
            item.get(f"{W}abstractNumId"): {
                whole(level.get(f"{W}ilvl"), 0): _level(level) for level in item.iterchildren(f"{W}lvl")
            }
            for item in root.iterchildren(f"{W}abstractNum")
        }
        for item in root.iterchildren(f"{W}num"):
            identity = item.get(f"{W}numId")
            reference = item.find(f"{W}abstractNumId")
            abstract = reference.get(f"{W}val", "") if reference is not None else ""
            levels = dict(abstracts.get(abstract, {}))
            restarted = False
            for override in item.iterchildren(f"{W}lvlOverride"):
                index = whole(override.get(f"{W}ilvl"), 0)
                start = override.find(f"{W}startOverride")
                if override.find(f"{W}lvl") is not None:
                    levels[index] = _level(override.find(f"{W}lvl"))
                if start is not None and index in levels:
                    old = levels[index]
                    levels[index] = Level(old.form, old.pattern, whole(start.get(f"{W}val"), 1))
                    restarted = True
            numbering.lists[identity] = levels
            # Lists on one abstract definition count on together, unless one restarts.
            numbering.abstract_of[identity] = f"n{identity}" if restarted else f"a{abstract}"
        for style in document.styles.element.iter(f"{W}style"):
            found = _reference(style.find(f"{W}pPr/{W}numPr"))
            if found and found[0]:
                numbering.by_style[style.get(f"{W}styleId")] = (found[0], found[1] or 0)
        return numbering

    def advance(self, paragraph: Any) -> tuple[str | None, int]:
        """Count ``paragraph`` and return its number as shown ("" for a bullet), and its depth.

        The number is None where the paragraph is in no list.
        """
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return None, 0
        style = properties.find(f"{W}pStyle")
        inherited = self.by_style.get(style.get(f"{W}val")) if style is not None else None
        own = _reference(properties.find(f"{W}numPr"))
        if own is None and inherited is None:
            return None, 0
        identity = (own[0] if own else None) or (inherited[0] if inherited else None)
        depth = own[1] if own and own[1] is not None else (inherited[1] if inherited else 0)
        levels = self.lists.get(identity or "")
        if not identity or identity == "0" or not levels or depth not in levels:
            return None, 0
        if not any((node.text or "").strip() for node in paragraph.iter(f"{W}t")):
            return None, 0  # Word numbers an empty paragraph too, but nothing stands there
        counters = self.counters.setdefault(self.abstract_of[identity], {})
        counters[depth] = counters.get(depth, levels[depth].start - 1) + 1
        for deeper in [level for level in counters if level > depth]:
            del counters[deeper]
        level = levels[depth]
        if level.form in ("bullet", "none"):
            return "", depth

        def place(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            one = levels.get(index)
            if one is None:
                return ""
            return write_number(counters.get(index, one.start), one.form)

        return _PLACE.sub(place, level.pattern).strip(), depth


def whole(value: str | None, default: int) -> int:
    """Return a number as attributes write it, ``default`` for anything else."""
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 7 else default


def _reference(properties: Any) -> tuple[str | None, int | None] | None:
    if properties is None:
        return None
    number, level = properties.find(f"{W}numId"), properties.find(f"{W}ilvl")
    return (
        number.get(f"{W}val") if number is not None else None,
        whole(level.get(f"{W}val"), 0) if level is not None else None,
    )


def _level(element: Any) -> Level:
    def value(tag: str, default: str) -> str:
        child = element.find(f"{W}{tag}")
        found = child.get(f"{W}val") if child is not None else None
        return default if found is None else str(found)

    return Level(value("numFmt", "decimal"), value("lvlText", ""), whole(value("start", "1"), 1))


def write_number(number: int, form: str) -> str:
    """Write ``number`` in one of Word's number formats; unknown formats fall back to digits.

    >>> write_number(4, "lowerRoman"), write_number(28, "upperLetter")
    ('iv', 'BB')
    """
    if not 0 <= number <= _HIGHEST:
        return str(number)
    if form in ("lowerRoman", "upperRoman"):
        text = ""
        rest = number
        for value, letters in _ROMAN:
            while rest >= value:
                text, rest = text + letters, rest - value
        return text.upper() if form == "upperRoman" else text
    alphabets = {
        "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
        "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "russianLower": _CYRILLIC,
        "russianUpper": _CYRILLIC.upper(),
        "arabicAbjad": _ARABIC_ABJAD,
        "arabicAlpha": _ARABIC_ALPHA,
    }
    if form in alphabets and number > 0:
        alphabet = alphabets[form]
        return alphabet[(number - 1) % len(alphabet)] * ((number - 1) // len(alphabet) + 1)
    if form in _ONCE and 0 < number <= len(_ONCE[form]):
        return _ONCE[form][number - 1]
    if form in _DIGITS and number >= 0:
        return "".join(chr(ord(_DIGITS[form]) + int(digit)) for digit in str(number))
    if form == "decimalZero":
        return f"{number:02d}"
    if form in (
        "chineseCounting",
        "chineseCountingThousand",
        "ideographDigital",
        "japaneseCounting",
        "koreanCounting",
    ):
        return _write_chinese(number)
    return str(number)


def _write_chinese(number: int) -> str:
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    if not tens:
        return _CHINESE[ones]
    return ("" if tens == 1 else _CHINESE[tens]) + "十" + (_CHINESE[ones] if ones else "")
