# ruff: noqa: E501 - a row of the table is read as one line, in its own script
"""How units are written in a hurry, where the tables of citing have no row for it.

No stop, no space, the number before the word, no article, no accents, letters of another script.
Examples are (words, what they say), as in :mod:`ingest.citations.grammar`; tests are made from them.
"""

from __future__ import annotations

from corpus.model import ProvisionKind
from ingest.citations.grammar import Grammar, Level, Role, Row

_ART, _SEC = ProvisionKind.ARTICLE, ProvisionKind.SECTION
_SCHED, _CHAPTER = ProvisionKind.SCHEDULE, ProvisionKind.CHAPTER
_UNIT, _PARA, _SUB, _POINT = Level.UNIT, Level.PARAGRAPH, Level.SUBPARAGRAPH, Level.POINT
# A number before its word is not one where another number follows: "62/95 стаття 5".
_LAST = r"(?!\s*\.?\s*\d[\d.]*(?!\s*[-.]?\s*(?:ч\b|част|п\b|пункт|f[ıi]kra|f\.|qism|қисм|hissə|bölek)))"
# And it does not begin within another: "228.1 ст".
_FIRST = r"(?<![\d./-])"
_CJK = r"[零〇○一二三四五六七八九十百千]+|\d+"
_WORD = r"[^\W\d_]{2,}(?:\s+(?:و\s?)?[^\W\d_]{2,}){0,2}?"

GRAMMARS: tuple[Grammar, ...] = (
    Grammar(("he", "ka", "hy"), r"\(?\d+[א-ת]?\)?", r"\s*,\s*", r"\s*[–-]\s*", r",?\s*", r"\s+"),
)
"""Languages of the region for which citing within texts has no grammar yet."""


def _row(
    language: str, level: Level, pattern: str, *examples: tuple[str, str], kind: ProvisionKind | None = None
) -> Row:  # fmt: skip
    return Row((language,), Role.UNIT, level, pattern, examples, kind)


def hurried_rows() -> tuple[Row, ...]:
    """The rows."""
    return (
        *_western(), *_turkic(), *_cyrillic(), *_arabic(), *_eastern(), *_southern(), *_schedules(), *_chapters()
    )  # fmt: skip


def _western() -> tuple[Row, ...]:
    return (
        _row("en", _UNIT, r"\barts?\.?\s*{L}", ("art 3", "3"), ("art.3(1)", "3/1"), kind=_ART),
        _row("en", _UNIT, rf"{_FIRST}\b(?P<n>\d+)(?:st|nd|rd|th)\s+article\b{_LAST}", ("36th article", "36"), kind=_ART),
        _row("en", _UNIT, r"(?:\bsec(?:t(?:ion)?)?\.?\s*|(?<![\w.'’])ss?\.?\s?|§§?\s*){N}", ("sec 9", "9"), ("s 9", "9"), ("§ 9(2)", "9/2"), kind=_SEC),
        _row("en", _UNIT, r"\bsection\s+(?-i:(?P<n>[IVX]{1,5}))(?![\w.])", ("section III", "3"), kind=_SEC),
        _row("en", _PARA, r"\bpar(?:agraf|a|as|\.)?\.?\s*{N}", ("par 1", "1"), ("paragraf 2", "2"), ("para.1", "1")),
        _row("en", _SUB, r"\b(?:sub-?para(?:graph)?\.?|cl(?:ause)?\.?|point|letter|lit\.?)\s*(?P<n>\(?(?:[a-z]|\d{1,2}|[ivx]{1,4})\)?(?![^\W_]))", ("subpara b", "b"), ("cl. (a)", "a")),
        _row("de", _UNIT, r"\b(?:Paragraph(?:en)?|Par\.)\s*{L}", ("Paragraph 29a", "29a"), kind=_SEC),
        _row("de", _UNIT, r"\bArt\.?\s*{L}", ("Art 19", "19"), kind=_ART),
        _row("de", _PARA, r"\bAbs\.?\s*{L}", ("Abs 1", "1")),
        _row("de", _SUB, r"\b(?:Nr|lit|Bst)\.?\s*{L}", ("Nr 3", "3")),
        _row("fr", _UNIT, r"\barts?\.?\s*{L}", ("art. 5", "5"), ("art 5(1)", "5/1"), kind=_ART),
        _row("fr", _PARA, r"\bpar(?:a|agr)?\.?\s*{L}", ("par. 2", "2")),
        _row("fr", _SUB, r"\bal\.?\s*{L}", ("al. a)", "a")),
        _row("es", _UNIT, r"\barts?\.?\s*{L}", ("art 28", "28"), kind=_ART),
        _row("es", _PARA, r"\b(?:p[áa]rr?(?:afo)?|inc(?:iso)?)\.?\s*{N}", ("párr. 2", "2"), ("parrafo 2", "2")),
        _row("pt", _UNIT, r"\bart(?:igo|\.)?\s*{L}", ("art 28", "28"), kind=_ART),
        _row("nl", _UNIT, r"\bart(?:ikel)?\.?\s*(?P<n>\d+(?:bis|ter|quater))\b", ("artikel 38bis", "38bis"), kind=_ART),
        _row("nl", _UNIT, r"\bart\.?\s*{L}", ("art. 3b", "3b"), kind=_ART),
        _row("nl", _SUB, r"\bsub\s+{L}", ("sub a", "a")),
        _row("cs", _UNIT, r"\b(?:par(?:agraf)?\.?|§)\s*{L}", ("paragraf 24a", "24a"), kind=_SEC),
        _row("cs", _UNIT, r"\b(?:[čc]l(?:[áa]n(?:ek|ku))?\.?)\s*{L}", ("čl. 5", "5"), ("clanek 5", "5"), kind=_ART),
        _row("ms", _UNIT, r"\b(?:s|sek|ps)\.\s*{L}", ("s. 39B", "39b"), kind=_SEC),
        _row("ms", _UNIT, r"\b(?:perkara|fasal)\s+{L}", ("perkara 36", "36"), kind=_ART),
        _row("en", _UNIT, r"\bartikulo\s+{N}", ("artikulo 3", "3"), kind=_ART),
        _row("vi", _UNIT, r"\b[đd](?:i[ềe]u|\.)\s*{L}", ("dieu 32", "32"), ("điều 32", "32"), kind=_ART),
        _row("vi", _PARA, r"\bkho[ảa]n\s*{L}", ("khoan 2", "2")),
        _row("vi", _SUB, r"\b[đd]i[ểe]m\s+(?P<n>[a-zđ])(?![^\W_])", ("diem a", "a")),
    )  # fmt: skip


