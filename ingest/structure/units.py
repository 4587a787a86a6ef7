# ruff: noqa: E501 - a row of the table is read as one line
"""The table of numbering traditions: how each language announces an article, a chapter, a schedule.

One row per language (group) and unit. Patterns are anchored at the start of a paragraph; the named
group ``num`` is the number (``sub`` its inserted part, where the word stands in between). Tests
are generated from the examples: ``(line, num)`` must be recognised with that eId number,
``(line, None)`` must not match.

Placeholders in patterns: ``{N}`` digits of any script with suffixes (``12``, ``228.1``, ``35A``, ``12 bis``),
``{R}`` a Roman numeral, ``{C}`` a Chinese numeral or digits, ``{O}`` an ordinal as a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from corpus.model import ProvisionKind as K
from ingest.structure.numbers import ARABIC_ORDINAL, CJK_NUMERAL, Number, plain, read_number

_PLACEHOLDERS = {
    # Atomic groups: a number is read whole or not at all.
    "{N}": r"(?P<num>(?>\d+(?:[-–.‑/]\d+|/[A-Z](?![^\W_])|[¹²³⁴⁵⁶⁷⁸⁹⁰]+)*(?:\s?(?:bis|ter|quater|quinquies|sexies|septies)\b"
    r"|[a-zA-Zºª]{1,3}(?![^\W_]))?))",
    "{NR}": r"(?P<num>(?>[IVXLCІХ]+(?:\d{1,2}|[¹²³⁴⁵⁶⁷⁸⁹]+|[-–][A-Z\d])?(?![^\W_])"
    r"|\d+(?:[-–.]\d+|[¹²³⁴⁵⁶⁷⁸⁹⁰]+)*(?:\s?(?:bis|ter|quater|quinquies|sexies)|[a-zA-Zºª]{1,2})?(?![^\W_])))",
    "{C}": rf"(?P<num>(?>{CJK_NUMERAL}+|\d+(?:-\d+)?))",
    "{O}": r"(?P<num>[^\s\d.,:;()\-]+)",
    "{AR}": rf"(?P<num>{ARABIC_ORDINAL}|\d+)",
}


@dataclass(frozen=True, slots=True)
class Unit:
    """One row: a unit of one tradition. ``rank`` orders groupings, 1 being the outermost."""

    languages: tuple[str, ...]
    kind: K
    pattern: str
    examples: tuple[tuple[str, str | None], ...]
    reason: str
    rank: int = 9
    numbered: bool = True

    def compiled(self) -> re.Pattern[str]:
        """The pattern with its placeholders filled in."""
        filled = self.pattern
        for name, expansion in _PLACEHOLDERS.items():
            filled = filled.replace(name, expansion)
        return re.compile(filled)


BASIC = frozenset({K.ARTICLE, K.SECTION})
"""The units that are themselves cited; everything else groups or follows them."""


def _articles() -> Iterable[Unit]:
    art, sec = K.ARTICLE, K.SECTION
    yield Unit(("en",), art, r"(?:Article|ARTICLE|Art\.)\s*{NR}",
               (("Article 3", "3"), ("Article 14 bis", "14bis"), ("ARTICLE IV", "4"), ("Article 2-1", "2-1"),
                ("Articles of war", None)), "treaties; East Asian statutes in English")  # fmt: skip
    yield Unit(("en",), sec, r"(?:Section|SECTION|Sec\.|SEC\.)\s*{NR}",
               (("Section 9. Short title", "9"), ("Section 35A. Powers", "35a"), ("SECTION 1", "1"),
                ("Sections 3 to 5", None)), "statutes of the common law; groups articles in treaties", rank=5)  # fmt: skip
    yield Unit(("ru", "ky", "tg", "be"), art, r"(?:Статья|СТАТЬЯ|Ст\.)\s*{N}",
               (("Статья 228. Незаконные", "228"), ("Статья 228.1", "228-1"), ("Статья 210-1", "210-1"),
                ("Статьями 3", None)), "Russian")  # fmt: skip
    yield Unit(("uk",), art, r"(?:Стаття|СТАТТЯ)\s*{N}",
               (("Стаття 12. Перевірка", "12"), ("Статті 12", None)), "Ukrainian")  # fmt: skip
    yield Unit(("kk",), art, r"{N}\s*-?\s*(?:бап|БАП)(?![^\W_])",
               (("12-бап. Есірткі", "12"), ("297-1-бап", "297-1"), ("12-баптың", None)), "Kazakh, number first")  # fmt: skip
    yield Unit(("ky",), art, r"{N}\s*-?\s*(?:берене|статья|беренеси)(?![^\W_])",
               (("267-берене. Баңги", "267"), ("12-статья", "12"), ("12-беренеде", None)), "Kyrgyz, number first")  # fmt: skip
    yield Unit(("uz",), art, r"{N}\s*-?\s*(?:modda|модда)(?![^\W_])",
               (("251-modda. Kuchli", "251"), ("1-модда. Умумий", "1"), ("251-moddasi", None)),
               "Uzbek in both scripts, number first")  # fmt: skip
    yield Unit(("tg",), art, r"(?:Моддаи|МОДДАИ|Модда)\s*{N}",
               (("Моддаи 200. Ғайриқонунӣ", "200"), ("Моддаҳои 3", None)), "Tajik")  # fmt: skip
    yield Unit(("mn",), art, r"{N}\s*(?:дугаар|дүгээр)\s+зүйл(?![^\W_])",
               (("12 дугаар зүйл.Хориглох", "12"), ("3 дугаар зүйлийн", None)), "Mongolian, number first")  # fmt: skip
    yield Unit(("az",), art, r"(?:Maddə|MADDƏ)\s*{N}",
               (("Maddə 234. Qanunsuz", "234"), ("Maddə 234-1. Narkotik", "234-1"), ("Maddənin", None)),
               "Azerbaijani")  # fmt: skip
    yield Unit(("tr",), art, r"(?:(?:EK|Ek|GEÇİCİ|Geçici)\s+)?(?:Madde|MADDE)\s*{N}",
               (("Madde 188- (1) Uyuşturucu", "188"), ("MADDE 1 –", "1"), ("Maddenin", None)), "Turkish")  # fmt: skip
    yield Unit(("tk",), art, r"{N}\s*-?\s*(?:nji|njy)\s+madda(?![^\W_])",
               (("12-nji madda. Umumy", "12"), ("9-njy madda.", "9"), ("12-nji maddasynyň", None)),
               "Turkmen, number first")  # fmt: skip
    yield Unit(("zh", "ja"), art, r"第\s*{C}\s*[条條](?:\s*[之の]\s*(?P<sub>(?:[之の]?[零〇一二三四五六七八九十百\d])+))?"
               r"(?![第之の]|款|项|項|规|規|至|、|及|或|和|的|所|から|又は|中|に|で|を|が|まで|関|〔)",
               (("第三百四十七条 走私", "347"), ("第 2 條之 1", "2-1"), ("第二条の二　この", "2-2"), ("第五十条の三十八の二", "50-38-2"),
                ("第10条　开展", "10"), ("第二条第一款规定", None), ("第十二条の規定により", None)),
               "Chinese (both scripts) and Japanese; followed by 款, 项, の規定 it is a reference")  # fmt: skip
    yield Unit(("ko",), art, r"제\s*(?P<num>\d+)\s*조(?:의\s*(?P<sub>\d+(?:의\d+)*))?"
               r"(?![제에의를은가와과의,ㆍ·]|부터|까지|\s*제\d+항)",
               (("제5조의2 (마약류)", "5-2"), ("제12조(벌칙)", "12"), ("제2조제2호에 따른", None), ("제3조에 따라", None)),
               "Korean; with a particle it is a reference")  # fmt: skip
    yield Unit(("th",), art, r"มาตรา\s*{N}(?!\s*(?:แห่ง|และ|หรือ|วรรค|ถึง|ต้อง))",
               (("มาตรา ๙๐  ห้ามผู้ใด", "90"), ("มาตรา ๕ แห่งพระราชบัญญัติ", None), ("มาตรา 12/1 ผู้ใด", "12-1")),
               "Thai, Thai or Western digits")  # fmt: skip
    yield Unit(("lo",), art, r"ມາດຕາ\s*{N}", (("ມາດຕາ ໑໒ ການ", "12"), ("ມາດຕາ 3", "3")), "Lao")
    yield Unit(("km",), art, r"មាត្រា\s*{N}", (("មាត្រា ១២.-", "12"), ("មាត្រា 3", "3")), "Khmer")
    yield Unit(("my",), sec, r"ပုဒ်မ\s*{N}", (("ပုဒ်မ ၁၅။", "15"),), "Burmese, where the word is written")
    yield Unit(("vi",), art, r"(?:Điều|ĐIỀU)\s*{N}(?!\s*(?:của|và|này|và|khoản))",
               (("Điều 5. Các hành vi", "5"), ("Điều 5a. Trách nhiệm", "5a"), ("Điều 3 của Luật", None)), "Vietnamese")  # fmt: skip
    yield Unit(
        ("id",), art, r"(?:Pasal|PASAL)\s*{N}", (("Pasal 112", "112"), ("Pasalnya", None)), "Indonesian"
    )
    yield Unit(("ms",), sec, r"(?:Seksyen|SEKSYEN)\s*{N}", (("Seksyen 39B", "39b"),), "Malay")
    yield Unit(
        ("ms",),
        art,
        r"(?:Perkara|Fasal|PERKARA)\s*{N}",
        (("Perkara 5", "5"),),
        "Malay treaties, constitution",
    )
    yield Unit(("fil", "tl"), sec, r"(?:Seksiyon|SEKSIYON|Seksyon|SEK\.)\s*{N}", (("Seksiyon 5. Pagbebenta", "5"),),
               "Filipino")  # fmt: skip
    yield Unit(("fil", "tl"), art, r"(?:Artikulo|ARTIKULO)\s*{NR}", (("ARTIKULO II", "2"),), "Filipino")
    yield Unit(("ar",), art, r"(?:المادة|المــادة|مادة|الماده)\s*[(\[]?\s*{AR}\s*[)\]]?(?!\s*(?:من|منه|أعلاه|المذكورة|ومن|إلى)(?![ء-ي]))(?!\s+و[ء-ي])",
               (("المادة الأولى", "1"), ("المادة الثانية والسبعون", "72"), ("المادة (٣٩):", "39"), ("مادة 12 -", "12"),
                ("المادة الثالثة من هذا النظام", None), ("المادة السابعة عشرة", "17")), "Arabic, ordinals in words or digits")  # fmt: skip
    yield Unit(("fa", "prs", "tg"), art, r"(?:ماده|مادهٔ|مادۀ|مادۀٔ|مادة)\s*{N}",
               (("ماده ۱۲ ـ هر کس", "12"), ("مادۀ ۵", "5"), ("مادهٔ ۳:", "3")), "Persian and Dari")  # fmt: skip
    yield Unit(("fa", "prs"), art, r"(?:ماده|مادهٔ|مادۀ)\s+{O}(?=\s*[:ـ\-–]|\s*$)",
               (("ماده اول:", "1"), ("مادۀ سوم", "3")), "Persian and Dari, number as a word")  # fmt: skip
    yield Unit(("ps",), art, r"{O}\s+ماده(?=\s*[:ـ\-–]|\s*$)|(?:ماده)\s*(?P<num2>\d+)",
               (("ماده ۱۲", "12"),), "Pashto")  # fmt: skip
    yield Unit(("he",), sec, r"(?:סעיף)\s*{N}", (("סעיף 7", "7"),), "Hebrew")
    yield Unit(("ur",), art, r"(?:دفعہ|آرٹیکل)\s*{N}", (("دفعہ ۹", "9"), ("آرٹیکل 4", "4")), "Urdu")
    yield Unit(
        ("hi", "ne", "mr"), sec, r"(?:धारा|दफा)\s*{N}", (("धारा २० ", "20"), ("दफा ३.", "3")), "Hindi, Nepali"
    )
    yield Unit(("hi", "ne"), art, r"(?:अनुच्छेद|धारा)\s*{N}", (("अनुच्छेद 47", "47"),), "Hindi, Nepali treaties")
    yield Unit(("bn",), sec, r"(?:ধারা|দফা)\s*{N}(?=\s*[।.:\-]|\s*$)", (("ধারা ৯।", "9"), ("ধারা ৪ এর অধীন", None)),
               "Bengali, where the word is written")  # fmt: skip
    yield Unit(("bn",), art, r"(?:অনুচ্ছেদ)\s*{N}", (("অনুচ্ছেদ ১৮", "18"),), "Bengali treaties, constitution")
    yield Unit(("si",), sec, r"(?:වගන්තිය|වගන්ති)\s*{N}", (("වගන්තිය 5", "5"),), "Sinhala")
    yield Unit(("ta",), sec, r"(?:பிரிவு)\s*{N}", (("பிரிவு 5", "5"),), "Tamil")
    yield Unit(("de", "nl"), art, r"(?:Artikel|ARTIKEL|Art\.)\s*{NR}",
               (("Artikel 5", "5"), ("Art. 12a Begriffe", "12a"), ("Artikel 14bis", "14bis"), ("Artikels", None)),
               "German (Swiss statutes, treaties) and Dutch")  # fmt: skip
    yield Unit(("de", "cs"), sec, r"§\s*{N}(?!\s*(?:odst\.|Abs\.|Absatz|Satz|a\s|až\s))",
               (("§ 29a Straftaten", "29a"), ("§ 1", "1"), ("§ 5 Absatz 2", None), ("§ 24a odst. 1", None)),
               "German and Czech statutes")  # fmt: skip
    yield Unit(("cs",), art, r"(?:Článek|ČLÁNEK|Čl\.|ČÁST\s+DRUHÁ\s+Čl\.)\s*{NR}",
               (("Čl. I", "1"), ("Článek 5", "5")), "Czech amending acts and treaties")  # fmt: skip
    yield Unit(("fr",), art, r"(?:Article|ARTICLE|Art\.)\s*(?:(?P<num2>premier|PREMIER|1er|Ier)(?![^\W_])|{NR})",
               (("Article premier", "1"), ("Article 2", "2"), ("Art. 1er", "1"), ("Art. 3. -", "3")), "French")  # fmt: skip
    yield Unit(("es",), art, r"(?:Art[íi]culo|ARTÍCULO|Art\.)\s*{NR}",
               (("Artículo 2 bis", "2bis"), ("Artículo 36", "36"), ("Artículos", None)), "Spanish")  # fmt: skip
    yield Unit(("pt",), art, r"(?:Artigo|ARTIGO|Art\.)\s*{NR}[.ºo°]?", (("Artigo 33", "33"), ("Art. 2º", "2")),
               "Portuguese")  # fmt: skip


def _groupings() -> Iterable[Unit]:
    book, part, title, chp, dvs = K.BOOK, K.PART, K.TITLE, K.CHAPTER, K.DIVISION
    yield Unit(
        ("en",), part, r"(?:PART|Part)\s+{NR}", (("PART III", "3"), ("Part 2", "2")), "common law", rank=2
    )
    yield Unit(("en",), title, r"(?:TITLE|Title)\s+{NR}", (("TITLE II", "2"),), "codes", rank=3)
    yield Unit(
        ("en",), chp, r"(?:CHAPTER|Chapter)\s+{NR}", (("CHAPTER II", "2"), ("Chapter 4", "4")), "all", rank=4
    )
    yield Unit(("en",), dvs, r"(?:DIVISION|Division)\s+{NR}", (("Division 2", "2"),), "Commonwealth", rank=5)
    yield Unit(("ru",), part, r"(?:ЧАСТЬ|Часть)\s+{O}(?=\s*$)", (("ЧАСТЬ ПЕРВАЯ", "1"),), "codes", rank=2)
    yield Unit(("ru", "tg", "ky"), dvs, r"(?:РАЗДЕЛ|Раздел)\s+(?:{NR})", (("РАЗДЕЛ IX.", "9"), ("Раздел 2", "2")),
               "раздел stands above глава", rank=3)  # fmt: skip
    yield Unit(("ru", "tg", "ky"), chp, r"(?:ГЛАВА|Глава)\s+{NR}", (("ГЛАВА 25. ПРЕСТУПЛЕНИЯ", "25"), ("Глава IV", "4"),
               ("ГЛАВА 15.1. КОНФИСКАЦИЯ", "15-1")), "Russian", rank=4)  # fmt: skip
    yield Unit(("uk",), chp, r"(?:ГЛАВА|Глава)\s+{NR}", (("Глава 3", "3"),), "Ukrainian", rank=4)
    yield Unit(("uk",), dvs, r"(?:РОЗДІЛ|Розділ)\s+{NR}", (("Розділ II", "2"),), "Ukrainian", rank=3)
    yield Unit(
        ("kk",), chp, r"{N}\s*-?\s*(?:тарау|ТАРАУ)(?![^\W_])", (("3-тарау. Есірткі", "3"),), "Kazakh", rank=4
    )
    yield Unit(("kk",), dvs, r"{NR}\s*-?\s*(?:бөлім|БӨЛІМ)(?![^\W_])", (("2-бөлім.", "2"),), "Kazakh", rank=3)
    yield Unit(("ky",), chp, r"{NR}\s*-?\s*(?:глава|бап)(?![^\W_])", (("4-глава.", "4"),), "Kyrgyz", rank=4)
    yield Unit(
        ("uz",),
        part,
        r"{O}\s+(?:QISM|ҚИСМ)\s*$",
        (("BIRINCHI QISM", "1"), ("UMUMIY QISM", None)),
        "codes",
        rank=2,
    )
    yield Unit(("uz",), part, r"(?P<head>UMUMIY|MAXSUS|УМУМИЙ|МАХСУС)\s+(?:QISM|ҚИСМ)\s*$",
               (("UMUMIY QISM", ""), ("MAXSUS QISM", "")), "the general and the special part", rank=2, numbered=False)  # fmt: skip
    yield Unit(("uz",), dvs, r"{O}\s+(?:BOʻLIM|BO'LIM|BO‘LIM|БЎЛИМ)\s*$", (("BIRINCHI BOʻLIM", "1"),),
               "boʻlim stands above bob", rank=3)  # fmt: skip
    yield Unit(("uz",), chp, r"{NR}\s*-?\s*(?:bob|BOB|боб|БОБ)(?![^\W_])",
               (("XIX bob. Giyohvandlik", "19"), ("XIII1 bob.", "13-1"), ("1-bob.", "1")), "Uzbek", rank=4)  # fmt: skip
    yield Unit(("mn",), chp, r"{O}\s+бүлэг(?![^\W_])", (("Нэгдүгээр бүлэг", "1"),), "Mongolian", rank=4)
    yield Unit(("tg",), chp, r"(?:БОБИ|Боби)\s*{NR}", (("Боби 3.", "3"),), "Tajik", rank=4)
    yield Unit(
        ("az", "tr"), book, r"{O}\s+(?:KİTAP|Kitap)(?![^\W_])", (("BİRİNCİ KİTAP", "1"),), "codes", rank=1
    )
    yield Unit(("tr",), part, r"{O}\s+(?:KISIM|Kısım)\s*(?::|$)", (("İKİNCİ KISIM", "2"),), "Turkish", rank=2)
    yield Unit(("tr",), chp, r"(?:{O}\s+(?:BÖLÜM|Bölüm)\s*(?::|$)|(?P<num2>[IVX]+)\.?\s+BÖLÜM)",
               (("ÜÇÜNCÜ BÖLÜM", "3"), ("Bölümün", None)), "Turkish", rank=4)  # fmt: skip
    yield Unit(
        ("az",), dvs, r"(?P<num>[IVXLC]+|\d+)\s+(?:bölmə|BÖLMƏ)", (("X bölmə", "10"),), "Azerbaijani", rank=3
    )
    yield Unit(("az",), chp, r"{O}\s+(?:fəsil|FƏSİL)|(?:FƏSİL|Fəsil)\s*(?P<num2>\d+|[IVXLC]+)",
               (("Fəsil 3", "3"),), "Azerbaijani", rank=4)  # fmt: skip
    yield Unit(("tk",), chp, r"{NR}\s*-?\s*(?:bap|BAP)(?![^\W_])", (("II bap.", "2"),), "Turkmen", rank=4)
    cjk_tail = r"(?=[\s　．.:：（(]|$)"
    yield Unit(("zh", "ja"), part, rf"第\s*{{C}}\s*[编編]{cjk_tail}", (("第二编 分则", "2"), ("第一編　総則", "1")),
               "codes", rank=2)  # fmt: skip
    yield Unit(("zh", "ja"), chp, rf"第\s*{{C}}\s*章(?:の(?P<sub>[一二三四五六七八九十]+))?{cjk_tail}",
               (("第六章 妨害社会管理秩序罪", "6"), ("第 二 章 使用", "2"), ("第四章の二　雑則", "4-2"), ("第二章规定的犯罪", None)),
               "Chinese and Japanese", rank=4)  # fmt: skip
    yield Unit(("zh", "ja"), dvs, rf"第\s*{{C}}\s*[节節](?:の(?P<sub>[一二三四五六七八九十]+))?{cjk_tail}",
               (("第七节 走私", "7"), ("第二節　免許", "2")), "Chinese and Japanese", rank=5)  # fmt: skip
    yield Unit(("ja",), dvs, rf"第\s*{{C}}\s*款{cjk_tail}", (("第一款　通則", "1"),), "Japanese", rank=6)
    for word, kind, rank in (("편", part, 2), ("장", chp, 4), ("절", dvs, 5), ("관", dvs, 6)):
        yield Unit(("ko",), kind, rf"제\s*(?P<num>\d+)\s*{word}(?:의\s*(?P<sub>\d+))?(?=[\s<(]|$)",
                   ((f"제2{word} 총칙", "2"), (f"제5{word}의2 특례", "5-2")), "Korean", rank=rank)  # fmt: skip
    for word, kind, rank in (("ภาค", part, 2), ("ลักษณะ", title, 3), ("หมวด", chp, 4), ("ส่วนที่", dvs, 5)):
        yield Unit(("th",), kind, rf"{word}\s*{{N}}(?=\s|$)", ((f"{word} ๓", "3"), (f"{word} ๑ บททั่วไป", "1")),
                   "Thai", rank=rank)  # fmt: skip
    yield Unit(("lo",), chp, r"(?:ໝວດທີ|ໝວດ|ພາກທີ)\s*{NR}", (("ໝວດທີ 2", "2"), ("ພາກທີ II", "2")), "Lao", rank=4)
    yield Unit(("km",), chp, r"(?:ជំពូកទី|ជំពូក)\s*{NR}", (("ជំពូកទី ២", "2"),), "Khmer", rank=4)
    yield Unit(
        ("vi",),
        part,
        r"(?:PHẦN|Phần)(?:\s+thứ)?\s+{O}(?=\s*$|\s*[.:])",
        (("Phần thứ hai", "2"),),
        "codes",
        rank=2,
    )
    yield Unit(
        ("vi",),
        chp,
        r"(?:Chương|CHƯƠNG)\s+{NR}",
        (("Chương IV", "4"), ("CHƯƠNG 2", "2")),
        "Vietnamese",
        rank=4,
    )
    yield Unit(("vi",), dvs, r"(?:Mục|MỤC)\s+{NR}", (("Mục 2. CAI NGHIỆN", "2"),), "Vietnamese", rank=5)
    yield Unit(("id",), chp, r"(?:BAB|Bab)\s+{NR}", (("BAB XV", "15"),), "Indonesian", rank=4)
    yield Unit(("id",), dvs, r"(?:Bagian)\s+{O}(?=\s*$)", (("Bagian Kedua", "2"),), "Indonesian", rank=5)
    yield Unit(("ms",), part, r"(?:BAHAGIAN|Bahagian)\s+{NR}", (("BAHAGIAN III", "3"),), "Malay", rank=2)
    yield Unit(("ms",), chp, r"(?:BAB|Bab)\s+{NR}", (("BAB 2", "2"),), "Malay", rank=4)
    for word, kind, rank in (("الباب", part, 2), ("الفصل", chp, 4), ("القسم", dvs, 5), ("المبحث", dvs, 6)):
        yield Unit(
            ("ar",),
            kind,
            rf"{word}\s+{{AR}}(?=\s*$|\s*[:：\-–])",
            ((f"{word} الثاني", "2"),),
            "Arabic",
            rank=rank,
        )
    for word, kind, rank in (("باب", part, 2), ("فصل", chp, 4), ("بخش", dvs, 5), ("مبحث", dvs, 6)):
        yield Unit(("fa", "prs", "ps"), kind, rf"{word}\s+(?:(?P<num2>\d+)|{{O}})(?=\s*$|\s*[:ـ\-–])",
                   ((f"{word} دوم", "2"), (f"{word} ۳", "3")), "Persian and Dari", rank=rank)  # fmt: skip
    yield Unit(("ur",), chp, r"باب\s+{N}", (("باب 3", "3"),), "Urdu", rank=4)
    yield Unit(("he",), chp, r"פרק\s+(?P<num>\S{1,3})(?=\s*[:.]|\s*$)", (("פרק 2", "2"),), "Hebrew", rank=4)
    yield Unit(("hi", "ne"), chp, r"(?:अध्याय|परिच्छेद)\s*[-–]?\s*{NR}", (("अध्याय 4", "4"), ("परिच्छेद–२", "2")),
               "Hindi, Nepali", rank=4)  # fmt: skip
    yield Unit(("bn",), part, r"{O}\s+ভাগ\s*$", (("প্রথম ভাগ", "1"),), "Bengali", rank=2)
    yield Unit(("bn",), chp, r"{O}\s+(?:অধ্যায়|অধ্যায়|পরিচ্ছেদ)\s*$", (("প্রথম অধ্যায়", "1"),), "Bengali", rank=4)
    for word, kind, rank in (("Buch", book, 1), ("Teil", part, 2), ("Titel", title, 3), ("Kapitel", chp, 4),
                             ("Abschnitt", dvs, 5), ("Unterabschnitt", dvs, 6)):  # fmt: skip
        yield Unit(("de",), kind, rf"(?:{word}\s+{{NR}}|(?P<num2>\d+[a-z]?)\.\s*{word}|(?P<num3>\w+(?:er|es|e))\s+{word})"
                   r"(?=\s*$|\s*[:.–\-])",
                   ((f"Erster {word} - Begriffe", "1"), (f"1. {word}: Allgemeine", "1"), (f"{word} II", "2")),
                   "German: number first, last or as a word", rank=rank)  # fmt: skip
    for word, kind, rank in (("Boek", book, 1), ("Deel", part, 2), ("Titel", title, 3), ("Hoofdstuk", chp, 4),
                             ("Afdeling", dvs, 5), ("Paragraaf", dvs, 6)):  # fmt: skip
        yield Unit(("nl",), kind, rf"(?:{word}|{word.upper()})\s+{{NR}}", ((f"{word} 2", "2"), (f"{word.upper()} II", "2")),
                   "Dutch", rank=rank)  # fmt: skip
    for word, kind, rank in (("LIVRE", book, 1), ("PARTIE", part, 2), ("TITRE", title, 3), ("CHAPITRE", chp, 4),
                             ("SECTION", dvs, 5)):  # fmt: skip
        yield Unit(("fr",), kind, rf"(?:{word}|{word.capitalize()})\s+(?:(?P<num2>premier|Premier|PREMIER|Ier|1er)|{{NR}})",
                   ((f"{word.capitalize()} II", "2"), (f"{word} PREMIER", "1")), "French", rank=rank)  # fmt: skip
    for word, kind, rank in (("LIBRO", book, 1), ("PARTE", part, 2), ("TÍTULO", title, 3), ("CAPÍTULO", chp, 4),
                             ("SECCIÓN", dvs, 5)):  # fmt: skip
        yield Unit(
            ("es",),
            kind,
            rf"(?:{word}|{word.capitalize()})\s+{{NR}}",
            ((f"{word} II", "2"),),
            "Spanish",
            rank=rank,
        )
    for word, kind, rank in (("LIVRO", book, 1), ("PARTE", part, 2), ("TÍTULO", title, 3), ("CAPÍTULO", chp, 4),
                             ("SEÇÃO", dvs, 5)):  # fmt: skip
        yield Unit(
            ("pt",),
            kind,
            rf"(?:{word}|{word.capitalize()})\s+{{NR}}",
            ((f"{word} II", "2"),),
            "Portuguese",
            rank=rank,
        )
    for word, kind, rank in (("ČÁST", part, 2), ("HLAVA", title, 3), ("Díl", chp, 4), ("Oddíl", dvs, 5)):
        yield Unit(("cs",), kind, rf"{word}\s+(?:{{NR}}|(?P<num2>PRVNÍ|DRUHÁ|TŘETÍ|ČTVRTÁ|PÁTÁ|ŠESTÁ|SEDMÁ|OSMÁ))(?=\s*$)",
                   ((f"{word} II", "2"),), "Czech", rank=rank)  # fmt: skip


def _schedules() -> Iterable[Unit]:
    tail = r"(?=\s*(?:$|[:.–—\-(\[<]))"

    def sched(
        languages: tuple[str, ...], words: str, *examples: tuple[str, str | None], tail: str = tail
    ) -> Unit:
        number = r"\s*(?:No\.|Nr\.|№|số|第)?\s*(?P<num>[IVXLC]+(?![^\W_])|\d+(?:[-–.]\d+)?|[A-Z](?![^\W_])|"
        number += r"[一二三四五六七八九十]+)(?=[\s:：.–—(（\[<-]|$)"
        return Unit(languages, K.SCHEDULE, rf"(?:{words})(?:{number}|{tail})", examples, "schedules and annexes", rank=1,
                    numbered=False)  # fmt: skip

    yield sched(("en",), "SCHEDULE|Schedule|ANNEX|Annex|APPENDIX|Appendix|THE SCHEDULE",
                ("SCHEDULE I", "1"), ("ANNEX", ""), ("Annex 2", "2"), ("Schedule of substances listed here", None))  # fmt: skip
    yield Unit(("en",), K.SCHEDULE, r"(?:THE\s+)?{O}\s+(?:SCHEDULE|Schedule)(?=\s*$|\s*[(\[—-])",
               (("THE FIRST SCHEDULE", "1"), ("SECOND SCHEDULE", "2")), "numbered by words", rank=1)  # fmt: skip
    yield sched(
        ("ru", "uk", "ky", "tg"),
        "ПРИЛОЖЕНИЕ|Приложение|ДОДАТОК|Додаток",
        ("Приложение 1", "1"),
        ("ПРИЛОЖЕНИЕ", ""),
    )
    yield sched(("kk",), "ҚОСЫМША|Қосымша", ("Қосымша", ""))
    yield sched(
        ("de",), "ANLAGE|Anlage|ANHANG|Anhang", ("Anlage I", "1"), ("Anhang", ""), ("Anlage zu", None)
    )
    yield sched(
        ("nl",), "BIJLAGE|Bijlage|LIJST|Lijst", ("Bijlage 1", "1"), ("Lijst II", "2"), ("Bijlagen", None)
    )
    yield sched(("fr",), "ANNEXE|Annexe|ANNEXES", ("ANNEXE II", "2"), ("ANNEXE", ""))
    yield sched(("es", "pt"), "ANEXO|Anexo", ("ANEXO I", "1"))
    yield sched(("cs",), "Příloha|PŘÍLOHA", ("Příloha č. 1", None), ("Příloha", ""))
    yield sched(
        ("zh",),
        "附件|附表|附录|附錄",
        ("附件一", "1"),
        ("附表：", ""),
        ("附件规定的", None),
        tail=r"(?=\s|$|[：:（(])",
    )
    yield Unit(("zh",), K.PART, r"附\s*[则則]\s*$", (("附则", ""),), "final provisions that stand apart",
               rank=2, numbered=False)  # fmt: skip
    yield Unit(
        ("ja",),
        K.SCHEDULE,
        r"別表(?:第(?P<num>[一二三四五六七八九十]+))?(?:の(?P<sub>[一二三]))?(?=[\s　（(]|$)",
        (("別表第一（第二条関係）", "1"), ("別表", ""), ("別表第一に掲げる", None)),
        "Japanese",
        rank=1,
        numbered=False,
    )
    yield Unit(("ja", "ko"), K.PART, r"(?P<head>附\s*則|부\s*칙)(?=[\s　（(<]|$)",
               (("附　則　（昭和二五年三月二七日法律第一八号）", ""), ("부칙 <제10786호,2011.6.7>", "")),
               "supplementary provisions, whose numbering starts again", rank=1, numbered=False)  # fmt: skip
    yield Unit(("ko",), K.SCHEDULE, r"\[?별표\s*(?P<num>\d+)?(?:의(?P<sub>\d+))?\]?(?=[\s<\]]|$)",
               (("[별표 1]", "1"), ("별표 2의2", "2-2")), "Korean", rank=1, numbered=False)  # fmt: skip
    yield sched(("vi",), "Phụ lục|PHỤ LỤC", ("PHỤ LỤC II", "2"), ("Phụ lục", ""))
    yield Unit(("vi",), K.SCHEDULE, r"(?:DANH MỤC|Danh mục)\s+(?P<num>[IVX]+)(?![^\W_])(?=\s*(?:$|[:.]|[A-ZĐ]{2}))",
               (("DANH MỤC IVA", None), ("DANH MỤC II", "2"), ("Danh mục I gồm các chất", None)), "lists of substances",
               rank=1, numbered=False)  # fmt: skip
    yield sched(("tr",), "EKLER|CETVEL", ("CETVEL I", "1"))
    yield sched(("id", "ms"), "LAMPIRAN|Lampiran|JADUAL|Jadual", ("LAMPIRAN I", "1"), ("JADUAL", ""))
    yield Unit(("ar",), K.SCHEDULE, r"(?:الجدول|جدول|الملحق|ملحق)(?:\s+(?:رقم)?\s*[(]?\s*{AR}\s*[)]?)?(?=\s*$|\s*:)",
               (("الجدول رقم (١)", "1"), ("الملحق", ""), ("الجدول الأول", "1")), "Arabic", rank=1, numbered=False)  # fmt: skip
    yield Unit(("bn",), K.SCHEDULE, r"(?:{O}\s+)?(?:তফসিল|তপশিল)\s*$", (("প্রথম তফসিল", "1"), ("তফসিল", "")), "Bengali",
               rank=1, numbered=False)  # fmt: skip
    yield sched(("uz",), "ILOVA|ИЛОВА", ("ILOVA", ""))
    yield Unit(("th",), K.SCHEDULE, r"บัญชี(?:ท้าย[^\s]*)?(?:\s*{N})?\s*$", (("บัญชีท้ายประมวลกฎหมาย", ""),), "Thai", rank=1,
               numbered=False)  # fmt: skip


@cache
def unit_table() -> tuple[Unit, ...]:
    """All rows."""
    return (*_articles(), *_groupings(), *_schedules())


def _family(language: str) -> str:
    return language.split("-")[0]


@cache
def units_for(languages: frozenset[str]) -> tuple[tuple[Unit, re.Pattern[str]], ...]:
    """The rows for a document in these languages (BCP 47; scripts and regions are ignored), compiled."""
    families = {_family(language) for language in languages}
    return tuple((unit, unit.compiled()) for unit in unit_table() if families.intersection(unit.languages))


def number_of(match: re.Match[str]) -> Number | None:
    """The number in a match, its inserted part included; None if there is none to be read."""
    groups = match.groupdict()
    raw = next((groups[name] for name in ("num", "num2", "num3") if groups.get(name)), None)
    if raw is None:
        return None
    if raw.lower() in ("premier", "1er", "ier"):
        return plain(1)
    if sub := groups.get("sub"):
        raw = f"{raw}之{sub}"
    return read_number(raw)
