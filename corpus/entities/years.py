"""The drug conventions by their years alone: "the Conventions of 1961, 1971 and 1988"."""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORD = (
    r"[Cc]onventions?|[Cc]onvenci(?:ón|ones)|КОНВЕНЦ\w+|[Кк]онвенц\w+|[Кк]онвенсия\w*|[Kk]onvensiya\w*"
    r"|[Kk]onvensi|[Kk]onvensyen|[Ss]özleşme\w*|[Üü]bereinkommens?|[Vv]erdrag(?:en)?|[Cc]ông ước|อนุสัญญา"
    r"|(?:ال)?اتفاقي(?:ة|ات)|کنوانسیون(?:\s?ها)?(?:ی)?|конвенци[яй]\w*|конвенц\w*"
)
_LOOSE = r"公约|公約|条约|条約|협약"
# What may stand between the word and its years: no title of another convention.
_SMALL = (
    r"of|the|de|du|des|del|las|los|von|vom|van|uit|UN|United\s+Nations|Vienna|drugs?|drug\s+control|Single"
    r"|ООН|Единая|Единой|от|на\s+ООН|БҰҰ|БУУ|BM|BMT|năm|ค\.ศ\.|ปี|لعام|لسنة|عام|سنة|الأمم\s+المتحدة|سال|های|year|years|tahun"
)
_YEARS = ("1961", "1971", "1988")
# Amendments that a text inserts: "1961 (as amended by the Protocol of 1972), 1971 and 1988".
_AMENDED = r"(?:\s*,?\s*(?:\([^()\n]{0,80}\)|[^.;\n()]{0,60}?1972[^.;,\n]{0,12}))?"
_JOINING = r"(?:and|und|en|et|y|e|и|і|та|және|жана|və|ve|va|dan|và|และ|و|和|及|및)?"
_AND = rf"(?:{_AMENDED}\s*(?:,|、|،|;|/|&)?\s*{_JOINING}\s*)"
_AFTER = (
    r"(?:\s*-?(?:года|годов|г\.|гг\.|років|року|р\.|жылғы|жылы|жылдардағы|жылкы|yilgi|yil|yılı|tarihli"
    r"|-ci\s+il|-cı\s+il|年|년)\s*)?"
)
_YEAR = rf"\(?(?:19(?:61|71|88)){_AFTER}\)?"
_LIST = rf"(?P<years>{_YEAR}(?:{_AND}{_YEAR})*)"
_BEFORE = re.compile(rf"\b(?:{_WORD})(?:[\s,]+(?:{_SMALL}))*[\s,:]*{_LIST}(?!\d)")
_BEHIND = re.compile(rf"(?<!\d){_LIST}[\s-]*(?:(?:{_SMALL})\s+)*(?:(?:{_WORD})|(?:{_LOOSE}))")
_DIGITS = re.compile("|".join(_YEARS))


def find_years(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, entity id) of conventions named by their year beside the word "convention".

    The span of a single year takes the word with it; of several each has its own digits.

    >>> [text[2] for text in find_years("the Conventions of 1961, 1971 and 1988")]
    ['convention-1961', 'convention-1971', 'convention-1988']
    """
    if not any(year in text for year in _YEARS):
        return
    for pattern in (_BEFORE, _BEHIND):
        for found in pattern.finditer(text):
            years = list(_DIGITS.finditer(text, *found.span("years")))
            if len(years) == 1:
                yield (
                    found.start(),
                    found.start() + len(found.group().rstrip()),
                    f"convention-{years[0].group()}",
                )
                continue
            for year in years:
                yield year.start(), year.end(), f"convention-{year.group()}"