def _turkic() -> tuple[Row, ...]:
    return (
        _row("tr", _UNIT, r"\b(?:madde|mad|md|m)\.?\s*{N}", ("madde 188", "188"), ("m.188", "188"), kind=_ART),
        _row("tr", _UNIT, rf"{_FIRST}\b(?P<n>\d+(?:/\d+)?)\s?\.\s*(?:madde|md)\w*|{_FIRST}\b(?P<m>\d+(?:/\d+)?)\s*(?:madde|md)\w*\.?{_LAST}", ("188. maddesi", "188"), ("188 madde", "188"), kind=_ART),
        _row("tr", _PARA, r"\b(?P<n>\d+)\s?\.\s?f[ıi]kra\w*", ("3. fıkra", "3")),
        _row("tr", _PARA, r"\bf[ıi]kra\s*{N}|\bf\.\s*{N}", ("fıkra 3", "3")),
        _row("tr", _SUB, r"\bbent\s+(?P<n>\(?[a-zçğıöşü]\)?)(?![^\W_])", ("bent a", "a")),
        _row("az", _UNIT, r"\bmadd[əe]\s*{L}", ("maddə 234", "234"), kind=_ART),
        _row("az", _UNIT, rf"{_FIRST}\b(?P<n>\d+(?:\.\d+)*)\s*-\s*c[iıuü]\s*madd[əe]\w*|{_FIRST}\b(?P<m>\d+(?:\.\d+)*)\s*madd[əe]\w*{_LAST}", ("234-cü maddə", "234"), ("234 madde", "234"), kind=_ART),
        _row("tk", _UNIT, rf"\bmadda\s*{{L}}|{_FIRST}\b(?P<m>\d+)\s*-?\s*(?:nj[iy]\s*)?madda\w*{_LAST}", ("madda 12", "12"), ("12 madda", "12"), kind=_ART),
        _row("uz", _UNIT, r"\bmodda\s*{L}", ("modda 273", "273"), kind=_ART),
        _row("uz", _PARA, r"{L}\s?-\s?(?:qism|қисм)\w*", ("1-qism", "1")),
        _row("az", _PARA, r"{L}\s?-?\s?(?:c[iıuü]\s+)?(?:hissə|bənd)\w*", ("2-ci hissə", "2")),
        _row("tk", _PARA, r"{L}\s?-?\s?(?:nj[iy]\s+)?bölek\w*", ("2-nji bölek", "2")),
        _row("uz", _UNIT, r"\bмодда\s*{L}", ("модда 273", "273"), kind=_ART),
    )  # fmt: skip


