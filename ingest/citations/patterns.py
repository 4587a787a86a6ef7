# ruff: noqa: E501 - a row of the table is read as one line
"""The table of ways to cite, by language. Tests are generated from the examples.

Named groups: ``art`` or ``sec`` the unit, ``para``/``sub`` (also ``para2``) what is inside it, ``own`` words
that say that it is this text (``of this Convention``), ``inst`` the name of another instrument, ``near``
a unit next to this one (``前款``: the paragraph before). An example is the words, and the path that
they name: ``art_3__para_1``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ingest.structure.numbers import ARABIC_ORDINAL, CJK_NUMERAL


@dataclass(frozen=True, slots=True)
class Citing:
    """One way to cite, in ``languages``; examples are (words, path named)."""

    languages: tuple[str, ...]
    pattern: str
    examples: tuple[tuple[str, str], ...]
    reason: str


_N = r"\d+(?:[-.]\d+|[¹²³⁴⁵⁶⁷⁸⁹⁰]+)*(?:\s?bis|[A-Za-z](?![^\W_]))?"
_EN_NAME = (
    r"(?P<inst>(?:\d{4}\s+|[A-Z][\w.'’-]*\s+|Single\s+)(?:(?:[A-Z][\w.'’-]*|of|on|in|and|against|the|for|to|as|amended|by)\s+)*?"
    r"(?:Convention|Act|Protocol|Code|Regulations?|Statute|Agreement|Ordinance|Charter|Treaty|Covenant|Law)"
    r"(?:\s+(?:on|against|for|of|relating\s+to)\s+(?:[A-Z][\w.'’-]*|of|on|in|and|the|for)(?:\s+(?:[A-Z][\w.'’-]*|of|on|in|and|the|for))*)?"
    r"(?:,?\s+(?:of\s+)?\d{4})?)"
)
_EN_OWN = r"(?P<own>th(?:is|e present)\s+(?:Convention|Act|Agreement|Protocol|Law|Ordinance|Code|Regulation|Statute|article|section))"
_CJK = rf"(?:{CJK_NUMERAL}+|\d+)"


def _rows() -> tuple[Citing, ...]:
    return (
        Citing(("en",), rf"\b(?:[Pp]aragraphs?\s+(?P<para>\d+)(?:\s?\((?P<sub>[a-z])\))?,?\s+of\s+)?[Aa]rticles?\s+(?P<art>{_N})"
               rf"(?:\((?P<para2>\d+)\))?(?:,\s+(?:sub)?paragraphs?\s+(?P<para3>\d+)(?:\s?\((?P<sub2>[a-z])\))?)?"
               rf"(?:,?\s+(?:of|to)\s+(?:{_EN_OWN}|the\s+{_EN_NAME}))?",
               (("article 3 of the Convention", "art_3"), ("article 3, paragraph 1, of this Convention", "art_3__para_1"),
                ("paragraph 2 of article 12", "art_12__para_2"), ("Article 17 of the 1988 Convention", "art_17")),
               "treaties"),
        Citing(("en",), r"\b(?P<here>[Pp]aragraphs?)\s+(?P<para>\d+)(?:\s?\((?P<sub>[a-z])\))?,?\s+(?:of|above|below)\s+(?P<own>this\s+article|th(?:is|e present)\s+section)",
               (("paragraph 1 of this article", "para_1"), ("paragraph 1 (b) of this article", "para_1__subpara_b")),
               "inside the same article"),
        Citing(("en", "ms"), rf"\b(?:[Ss]ections?|seksyen|s\.)\s+(?P<sec>{_N})(?:\((?P<para>\d+)\))?(?:\((?P<sub>[a-z])\))?"
               rf"(?:\s+of\s+(?:{_EN_OWN}|the\s+{_EN_NAME}))?",
               (("section 9", "sec_9"), ("section 3(1)(b) of this Act", "sec_3__para_1__subpara_b"), ("seksyen 39B", "sec_39b")),
               "statutes of the common law"),
        Citing(("en",), r"\b(?P<here>[Ss]ubsections?)\s+\((?P<para>\d+)\)(?:\((?P<sub>[a-z])\))?",
               (("subsection (2)", "para_2"), ("subsection (1)(a)", "para_1__subpara_a")), "inside the same section"),
        Citing(("ru",), rf"(?:(?:част[ьиюей]+|пункт[аеомуы]*)\s+(?P<para>\d+|перв\w+|втор\w+|треть\w+|четв[её]рт\w+|пят\w+)"
               rf"(?:\s+или\s+\w+|\s+и\s+\w+)?\s+)?стать(?:я|и|е|ю|ёй|ей|ями|ях|ям)\s+(?P<art>{_N})"
               r"(?:\s+(?:(?P<own>настоящ\w+\s+\w+)|(?P<inst>(?:[А-Я][а-я]+\s+){0,3}(?:кодекса|Кодекса|Конституции|Конвенции|закона)(?:\s+Российской\s+Федерации)?)))?",
               (("статьи 228", "art_228"), ("частью 2 статьи 228.1", "art_228-1__para_2"), ("части первой статьи 10", "art_10__para_1"),
                ("статьи 3 настоящей Конвенции", "art_3")), "Russian"),
        Citing(("ru",), r"(?P<here>част[ьиюей]+|пункт[аеомуы]*)\s+(?P<para>\d+|перв\w+|втор\w+|треть\w+|четв[её]рт\w+|пят\w+)"
               r"(?:\s+(?:или|и)\s+\w+)?\s+(?P<own>настоящей\s+статьи)",
               (("частью первой настоящей статьи", "para_1"), ("пункта 2 настоящей статьи", "para_2")), "inside the same article"),
        Citing(("uk",), rf"(?:(?:частин\w*|пункт\w*)\s+(?P<para>\d+|перш\w+|друг\w+|трет\w+)\s+)?статт(?:я|і|ю|ею|ями|ях)\s+(?P<art>{_N})"
               r"(?:\s+(?P<own>ц\w+\s+\w+))?",
               (("статті 12", "art_12"), ("частиною другою статті 5", "art_5__para_2")), "Ukrainian"),
        Citing(("kk",), rf"(?P<art>{_N})-(?:бап|баб)\w*", (("12-бабында", "art_12"), ("297-бапта", "art_297")), "Kazakh"),
        Citing(("uz",), rf"(?P<art>{_N})\s*-?\s*(?:modda|модда)\w*", (("273-moddasining", "art_273"), ("12-модда", "art_12")), "Uzbek"),
        Citing(("zh",), rf"(?:《(?P<inst>[^》]{{2,40}})》|(?P<own>本法|本条例|本办法|本條例|本規則)|(?P<inst2>[\u4e00-\u9fff]{{0,12}}(?:刑法|诉讼法|訴訟法|处罚法|管理法|民法|宪法)))?第\s?(?P<art>{_CJK})\s?[条條](?:[之](?P<plus>{_CJK}))?"
               rf"(?:第\s?(?P<para>{_CJK})\s?[款項])?(?:第\s?(?P<sub>{_CJK})\s?[项款])?",
               (("第六十二条", "art_62"), ("本法第三百四十七条第二款", "art_347__para_2"), ("《中华人民共和国刑法》第三百五十七条", "art_357"),
                ("第十一條之一", "art_11-1")), "Chinese, both scripts"),
        Citing(("zh",), r"(?P<near>前款|前条|前條|前項|本条|本條)", (("前款", ""),), "what stands before"),
        Citing(("ja",), rf"(?:「(?P<inst>[^」]{{2,40}})」|(?P<inst2>[\u4e00-\u9fff及び]{{2,30}}法)（[^）]{{4,30}}号）|(?P<own>この法律))?"
               rf"(?:附則)?第(?P<art>{_CJK})条(?P<plus>(?:の{_CJK})*)(?:第(?P<para>{_CJK})項)?(?:第(?P<sub>{_CJK})号)?",
               (("第五条第一項", "art_5__para_1"), ("第十二条の六", "art_12-6"), ("第二条第一項第二十五号", "art_2__para_1__subpara_25")),
               "Japanese"),
        Citing(("ja",), r"(?P<near>前項|前条|同条|同項|前二項|前各号)", (("前項", ""),), "what stands before"),
        Citing(("ko",), r"(?:[「｢](?P<inst>[^」｣]{2,40})[」｣]\s*)?제(?P<art>\d+)조(?:의(?P<plus>\d+))?(?:제(?P<para>\d+)항)?(?:제(?P<sub>\d+)호)?",
               (("제2조제1항", "art_2__para_1"), ("제5조의2", "art_5-2"), ("「관세법」 제246조", "art_246")), "Korean"),
        Citing(("th",), r"มาตรา\s*(?P<art>\d+(?:/\d+)?)(?:\s*วรรค(?:หนึ่ง|สอง|สาม|สี่|ห้า))?(?:\s*\((?P<sub>\d+)\))?(?:\s*(?:(?P<own>แห่งประมวลกฎหมายนี้|แห่งพระราชบัญญัตินี้)|แห่ง(?P<inst>(?:ประมวลกฎหมาย|พระราชบัญญัติ|รัฐธรรมนูญ)[\u0e00-\u0e7f]+)))?",
               (("มาตรา ๙๐", "art_90"), ("มาตรา 12 วรรคหนึ่ง", "art_12")), "Thai"),
        Citing(("vi",), rf"(?:[Đđ]iểm\s+(?P<sub>[a-zđ])\s+)?(?:khoản\s+(?P<para>\d+)\s+)?Điều\s+(?P<art>{_N})(?:\s+(?:của\s+)?(?:(?P<own>(?:Luật|Bộ luật|Nghị định|Quyết định)\s+này)|(?P<inst>(?:Bộ luật|Luật|Nghị định)\s+(?:số\s+)?[A-ZĐ0-9][\w/.-]*(?:\s+[a-zđàáảãạăâêôơưíìỉĩịúùủũụýỳóòọốồộớờợếềệấầậắằặứừự]+){0,3})))?",
               (("Điều 5", "art_5"), ("khoản 2 Điều 12 của Luật này", "art_12__para_2"), ("điểm a khoản 1 Điều 3", "art_3__para_1__subpara_a")),
               "Vietnamese"),
        Citing(("vi",), r"(?P<here>khoản)\s+(?P<para>\d+)\s+(?P<own>Điều\s+này)", (("khoản 1 Điều này", "para_1"),), "inside the same article"),
        Citing(("tr", "az"), r"\b(?:[Mm]adde\s+(?P<art>\d+)|(?P<art2>\d+)\s*(?:[ıiuü]?nc[ıiuü]|inci|nci|ncı|üncü|uncu)\s*(?:ve\s+\S+\s+)?madde\w*)",
               (("Madde 188", "art_188"), ("188 inci maddede", "art_188"), ("191inci maddesi", "art_191")), "Turkish"),
        Citing(("ar",), rf"المادة\s+\(?\s*(?P<art>{ARABIC_ORDINAL}|\d+)\s*\)?(?:\s+من\s+(?P<own>هذا\s+النظام|هذه\s+الاتفاقية|هذا\s+القانون))?",
               (("المادة الثالثة من هذا النظام", "art_3"), ("المادة (١٢)", "art_12"), ("المادة السابعة والثلاثين", "art_37")), "Arabic"),
        Citing(("fa", "prs"), r"ماد[ههٔۀة]\s+\(?(?P<art>\d+)\)?", (("ماده ۱۲", "art_12"),), "Persian, Dari"),
        Citing(("de",), r"(?:§|Artikels?|Art\.)\s*(?P<art>\d+[a-z]?)(?:\s+(?:Abs(?:atz|\.)|Absätze)\s*(?P<para>\d+))?"
               r"(?:\s+(?:(?P<own>dies(?:es|er)\s+\w+)|de[sr]\s+(?P<inst>[A-ZÄÖÜ]\w*(?:gesetz|ordnung|buch|Gesetz|verordnung)\w*)))?", (("Artikel 3 Absatz 1", "art_3__para_1"), ("§ 29a Abs. 2", "art_29a__para_2")), "German"),
        Citing(("fr",), rf"(?:(?:paragraphe\s+(?P<para>\d+)\s+(?:de\s+l’|de\s+l'))|l['’])?article\s+(?:[LRD]\.\s*)?(?P<art>{_N})", (("l'article 14", "art_14"), ("article 3", "art_3")), "French"),
        Citing(("es",), rf"(?:(?:párrafo|apartado)\s+(?P<para>\d+)\s+del\s+)?art[íi]culo\s+(?P<art>{_N})", (("párrafo 2 del artículo 36", "art_36__para_2"), ("artículo 4", "art_4")), "Spanish"),
        Citing(("nl",), rf"artikel\s+(?P<art>{_N})(?:,\s+(?P<para>eerste|tweede|derde|vierde|vijfde|zesde)\s+lid)?",
               (("artikel 3, eerste lid", "art_3__para_1"), ("artikel 11a", "art_11a")), "Dutch"),
        Citing(("bn",), r"ধারা\s+(?P<sec>\d+)", (("ধারা ৯", "sec_9"),), "Bengali"),
        Citing(("bn",), r"(?P<here>উপ-ধারা)\s*\((?P<para>\d+)\)", (("উপ-ধারা (২)", "para_2"),), "inside the same section"),
        Citing(("cs",), r"§\s*(?P<sec>\d+[a-z]?)(?:\s+odst\.\s*(?P<para>\d+))?", (("§ 24a odst. 1", "sec_24a__para_1"),), "Czech"),
    )  # fmt: skip


CONVENTION_NAMES = re.compile(
    r"(?:United\s+Nations\s+)?Convention\s+against\s+(?:the\s+)?Illicit\s+Traffic\s+in\s+Narcotic\s+Drugs?\s+and\s+Psychotropic\s+Substances(?:,?\s+(?:of\s+)?1988)?"
    r"|Single\s+Convention\s+on\s+Narcotic\s+Drugs(?:,?\s+(?:of\s+)?1961)?"
    r"|Convention\s+on\s+Psychotropic\s+Substances(?:,?\s+(?:of\s+)?1971)?"
    r"|United\s+Nations\s+Convention\s+against\s+(?:Transnational\s+Organi[sz]ed\s+Crime|Corruption)"
    r"|(?:1961|1971|1988)\s+Convention\b"
    r"|Едино\w+\s+конвенци\w+\s+о\s+наркотических\s+средствах(?:\s+1961\s+года)?"
    r"|Конвенци\w+\s+о\s+психотропных\s+веществах(?:\s+1971\s+года)?"
    r"|Конвенци\w+\s+(?:Организации\s+Объедин[её]нных\s+Наций\s+)?о\s+борьбе\s+против\s+незаконного\s+оборота\s+наркотических\s+средств\s+и\s+психотропных\s+веществ(?:\s+1988\s+года)?",
    re.IGNORECASE,
)
"""Names of the conventions that every text of the field cites; the resolver knows the rest."""


@cache
def rows_for(language: str) -> tuple[tuple[Citing, re.Pattern[str]], ...]:
    """The ways to cite in ``language`` (BCP 47), compiled."""
    family = language.split("-")[0]
    return tuple((row, re.compile(row.pattern)) for row in _rows() if family in row.languages)


def all_rows() -> tuple[Citing, ...]:
    """The whole table."""
    return _rows()
