# ruff: noqa: E501 - a row of the table is read as one line
"""What follows a number on a line that only refers to the unit: ``Article 5 of this Act``, ``ماده ۵ این قانون``.

One row per language (group). In scripts with two cases a small letter behind the number says as
much, so the rows are for what that does not cover. Tests are made from the examples.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Reference:
    """One row: words that stand directly behind the number, and lines that contain them."""

    languages: tuple[str, ...]
    pattern: str
    examples: tuple[str, ...]


def reference_table() -> tuple[Reference, ...]:
    """All rows."""
    return (
        Reference(("en",), r"(?:of|and|or|to|shall|is|are|above|below|paragraphs?|in|by|which|bis|applies|apply)\b", ("Article 5 of the Act", "Section 5 and 6")),
        Reference(("de", "nl"), r"(?:Absatz|Abs\.|Satz|Nummer|Nr\.|der|des|bis|und|oder|Buchstabe)(?![^\W_])", ("Artikel 5 Absatz 2", "§ 5 Nummer 3")),
        Reference(("ru", "tg", "ky", "kk", "be", "uz", "mn"), r"(?:настоящ|Кодекса|Федерального|пункт|част|Закона|Конвенции|Қонуни|Кодекси)", ("Статья 5 настоящего Закона", "Статья 5 Кодекса")),
        Reference(("ru", "uk", "be", "tg", "ky"), r"(?:и|или|та|і|й|або|ва)\s", ("Статья 5 и 6", "Статья 5 или 7")),
        Reference(("uk",), r"(?:цього|Закону|Кодексу)", ("Стаття 5 цього Закону", "Стаття 5 Кодексу")),
        Reference(("cs",), r"(?:odst\.|písm\.)", ("§ 5 odst. 1", "Článek 5 písm. a)")),
        Reference(("tr", "az"), r"(?:bu\s+Kanun|uncu|üncü|inci|nci|uyarınca|hükmü|hükümleri|Kanunun)", ("Madde 5 uyarınca", "Madde 5 hükmü")),
        Reference(("ms",), r"(?:Akta|Perlembagaan|Ordinan|Kanun)\b", ("Seksyen 5 Akta ini", "Perkara 5 Perlembagaan")),
        Reference(("id",), r"(?:ayat|Undang-Undang|huruf)\b", ("Pasal 5 ayat (1)", "Pasal 5 huruf a")),
        Reference(("fil", "tl"), r"(?:ng|at|o)\b", ("Seksiyon 5 ng Batas", "Artikulo 5 at 6")),
        Reference(("ar",), r"(?:(?:من|أو|منه|أعلاه|إلى)(?![ء-ي])|المذكور)", ("المادة 5 من القانون", "المادة 5 أو 6")),
        Reference(("fa", "prs", "ps", "tg"), r"(?:این|قانون|آیین|اساسنامه|و\s|یا\s|تا\s|کې)", ("ماده ۵ این قانون", "ماده ۵ قانون مجازات")),
        Reference(("ur",), r"(?:کے|کی|کا|میں|اور|یا|سے)(?![^\W_])", ("دفعہ ۵ کے تحت", "دفعہ ۵ اور ۶")),
        Reference(("he",), r"(?:ל(?:חוק|פקודה|תקנות|תוספת)|של|או|וסעיף)(?![א-ת])|\([א-ת\d]", ("סעיף 5 לחוק", "סעיף 5(א)")),
        Reference(("hi", "mr", "ne"), r"(?:के|की|का|में|और|या|से|तथा|को|मा|ले|र|बमोजिम|वा|अनुसार)(?=[\s,.;]|$)", ("धारा 5 के अधीन", "अनुच्छेद 5 में", "दफा ५ को उपदफा", "धारा ५ मा")),
        Reference(("bn",), r"[-–]?(?:এর|এ|ও|এবং|বা|অনুযায়ী)(?=[\s,.;]|$)", ("ধারা ৫ এর অধীন", "অনুচ্ছেদ ৫ এ")),
        Reference(("si",), r"(?:හි|යටතේ|සහ|හෝ|අනුව)(?=[\s,.;]|$)", ("වගන්තිය 5 යටතේ", "වගන්තිය 5 සහ")),
        Reference(("ta",), r"[-–]?(?:இன்|இல்|மற்றும்|அல்லது|ஆம்)(?=[\s,.;]|$)", ("பிரிவு 5 இன் கீழ்", "பிரிவு 5 மற்றும்")),
        Reference(("th",), r"(?:แห่ง|และ|หรือ|วรรค|ถึง|ต้อง|ของ)", ("มาตรา ๕ แห่งพระราชบัญญัติ", "มาตรา ๕ วรรคสอง")),
        Reference(("lo",), r"(?:ຂອງ|ແຫ່ງ|ແລະ|ຫຼື|ຂໍ້|ວັກ)", ("ມາດຕາ 5 ຂອງກົດໝາຍ", "ມາດຕາ 5 ແລະ 6")),
        Reference(("km",), r"(?:នៃ|និង|ឬ|ដល់|កថាខណ្ឌ)", ("មាត្រា ៥ នៃច្បាប់", "មាត្រា ៥ និង ៦")),
        Reference(("my",), r"(?:အရ|နှင့်|တွင်|၏|ပါ|ပုဒ်မခွဲ)(?=[\s၊။]|$)", ("ပုဒ်မ ၅ အရ", "ပုဒ်မ ၅ နှင့်")),
    )  # fmt: skip


# Whatever the language: a comma, a closing bracket, a paragraph in brackets (one word there says what became of the unit).
_ALWAYS = r"[,;)]|\((?=\d|[a-zа-я]{1,3}\)|[a-zа-я]+\s)"


@cache
def references_for(languages: frozenset[str]) -> re.Pattern[str]:
    """One pattern for what makes a line a reference in a document of these languages (BCP 47)."""
    families = {language.split("-")[0] for language in languages}
    rows = [row.pattern for row in reference_table() if families.intersection(row.languages)]
    return re.compile(rf"\s*(?:{'|'.join([_ALWAYS, *rows])})")