def _cyrillic() -> tuple[Row, ...]:
    return (
        _row("ru", _UNIT, r"\b(?:ст(?:ат(?:ья|ьи|ье|ью|ей|ьями|ьях|ьям))?)\.?\s*{L}", ("ст 228", "228"), ("ст.228.1", "228-1"), kind=_ART),
        _row("ru", _UNIT, rf"{_FIRST}\b(?P<n>\d+(?:[.-]\d+)*[⁰¹²³⁴⁵⁶⁷⁸⁹]*)\s*(?:-?(?:я|й|ой|ую|ая)\s+)?(?:статья|статьи|статье|статью|статьей|ст)\b{_LAST}", ("228 статья", "228"), ("228.1 ст", "228-1"), kind=_ART),
        _row("ru", _UNIT, r"\b(?:st(?:at['’]?(?:ya|ja|ia|i))?\.?)\s*{L}", ("st. 231", "231"), ("statya 228.1", "228-1"), kind=_ART),
        _row("ru", _PARA, r"\b(?:ч(?:аст(?:ь|и|ью|ей))?)\.?\s*{L}", ("ч 3", "3"), ("ч.3", "3")),
        _row("ru", _PARA, r"(?<![\d./-])(?P<n>\d+)\s*-?(?:я\s+|й\s+|ю\s+)?(?:часть|части|ч)\b(?!\.?\s*\d)", ("2 часть", "2"), ("3 ч", "3")),
        _row("ru", _PARA, r"\bchast['’]?\s*{L}", ("chast 3", "3")),
        _row("ru", _SUB, r"\bп(?:ункт\w*)?\.?\s*{L}|\bп(?:ункт\w*\s+|\.\s*)[«\"“'(]?(?P<m>[a-zа-я])(?![^\W_])", ("п 1", "1"), ("п. б", "b"), ("п.\"б\"", "b")),
        _row("ru", _POINT, r"\b(?:подп|пп)(?:ункт\w*)?\.?\s*(?P<n>[«\"“'(]?(?:[a-zа-я]|\d{1,2})[»\"”')]?)(?![^\W_])", ("подп. b", "b")),
        _row("ru", _UNIT, r"\bраздел\w{0,2}\s+(?-i:(?P<n>[IVX]{1,5}))(?![\w.])", ("раздел III", "3"), kind=_SEC),
        _row("ru", _UNIT, r"\bраздел\w{0,2}\s+{N}", ("раздел 3", "3"), kind=_SEC),
        _row("uk", _UNIT, r"\bст(?:атт(?:я|і|ю|ею|ями|ях|ям))?\.?\s*{L}", ("ст 5", "5"), ("стаття 5", "5"), kind=_ART),
        _row("uk", _UNIT, rf"{_FIRST}\b(?P<n>\d+(?:[.-]\d+)*)\s*(?:стаття|статті|статтю|ст)\b{_LAST}", ("5 стаття", "5"), kind=_ART),
        _row("uk", _PARA, r"\bч(?:астин\w+)?\.?\s*{L}", ("ч. 2", "2")),
        _row("uk", _SUB, r"\bп(?:ункт\w*)?\.?\s*{L}", ("п. 3", "3")),
        _row("kk", _UNIT, r"\b(?:бап|берене)\s*{L}", ("бап 297", "297"), kind=_ART),
        _row("tg", _UNIT, rf"\bмодда(?:и|ҳои)?\s*{{L}}|{_FIRST}\b(?P<m>\d+)\s?-?\s?(?:ум\s+)?модда\w*{_LAST}", ("модда 200", "200"), kind=_ART),
        _row("tg", _PARA, r"\bқисми?\s*{L}", ("қисми 2", "2")),
        _row("mn", _UNIT, r"\bз[үv]йл\s*{L}", ("зүйл 192", "192"), kind=_ART),
    )  # fmt: skip


