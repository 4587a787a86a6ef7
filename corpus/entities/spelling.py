"""How an international name is regularly spelt in languages that the register does not list it for.

Only for finding: a regular spelling that no law uses matches nothing, and none is ever shown. What is
shown are names that the register lists.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_SHORTEST = 7
"""Letters of a name that can be nothing but a substance in any language ("opium" is too short)."""

Rule = tuple[re.Pattern[str], str]


def _rules(*pairs: tuple[str, str]) -> tuple[Rule, ...]:
    return tuple((re.compile(pattern), instead) for pattern, instead in pairs)


_SILENT = (r"(?<=[a-z]{3}[bcdfglmnprstvxz])e\b", "")
_HARD = (
    (r"ph", "f"),
    (r"th", "t"),
    (r"y", "i"),
    (r"ch", "k"),
    (r"x", "ks"),
    (r"c(?=[eiy])", "s"),
    (r"c", "k"),
)
_LATIN: Mapping[str, tuple[tuple[Rule, ...], ...]] = {
    "de": (_rules(_SILENT), _rules(_SILENT, (r"ph(?=et)", "f"))),
    "fr": (_rules((r"(?<=[rm]ph)an\b", "ane"), (r"in\b", "ine")),),
    "nl": (
        _rules((r"one\b", "on"), (r"ph", "f")),
        _rules((r"one\b", "on"), (r"ene\b", "een"), (r"ph", "f"), (r"am\b", "am")),
    ),
    "es": (
        _rules(
            (r"yl\b", "ilo"), (r"ine\b", "ina"), (r"one\b", "ona"), (r"ene\b", "eno"), (r"ide\b", "ida"),
            (r"ate\b", "ato"), (r"an\b", "ano"), (r"ole\b", "ol"), (r"ph", "f"), (r"th", "t"), (r"y", "i"),
            (r"ke", "ce"), (r"ze", "ce"), (r"zi", "ci"), (r"mf", "nf"),
        ),
        _rules(
            (r"yl\b", "ilo"), (r"ine\b", "ina"), (r"one\b", "ona"), (r"ene\b", "eno"), (r"ide\b", "ida"),
            (r"ate\b", "ato"), (r"an\b", "ano"), (r"ph", "f"), (r"th", "t"), (r"y", "i"),
        ),
    ),
    "pt": (
        _rules(
            (r"yl\b", "ila"), (r"ine\b", "ina"), (r"one\b", "ona"), (r"ene\b", "eno"), (r"ide\b", "ida"),
            (r"ate\b", "ato"), (r"ph", "f"), (r"th", "t"), (r"y", "i"),
        ),
    ),
    "vi": (_rules(_SILENT), _rules((r"ph", "f"), _SILENT)),
    "id": (_rules((r"ine\b", "ina"), (r"one\b", "ona"), *_HARD), _rules(_SILENT, *_HARD)),
    "cs": (_rules(_SILENT, (r"ph", "f"), (r"th", "t"), (r"c(?=[aou])", "k")),),
    **{tag: (_rules(_SILENT, *_HARD),) for tag in ("ms", "tr", "az", "uz", "tk", "fil")},
}  # fmt: skip
# The Russian international name is the usual one in these.
_AS_RUSSIAN = frozenset(("kk", "ky", "tg", "mn"))
_UKRAINIAN = _rules((r"и", "і"), (r"ы", "и"), (r"э", "е"), (r"([аоуеії])і", r"\1ї"))


def regular_spellings(names: Mapping[str, tuple[str, ...]], language: str) -> tuple[str, ...]:
    """Return how a language would spell a substance of these names, if the rules can tell.

    >>> regular_spellings({"en": ("acetorphine",)}, "de"), regular_spellings({"ru": ("морфин",)}, "uk")
    (('acetorphin',), ())
    >>> regular_spellings({"ru": ("ацеторфин",)}, "uk"), regular_spellings({"en": ("methadone",)}, "es")
    (('ацеторфін',), ('metadona',))
    """
    if language in _AS_RUSSIAN or language == "uk":
        written = [each for each in names.get("ru", ()) if len(each) >= _SHORTEST]
        return (
            tuple(written) if language in _AS_RUSSIAN else tuple(_spell(each, _UKRAINIAN) for each in written)
        )
    spelt = [
        _spell(name.lower(), rules)
        for name in names.get("en", ())
        if len(name) >= _SHORTEST and " " not in name
        for rules in _LATIN.get(language, ())
    ]
    return tuple(dict.fromkeys(each for each in spelt if len(each) >= _SHORTEST))


def _spell(name: str, rules: tuple[Rule, ...]) -> str:
    for pattern, instead in rules:
        name = pattern.sub(instead, name)
    return name
