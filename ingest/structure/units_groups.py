# ruff: noqa: E501 - a row of the table is read as one line
"""The words for book, part, title, chapter and division, in the numbering of each legal tradition."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.model import ProvisionKind as K
from ingest.structure.unit import Unit, forms

Examples = tuple[tuple[str, str | None], ...]
Words = tuple[tuple[str, K, int], ...]
_BOOK, _PART, _TITLE, _CHP, _DVS = K.BOOK, K.PART, K.TITLE, K.CHAPTER, K.DIVISION
_END = r"(?![^\W_])"
_STOP = r"(?=\s*$|\s*[.:–\-—])"


def groupings() -> Iterable[Unit]:
    """The rows."""
    yield from _european()
    yield from _turkic_and_mongolian()
    yield from _west_asian()
    yield from _indic()
    yield from _southeast_asian()
    yield from _east_asian()


def _ladder(languages: str, words: Words, reason: str, number: str = "{NR}", tail: str = "", printed: str = "II", num: str = "2") -> Iterable[Unit]:  # fmt: skip
    """A row per word that stands before its number, the examples made from the word."""
    for word, kind, rank in words:
        shapes = forms(word)
        first, last = shapes.split("|")[0], shapes.split("|")[-1]
        yield Unit(tuple(languages.split()), kind, rf"(?:{shapes}){{_}}[-–]?{{_}}{number}{tail}",
                   ((f"{first} {printed}", num), (f"{last} {printed}", num), (f"{first} x", None), (f"{first}{printed}xyz", None)), reason, rank)  # fmt: skip


def _after(languages: str, words: Words, reason: str, number: str, printed: str, num: str, link: str = r"\s+", tail: str = _STOP) -> Iterable[Unit]:  # fmt: skip
    """A row per word that stands behind its number or ordinal."""
    for word, kind, rank in words:
        shapes = forms(word)
        first, last = shapes.split("|")[0], shapes.split("|")[-1]
        glue = " " if link == r"\s+" else "-"
        yield Unit(tuple(languages.split()), kind, rf"{number}{link}(?:{shapes}){_END}{tail}",
                   ((f"{printed}{glue}{first}", num), (f"{printed}{glue}{last}", num), (f"{printed}{glue}{first}xyz", None)), reason, rank)  # fmt: skip


def _european() -> Iterable[Unit]:
    yield from _ladder("en", (("Book", _BOOK, 1), ("Part", _PART, 2), ("Title", _TITLE, 3), ("Chapter", _CHP, 4), ("Division", _DVS, 5), ("Subdivision", _DVS, 6)),
                       "common law, codes")  # fmt: skip
    yield Unit(("en",), _PART, r"(?:PART|Part)\s+{O}(?=\s*$|\s*[.:–\-—])", (("Part Two", "2"), ("PART FIRST", "1"), ("Part of it", None)), "number as a word", 2)  # fmt: skip
    yield Unit(("ru", "uk"), _PART, r"(?:ЧАСТЬ|Часть|ЧАСТИНА|Частина)\s+{O}(?=\s*$|\s*[.:])", (("ЧАСТЬ ПЕРВАЯ", "1"), ("Частина друга", "2"), ("Часть доходов", None)), "codes", 2)  # fmt: skip
    yield from _ladder("ru tg ky be kk mn uz", (("Раздел", _DVS, 3), ("Глава", _CHP, 4), ("Подраздел", _DVS, 3), ("Параграф", _DVS, 5)), "Russian: раздел stands above глава")  # fmt: skip
    yield Unit(("ru",), _DVS, r"(?:РАЗДЕЛ|Раздел)\s+{O}(?=\s*$|\s*[.:])", (("Раздел первый", "1"), ("РАЗДЕЛ ВТОРОЙ", "2"), ("Раздел имущества", None)), "number as a word", 3)  # fmt: skip
    yield Unit(("ru", "uz", "tg", "ky"), _DVS, r"§\s*{N}(?=\s*[.]|\s+[^\W\d_a-zа-я])", (("§ 2. Пруд", "2"), ("§ 1 Пруд", "1"), ("§ 2 статьи", None)), "paragraphs of codes", 5)  # fmt: skip
    yield Unit(("uz",), _DVS, r"{N}\s*-?\s*§", (("1-§. Hovuz", "1"), ("2-§.", "2"), ("1-son", None)), "paragraphs of Uzbek codes", 5)  # fmt: skip
    yield from _ladder("uk", (("Розділ", _DVS, 3), ("Глава", _CHP, 4), ("Книга", _BOOK, 1), ("Підрозділ", _DVS, 3)), "Ukrainian")  # fmt: skip
    for word, kind, rank in (("Buch", _BOOK, 1), ("Teil", _PART, 2), ("Titel", _TITLE, 3), ("Hauptstück", _CHP, 3), ("Kapitel", _CHP, 4), ("Abschnitt", _DVS, 5), ("Unterabschnitt", _DVS, 6)):  # fmt: skip
        yield Unit(("de",), kind, rf"(?:{word}\s+{{NR}}(?=\s*$|\s*[.:–\-—]|\s+[A-ZÄÖÜ])|(?P<num2>\d+[a-z]?)\.\s*{word}{_STOP}|{{O}}\s+{word}{_STOP})",
                   ((f"Erster {word} - Begriffe", "1"), (f"1. {word}: Allgemeine", "1"), (f"{word} II", "2"), (f"Dieser {word}", None)),
                   "German: number first, last or as a word", rank)  # fmt: skip
    yield from _ladder("nl", (("Boek", _BOOK, 1), ("Deel", _PART, 2), ("Titel", _TITLE, 3), ("Hoofdstuk", _CHP, 4), ("Afdeling", _DVS, 5), ("Paragraaf", _DVS, 6)), "Dutch")  # fmt: skip
    yield Unit(("nl",), _DVS, r"§\s*{N}(?=\s*[.]|\s+[A-Z]|\s*$)", (("§ 2. Vijvers", "2"), ("§ 1", "1"), ("§ 2 van", None)), "paragraphs that group articles", 6)  # fmt: skip
    for word, kind, rank in (("Livre", _BOOK, 1), ("Partie", _PART, 2), ("Titre", _TITLE, 3), ("Chapitre", _CHP, 4), ("Section", _DVS, 5), ("Sous-section", _DVS, 6)):  # fmt: skip
        yield Unit(("fr",), kind, rf"(?:{forms(word)})\s+(?:(?P<num2>Ier|IER|1er|1ER)(?![^\W_])|{{NR}}|{{O}}{_STOP})",
                   ((f"{word} II", "2"), (f"{word.upper()} PREMIER", "1"), (f"{word} Ier", "1"), (f"{word} du texte", None)), "French", rank)  # fmt: skip
    for words, language in (
        ((("Libro", _BOOK, 1), ("Parte", _PART, 2), ("Título", _TITLE, 3), ("Capítulo", _CHP, 4), ("Sección", _DVS, 5), ("Subsección", _DVS, 6)), "es"),
        ((("Livro", _BOOK, 1), ("Parte", _PART, 2), ("Título", _TITLE, 3), ("Capítulo", _CHP, 4), ("Seção", _DVS, 5), ("Secção", _DVS, 5), ("Subseção", _DVS, 6)), "pt"),
        ((("Libro", _BOOK, 1), ("Parte", _PART, 2), ("Titolo", _TITLE, 3), ("Capo", _CHP, 4), ("Sezione", _DVS, 5)), "it"),
    ):  # fmt: skip
        for word, kind, rank in words:
            spelled = "Primera" if language == "es" else "Primeira" if language == "pt" else "Primo"
            yield Unit((language,), kind, rf"(?:{forms(word)})\s+(?:{{NR}}|{{O}}{_STOP})",
                       ((f"{word.upper()} II", "2"), (f"{word} {spelled}", "1"), (f"{word} x", None)), "Romance languages, Roman or in words", rank)  # fmt: skip
    for word, kind, rank in (("ČÁST", _PART, 2), ("HLAVA", _TITLE, 3), ("Díl", _CHP, 4), ("Oddíl", _DVS, 5)):
        yield Unit(("cs",), kind, rf"(?:{forms(word)})\s+(?:{{NR}}|{{O}})(?=\s*$)", ((f"{word} II", "2"), (f"{word} první", "1"), (f"{word} textu", None)), "Czech", rank)  # fmt: skip
    yield from _ladder("pl", (("Księga", _BOOK, 1), ("Część", _PART, 2), ("Tytuł", _TITLE, 3), ("Dział", _TITLE, 3), ("Rozdział", _CHP, 4), ("Oddział", _DVS, 5)), "Polish")  # fmt: skip
    yield from _ladder("ka", (("წიგნი", _BOOK, 1), ("კარი", _PART, 2), ("თავი", _CHP, 4)), "Georgian")
    yield from _ladder("hy", (("Բաժին", _PART, 2), ("Գլուխ", _CHP, 4)), "Armenian")


def _turkic_and_mongolian() -> Iterable[Unit]:
    yield from _after("kk", (("тарау", _CHP, 4), ("бөлім", _DVS, 3), ("кіші бөлім", _DVS, 3), ("параграф", _DVS, 5), ("tarau", _CHP, 4), ("bölim", _DVS, 3)), "Kazakh in both scripts",
                      "{NR}", "2", "2", link="{-}", tail="")  # fmt: skip
    yield from _after("ky", (("глава", _CHP, 4), ("бап", _CHP, 4), ("бөлүм", _DVS, 3), ("раздел", _DVS, 3)), "Kyrgyz", "{NR}", "4", "4", link="{-}", tail="")  # fmt: skip
    for word, kind, rank in (("бөлүм", _DVS, 3), ("глава", _CHP, 4)):
        yield Unit(("ky",), kind, rf"{{O}}\s+(?:{forms(word)}){_STOP}", ((f"Биринчи {word}", "1"), (f"ЭКИНЧИ {word.upper()}", "2"), (f"Бул {word}", None)), "Kyrgyz, number as a word", rank)  # fmt: skip
    yield Unit(("uz", "kk", "ky", "tk"), _PART, r"(?P<head>UMUMIY|MAXSUS|УМУМИЙ|МАХСУС|ЖАЛПЫ|ЕРЕКШЕ|UMUMY)\s+(?:QISM|ҚИСМ|БӨЛІК|БӨЛҮК|BÖLÜM|BÖLEK)\s*$",
               (("UMUMIY QISM", ""), ("MAXSUS QISM", ""), ("ЖАЛПЫ БӨЛІК", ""), ("UMUMIY QISM shu", None)), "the general and the special part of a code", 2, numbered=False)  # fmt: skip
    yield from _after("uz", (("qism", _PART, 2), ("қисм", _PART, 2), ("boʻlim", _DVS, 3), ("bo'lim", _DVS, 3), ("bo‘lim", _DVS, 3), ("бўлим", _DVS, 3)), "codes, number as a word",
                      "{O}", "Birinchi", "1", tail=r"\s*$")  # fmt: skip
    yield from _after("uz kaa", (("bob", _CHP, 4), ("боб", _CHP, 4), ("boʻlim", _DVS, 3), ("boʻlim", _DVS, 3), ("бўлим", _DVS, 3)), "Uzbek, boʻlim stands above bob", "{NR}", "XIX", "19", link="{-}", tail="")  # fmt: skip
    yield Unit(("uz",), _CHP, r"{NR}\s+(?:bob|BOB)", (("XIII1 bob.", "13-1"), ("XIX bob. Giyohvandlik", "19"), ("bobning", None)), "Uzbek, superscripts lost", 4)  # fmt: skip
    yield from _ladder("tg", (("Китоби", _BOOK, 1), ("Қисми", _PART, 2), ("Фасли", _DVS, 3), ("Боби", _CHP, 4)), "Tajik")  # fmt: skip
    yield Unit(("tg",), _PART, r"(?:ҚИСМИ|Қисми)\s+{O}(?=\s*$)", (("Қисми якум", "1"), ("ҚИСМИ ДУЮМ", "2"), ("Қисми об", None)), "Tajik, number as a word", 2)  # fmt: skip
    yield from _after("mn", (("хэсэг", _PART, 2), ("бүлэг", _CHP, 4), ("дэд бүлэг", _DVS, 5)), "Mongolian, number as a word", "{O}", "Нэгдүгээр", "1", tail="")  # fmt: skip
    yield Unit(("mn",), _CHP, r"{NR}\s*(?:дугаар|дүгээр|ДУГААР|ДҮГЭЭР)?\s+(?:бүлэг|БҮЛЭГ)(?![^\W_])", (("2 дугаар бүлэг", "2"), ("II БҮЛЭГ", "2"), ("2 дугаар бүлгийн", None)), "Mongolian, number in digits", 4)  # fmt: skip
    for word, kind, rank in (("kitap", _BOOK, 1), ("kısım", _PART, 2), ("bölüm", _CHP, 4), ("ayırım", _DVS, 5), ("fasıl", _CHP, 4)):  # fmt: skip
        capital = word.replace("i", "İ").upper()
        title = word[0].upper() + word[1:]
        yield Unit(("tr",), kind, rf"(?:{{O}}\s+(?:{capital}|{title})\s*(?::|–|-|$)|(?P<num2>[IVX]+)\.?\s+(?:{capital}|{title}))",
                   ((f"ÜÇÜNCÜ {capital}", "3"), (f"On Birinci {title}", "11"), (f"II. {capital}", "2"), (f"{title}ün", None), (f"Bu {title}", None)), "Turkish", rank)  # fmt: skip
    for word, kind, rank in (("kitab", _BOOK, 1), ("hissə", _PART, 2), ("bölmə", _DVS, 3), ("fəsil", _CHP, 4), ("бөлмә", _DVS, 3), ("фәсил", _CHP, 4)):  # fmt: skip
        capital, title = word.replace("i", "İ").upper(), word[0].upper() + word[1:]
        yield Unit(("az",), kind, rf"(?:{{O}}\s+(?:{word}|{title}|{capital})\s*(?:[:.]|$)|(?:{title}|{capital})\s*(?P<num2>\d+|[IVXLC]+)(?![^\W_])|(?P<num3>[IVXLC]+|\d+)\s+(?:{word}|{title}|{capital})(?![^\W_]))",
                   ((f"{title} 3", "3"), (f"X {word}", "10"), (f"BİRİNCİ {capital}", "1"), (f"{word}nin 3", None)), "Azerbaijani in both scripts", rank)  # fmt: skip
    yield from _after("tk", (("bap", _CHP, 4), ("bölüm", _DVS, 3), ("бап", _CHP, 4), ("бөлүм", _DVS, 3)), "Turkmen in both scripts", "{NR}", "II", "2", link=r"{-}(?:nji|njy|нжи|нҗи|нҗы)?\s*", tail="")  # fmt: skip


def _west_asian() -> Iterable[Unit]:
    for word, kind, rank in (("الكتاب", _BOOK, 1), ("الجزء", _PART, 2), ("الباب", _PART, 2), ("الفصل", _CHP, 4), ("القسم", _DVS, 5), ("الفرع", _DVS, 5), ("المبحث", _DVS, 6)):  # fmt: skip
        yield Unit(("ar",), kind, rf"{word}{{_}}[(]?{{_}}(?:{{AR}}|(?P<num2>[IVX]+))[)]?(?=\s*$|\s*[:：.\-–])", ((f"{word} الثاني", "2"), (f"{word} (٢):", "2"), (f"{word} الأول", "1"), (f"{word} المذكور", None)), "Arabic", rank)  # fmt: skip
    for word, kind, rank in (("کتاب", _BOOK, 1), ("باب", _PART, 2), ("قسمت", _PART, 2), ("فصل", _CHP, 4), ("بخش", _DVS, 5), ("مبحث", _DVS, 6), ("گفتار", _DVS, 6)):  # fmt: skip
        yield Unit(("fa", "prs", "ps"), kind, rf"{word}{{_}}(?:(?P<num2>\d+)|{{O}})(?=\s*$|\s*[:ـ\-–.])",
                   ((f"{word} دوم", "2"), (f"{word} ۳", "3"), (f"{word} بیست و یکم", "21"), (f"{word} این قانون", None)), "Persian and Dari", rank)  # fmt: skip
    for word, kind, rank in (("باب", _PART, 2), ("څپرکی", _CHP, 4), ("فصل", _CHP, 4), ("برخه", _DVS, 5)):
        yield Unit(("ps",), kind, rf"{{O}}\s+{word}(?=\s*$|\s*[:ـ\-–.])", ((f"لومړی {word}", "1"), (f"دوه‌یم {word}:", "2"), (f"دا {word}", None)), "Pashto, number first", rank)  # fmt: skip
    for word, kind, rank in (("حصہ", _PART, 2), ("باب", _CHP, 4), ("فصل", _DVS, 5)):
        yield Unit(("ur",), kind, rf"{word}{{_}}(?:{{NR}}|{{O}}(?=\s*$|\s*[:۔\-–.]))", ((f"{word} 3", "3"), (f"{word} اول", "1"), (f"{word} دوم۔", "2"), (f"{word} یہ", None)), "Urdu", rank)  # fmt: skip
    for word, kind, rank in (("חלק", _PART, 2), ("פרק", _CHP, 4), ("סימן", _DVS, 5)):
        yield Unit(("he",), kind, rf"{word}\s+(?:{{HE}}|{{O}})(?=\s*[:.\-–]|\s*$)", ((f"{word} 2", "2"), (f"{word} ב': בריכות", "b"), (f"{word} ראשון", "1"), (f"{word} מהחוק", None)), "Hebrew", rank)  # fmt: skip


def _indic() -> Iterable[Unit]:
    for word, kind, rank in (("भाग", _PART, 2), ("अध्याय", _CHP, 4), ("परिच्छेद", _CHP, 4), ("खण्ड", _DVS, 5)):
        yield Unit(("hi", "ne", "mr"), kind, rf"{word}{{_}}[-–]?{{_}}(?:{{NR}}|{{O}}(?=\s*$|\s*[.:\-–]))", ((f"{word} 4", "4"), (f"{word}–२", "2"), (f"{word} एक", "1"), (f"{word} यह", None)),
                   "Hindi, Nepali", rank)  # fmt: skip
        yield Unit(("hi", "ne", "mr"), kind, rf"{{O}}\s+{word}(?=\s*$|\s*[.:])", ((f"पहला {word}", "1"), (f"प्रथम {word}", "1"), (f"यह {word}", None)), "number as a word", rank)  # fmt: skip
    for word, kind, rank in (
        ("খণ্ড", _BOOK, 1),
        ("ভাগ", _PART, 2),
        ("(?:অধ্যায়|অধ্যায়)", _CHP, 4),
        ("পরিচ্ছেদ", _DVS, 5),
    ):
        sample = "অধ্যায়" if "|" in word else word
        yield Unit(("bn",), kind, rf"(?:{{O}}\s+{word}(?=\s*$|\s*[.:।])|{word}{{_}}[-–]?{{_}}(?P<num2>\d+|[IVX]+)(?=\s*$|\s*[.:।]))",
                   ((f"প্রথম {sample}", "1"), (f"{sample}-২", "2"), (f"এই {sample}", None)), "Bengali", rank)  # fmt: skip
    for word, kind, rank in (("කොටස", _PART, 2), ("පරිච්ඡේදය", _CHP, 4), ("පරිච්ජේදය", _CHP, 4)):
        yield Unit(("si",), kind, rf"(?:{{NR}}\s*(?:වන|වැනි)\s+{word}|{{O}}\s+{word}|{word}\s+(?P<num2>\d+|[IVX]+))(?=\s*$|\s*[.:])",
                   ((f"I වන {word}", "1"), (f"පළමුවන {word}", "1"), (f"{word} 2", "2"), (f"මෙම {word}", None)), "Sinhala", rank)  # fmt: skip
    for word, kind, rank in (("பகுதி", _PART, 2), ("அத்தியாயம்", _CHP, 4), ("இயல்", _CHP, 4)):
        yield Unit(("ta",), kind, rf"(?:{word}{{_}}[-–]?{{_}}{{NR}}|{{O}}\s+{word})(?=\s*$|\s*[.:\-–])", ((f"{word} I", "1"), (f"{word} 2", "2"), (f"முதலாம் {word}", "1"), (f"இந்த {word}", None)), "Tamil", rank)  # fmt: skip


def _southeast_asian() -> Iterable[Unit]:
    for word, kind, rank in (("บรรพ", _BOOK, 1), ("ภาค", _PART, 2), ("ลักษณะ", _TITLE, 3), ("หมวด", _CHP, 4), ("ส่วนที่", _DVS, 5), ("ส่วน", _DVS, 5)):  # fmt: skip
        yield Unit(("th",), kind, rf"{word}{{_}}(?:ที่)?{{_}}{{N}}(?=\s|$)", ((f"{word} ๓", "3"), (f"{word} ๑ บททั่วไป", "1"), (f"{word}๓นี้", None)), "Thai", rank)  # fmt: skip
    for word, kind, rank in (("ພາກທີ", _PART, 2), ("ພາກ", _PART, 2), ("ໝວດທີ", _CHP, 4), ("ໝວດ", _CHP, 4), ("ຫມວດທີ", _CHP, 4)):  # fmt: skip
        yield Unit(("lo",), kind, rf"{word}{{_}}{{NR}}", ((f"{word} 2", "2"), (f"{word} II", "2"), (f"{word}ນີ້", None)), "Lao: ພາກ stands above ໝວດ", rank)  # fmt: skip
    for word, kind, rank in (("គន្ថី", _BOOK, 1), ("មាតិកា", _TITLE, 3), ("ជំពូក", _CHP, 4), ("ផ្នែក", _DVS, 5)):
        yield Unit(("km",), kind, rf"{word}{{_}}(?:ទី)?{{_}}(?:{{NR}}|{{O}}(?=\s*$|\s*[.:៖]))", ((f"{word}ទី ២", "2"), (f"{word}ទី\u200b២", "2"), (f"{word} ៣", "3"), (f"{word}ទីមួយ", "1"), (f"{word}នេះ", None)), "Khmer", rank)  # fmt: skip
    for word, kind, rank in (("အပိုင်း", _PART, 2), ("အခန်း", _CHP, 4)):
        yield Unit(("my",), kind, rf"(?:{word}{{_}}[(]?{{NR}}[)]?|{{O}}\s*{word}(?=\s*$))", ((f"{word} (၁)", "1"), (f"{word} ၂", "2"), (f"ပထမ {word}", "1"), (f"{word}တွင်", None)), "Burmese", rank)  # fmt: skip
    for word, kind, rank in (
        ("Phần", _PART, 2),
        ("Chương", _CHP, 4),
        ("Mục", _DVS, 5),
        ("Tiểu mục", _DVS, 6),
    ):
        yield Unit(("vi",), kind, rf"(?:{forms(word)})(?:\s+(?:thứ|THỨ)\s+{{O}}(?=\s*$|\s*[.:])|\s+{{NR}})", ((f"{word} IV", "4"), (f"{word.upper()} 2", "2"), (f"{word} thứ hai", "2"), (f"{word} này", None)),
                   "Vietnamese", rank)  # fmt: skip
    for word, kind, rank in (
        ("Buku", _BOOK, 1),
        ("Bab", _CHP, 4),
        ("Bagian", _DVS, 5),
        ("Paragraf", _DVS, 6),
    ):
        yield Unit(("id",), kind, rf"(?:{forms(word)})\s+(?:{{NR}}|{{O}}(?=\s*$))", ((f"{word.upper()} XV", "15"), (f"{word} Kedua", "2"), (f"{word} KESATU", "1"), (f"{word} ini", None)), "Indonesian", rank)  # fmt: skip
    for word, kind, rank in (("Bahagian", _PART, 2), ("Bab", _CHP, 4), ("Penggal", _CHP, 4)):
        yield Unit(("ms",), kind, rf"(?:{forms(word)})\s+(?:{{NR}}|{{O}}(?=\s*$))", ((f"{word.upper()} III", "3"), (f"{word} 2", "2"), (f"{word} Pertama", "1"), (f"{word} ini", None)), "Malay", rank)  # fmt: skip
    for word, kind, rank in (
        ("Aklat", _BOOK, 1),
        ("Bahagi", _PART, 2),
        ("Titulo", _TITLE, 3),
        ("Pamagat", _TITLE, 3),
        ("Kabanata", _CHP, 4),
    ):
        yield Unit(("fil", "tl"), kind, rf"(?:{forms(word)})\s+(?:{{NR}}|{{O}}(?=\s*$))", ((f"{word} II", "2"), (f"{word.upper()} 3", "3"), (f"{word} Una", "1"), (f"{word} nito", None)), "Filipino", rank)  # fmt: skip


def _east_asian() -> Iterable[Unit]:
    tail = r"(?=[\s　．.:：（(<]|$)"
    sub = r"(?:\s*[之の]\s*(?P<sub>[一二三四五六七八九十\d]+))?"
    for word, kind, rank, printed in (
        ("[编編]", _PART, 2, "编"), ("分[编編]", _TITLE, 3, "分编"), ("部分", _PART, 2, "部分"), ("章", _CHP, 4, "章"), ("[节節]", _DVS, 5, "節"),
    ):  # fmt: skip
        yield Unit(("zh", "ja"), kind, rf"第\s*{{C}}\s*{word}{sub}{tail}",
                   ((f"第六{printed} 池塘", "6"), (f"第 二 {printed} 池", "2"), (f"第四{printed}の二　雑則", "4-2"), (f"第二{printed}规定的", None)), "Chinese and Japanese", rank)  # fmt: skip
    for word, rank in (("款", 6), ("目", 7)):
        yield Unit(("ja",), _DVS, rf"第\s*{{C}}\s*{word}{sub}{tail}", ((f"第一{word}　通則", "1"), (f"第二{word}の三　池", "2-3"), (f"第一{word}の規定", None)), "Japanese", rank)  # fmt: skip
    for word, kind, rank in (("편", _PART, 2), ("장", _CHP, 4), ("절", _DVS, 5), ("관", _DVS, 6)):
        yield Unit(("ko",), kind, rf"제\s*(?P<num>\d+)\s*{word}(?:의\s*(?P<sub>\d+))?(?=[\s<(]|$)", ((f"제2{word} 총칙", "2"), (f"제5{word}의2 특례", "5-2"), (f"제2{word}에 따라", None)), "Korean", rank)  # fmt: skip