def _arabic() -> tuple[Row, ...]:
    return (
        _row("ar", _UNIT, r"\b(?:[وبل]|ال|لل|بال|وال|وبال)?(?:ماد[ةه]|م)\s*[(:]?\s*{L}", ("مادة 3", "3"), ("المادة 37", "37"), ("ماده 3", "3"), kind=_ART),
        _row("ar", _PARA, r"\b(?:ال)?(?:فقر[ةه]|ف)\s*{L}", ("فقرة 1", "1")),
        _row("ar", _SUB, r"\b(?:ال)?بند\s*{L}", ("بند 2", "2")),
        _row("fa", _UNIT, r"\bماد[ههٔۀة]\s*(?:ی\s*)?{N}", ("ماده 12", "12"), kind=_ART),
        _row("fa", _UNIT, rf"\bماد[ههٔۀة]\s*(?:ی\s*)?(?P<n>{_WORD})(?=\s|$)", ("ماده چهاردهم", "14"), kind=_ART),
        _row("fa", _PARA, r"\b(?:بند|فقره|پاراگراف)\s*{N}", ("پاراگراف 2", "2")),
        _row("ps", _UNIT, r"\bماد[ههېةۀ]\s*{N}", ("ماده 6", "6"), kind=_ART),
        _row("ps", _UNIT, r"(?P<n>[^\W\d_]{3,})\s+ماد[ههېةۀ]\b", ("شپږمه ماده", "6"), kind=_ART),
        _row("ur", _UNIT, r"\b(?:دفعہ|دفعه|آرٹیکل|سیکشن|شق)\s*(?:نمبر\s*)?{N}", ("دفعہ نمبر 24", "24"), ("سیکشن 9", "9"), kind=_ART),
    )  # fmt: skip


def _eastern() -> tuple[Row, ...]:
    return (
        _row("zh", _UNIT, rf"(?<![\d第])第?\s?(?P<n>{_CJK})\s?[条條](?!例)(?P<plus>(?:\s?[之の](?:{_CJK}))?)", ("347条", "347"), ("三百四十七條", "347"), ("41条の2", "41-2"), kind=_ART),
        _row("zh-Hans", _PARA, rf"第?\s?(?P<n>{_CJK})\s?款", ("2款", "2")),
        _row("zh-Hans", _SUB, rf"第?\s?[（(]?(?P<n>{_CJK})[）)]?\s?[项項]", ("3项", "3")),
        _row("zh-Hant", _PARA, rf"第?\s?(?P<n>{_CJK})\s?項", ("2項", "2")),
        _row("zh-Hant", _SUB, rf"第?\s?(?P<n>{_CJK})\s?款", ("3款", "3")),
        _row("ja", _UNIT, rf"第?\s?(?P<n>{_CJK})\s?[条條](?!例|約)(?P<plus>(?:\s?の\s?(?:{_CJK}))*)", ("41条の2", "41-2"), kind=_ART),
        _row("ja", _PARA, rf"第?\s?(?P<n>{_CJK})\s?項", ("1項", "1")),
        _row("ja", _SUB, rf"第?\s?(?P<n>{_CJK})\s?号", ("1号", "1")),
        _row("ko", _UNIT, r"제?\s?(?P<n>\d+)\s?조(?P<plus>(?:\s?의\s?\d+)*)(?!직|약|치|사|건|항)", ("58조", "58"), ("제 58 조의2", "58-2"), kind=_ART),
        _row("ko", _PARA, r"제?\s?(?P<n>\d+)\s?항", ("1항", "1")),
        _row("ko", _SUB, r"제?\s?(?P<n>\d+)\s?호", ("1호", "1")),
    )  # fmt: skip


def _schedules() -> tuple[Row, ...]:
    latin = "schedule|table|annex|annexe|appendix|tableau|anexo|lista|cuadro|Anlage|Anhang|bijlage|lijst|příloha|ek|cetvel|ilova|jadual|lampiran|phụ lục|danh mục|phu luc|danh muc"
    cyrillic = "приложени[ея]|спис(?:ок|ка|ке)|таблиц[аеы]|додат(?:ок|ку)|переліку?|қосымша|ілова|илова|тиркеме|хавсралт|замимаи?"
    number = r"(?P<n>[IVX]{1,5}|\d{1,2}[a-z]?|[A-H])(?![^\W_]|[.,]\d)"
    return (
        _row("en", _UNIT, rf"\b(?:{latin})[\s-]*(?:no\.?\s*)?{number}", ("Schedule IV", "4"), ("table 2", "2"), ("Anlage iii", "3"), kind=_SCHED),
        _row("ru", _UNIT, rf"\b(?:{cyrillic})\s*(?:№\s*)?{number}", ("приложение 1", "1"), ("список IV", "4"), kind=_SCHED),
        _row("zh", _UNIT, rf"(?:附表|附件|附[录錄]|別表|别表)第?\s?(?P<n>{_CJK})", ("附件一", "1"), ("附表2", "2"), kind=_SCHED),
        _row("ja", _UNIT, rf"別表第?\s?(?P<n>{_CJK})", ("別表第一", "1"), kind=_SCHED),
        _row("ko", _UNIT, r"(?:별표|부록)\s?(?:제\s?)?(?P<n>\d+)", ("별표 1", "1"), kind=_SCHED),
        _row("ar", _UNIT, r"(?:ال)?(?:ملحق|جدول)\s+(?:رقم\s+)?\(?{N}", ("الجدول 1", "1"), kind=_SCHED),
        _row("fa", _UNIT, r"(?:جدول|پیوست|ضمیمه)\s+{N}", ("جدول 1", "1"), kind=_SCHED),
    )  # fmt: skip


def _chapters() -> tuple[Row, ...]:
    latin = "chapter|chapitre|cap[íi]tulo|Kapitel|hoofdstuk|hlava|bölüm|bolum|bab|chương|chuong|glava"
    cyrillic = "глав[аеыу]|тарау|боби?|бүлэг"
    number = r"(?P<n>[IVX]{1,5}|\d{1,2}[a-z]?)(?![^\W_]|[.,]\d)"
    return (
        _row("en", _UNIT, rf"\b(?:{latin})\s*{number}", ("chapter 3", "3"), ("Kapitel II", "2"), kind=_CHAPTER),
        _row("ru", _UNIT, rf"\b(?:{cyrillic})\s*{number}", ("глава 3", "3"), kind=_CHAPTER),
        _row("zh", _UNIT, rf"第\s?(?P<n>{_CJK})\s?章", ("第三章", "3"), kind=_CHAPTER),
        _row("ja", _UNIT, rf"第\s?(?P<n>{_CJK})\s?章", ("第三章", "3"), kind=_CHAPTER),
        _row("ko", _UNIT, r"제\s?(?P<n>\d+)\s?장", ("제3장", "3"), kind=_CHAPTER),
        _row("th", _UNIT, r"หมวด\s*{N}", ("หมวด 3", "3"), kind=_CHAPTER),
    )  # fmt: skip


def _southern() -> tuple[Row, ...]:
    return (
        _row("th", _UNIT, r"(?:มาตรา|ม\.?|ข้อ)\s*{N}", ("ม.90", "90"), ("ม. 90", "90"), kind=_ART),
        _row("th", _PARA, r"วรรค\s*{N}", ("วรรค 2", "2")),
        _row("th", _SUB, r"อนุ(?:มาตรา)?\s*{N}", ("อนุ 2", "2")),
        _row("lo", _UNIT, r"(?:ມາດຕາ|ມ\.)\s*{N}", ("ມາດຕາ 12", "12"), kind=_ART),
        _row("bn", _UNIT, r"(?:ধারা|অনুচ্ছেদ)\s*(?:নং\s*)?{N}", ("ধারা 9", "9"), ("অনুচ্ছেদ 3", "3"), kind=_SEC),
        _row("bn", _UNIT, rf"{_FIRST}(?P<n>\d+(?:\s?\(\d+\))?)\s?(?:নং\s)?(?:ধারা|অনুচ্ছেদ)[^\s\d]*{_LAST}", ("9 ধারা", "9"), ("3 অনুচ্ছেদ", "3"), kind=_SEC),
        _row("hi", _UNIT, r"(?:अनुच्छेद|धारा|दफा)\s*{N}", ("अनुच्छेद 3", "3"), kind=_ART),
        _row("si", _UNIT, rf"{_FIRST}(?P<n>\d+)\s?(?:වන|වැනි)\s?(?:වගන්ති|ව්‍යවස්ථා|වගන්තිය)\w*|(?:වගන්තිය|වගන්ති)\s*(?P<m>\d+)", ("5 වන වගන්තිය", "5"), ("වගන්තිය 5", "5"), kind=_SEC),
        _row("ta", _UNIT, r"(?:பிரிவு|கட்டுரை|உறுப்புரை)\s*{N}", ("கட்டுரை 3", "3"), kind=_SEC),
        _row("he", _UNIT, r"ה?סעיף\s*{N}", ("סעיף 7", "7"), kind=_SEC),
        _row("ka", _UNIT, r"მუხლი(?:ს)?\s*{N}", ("მუხლი 260", "260"), kind=_ART),
        _row("hy", _UNIT, rf"հոդված\w*\s*{{N}}|{_FIRST}(?P<m>\d+)(?:-?րդ)?\s*հոդված\w*{_LAST}", ("հոդված 266", "266"), ("266-րդ հոդված", "266"), kind=_ART),
    )  # fmt: skip
