# ruff: noqa: E501 - a row of the table is read as one line
"""Words for units and for this, that and the preceding one, in languages of Latin script."""

from __future__ import annotations

from corpus.model import ProvisionKind
from ingest.citations.grammar import Level, Role, Row

_ART, _SEC = ProvisionKind.ARTICLE, ProvisionKind.SECTION
_UNIT, _PARA, _SUB, _POINT, _INST = (
    Level.UNIT,
    Level.PARAGRAPH,
    Level.SUBPARAGRAPH,
    Level.POINT,
    Level.INSTRUMENT,
)
_U, _THIS, _BESIDE, _SAME = Role.UNIT, Role.THIS, Role.BESIDE, Role.SAME
_EN = ("en",)
_DUTCH = "(?:eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|elfde|twaalfde)"

_DUTCH_NUMBER = r"\d+(?:\.\d+)*[a-z]?(?![^\W_])(?:\s?bis\b)?"


def _row(
    languages: tuple[str, ...], role: Role, level: Level, pattern: str, *examples: tuple[str, str],
    kind: ProvisionKind | None = None, step: int = 0,
) -> Row:  # fmt: skip
    return Row(languages, role, level, pattern, examples, kind, step)


def latin_rows() -> tuple[Row, ...]:
    """The rows of these languages."""
    return (*_english(), *_germanic(), *_romance(), *_others())


def _english() -> tuple[Row, ...]:
    work = (
        "Convention|Act|Agreement|Protocol|Law|Ordinance|Code|Regulations?|Statute|Rules|Charter|Order|Decree"
    )
    # "In that section 5" repeats; in "except that section 5 applies" the word joins sentences.
    said = r"(?:\bthe\s+said\s+|\bthe\s+same\s+|(?<=\bin )that\s+|(?<=\bof )that\s+|(?<=\bunder )that\s+)"
    return (
        _row(_EN, _U, _UNIT, r"\b[Aa](?:rticles|rts\.)\s+{L}", ("Articles 3, 5 and 7 to 9", "3 5 7-9"), kind=_ART),
        _row(_EN, _U, _UNIT, r"\b(?:[Aa]rt(?:icle)?|ARTICLE)\.?\s+{N}", ("Article 3", "3"), ("article 12 bis", "12bis"), ("Article 6(2)", "6/2"), kind=_ART),
        _row(_EN, _U, _UNIT, r"\b[Ss](?:ections|s\.)\s+{L}", ("sections 96 to 98", "96-98"), kind=_SEC),
        _row(_EN, _U, _UNIT, r"\b(?:[Ss]ection\s+|(?<![\w.])[Ss]\.\s?){N}", ("section 3(1)(b)", "3/1/b"), ("section 54A", "54a"), kind=_SEC),
        _row(_EN, _U, _PARA, r"\b[Ss]ub-?\s?sections?\s+{N}", ("subsection (2)", "2"), ("subsection 38(2)", "38/2"), ("sub-section (1)(a)", "1/a")),
        _row(_EN, _U, _PARA, r"\b(?:[Pp]aragraphs|[Pp]aras\.?)\s+{L}", ("paragraphs 1, 2 and 4", "1 2 4"), ("paragraphs (b), (c) or (d)", "b c d")),
        _row(_EN, _U, _PARA, r"\b[Pp]ara(?:graph|\.)?\s+{N}", ("paragraph 1", "1"), ("para 2.2.12", "2-2-12"), ("paragraph 38(2)(b)", "38/2/b")),
        _row(_EN, _U, _PARA, r"\b(?:the\s+)?(?P<n>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth)\s+paragraph", ("the second paragraph", "2")),
        _row(_EN, _U, _SUB, r"\b(?:[Ss]ub-?\s?paragraphs?|[Cc]lauses?(?=\s*\()|[Pp]oints?(?=\s*\()|[Ll]etters?(?=\s*\())\s*{N}", ("subparagraph (b)", "b"), ("clauses (a) and (b)", "a b")),
        _row(_EN, _U, _POINT, r"\b[Ss]ub-?\s?clauses?\s+{N}", ("sub-clause (ii)", "ii")),
        _row(_EN, _THIS, _UNIT, r"\bth(?:is|e\s+present)\s+(?:[Aa]rticle|[Ss]ection)\b", ("this article", "")),
        _row(_EN, _THIS, _PARA, r"\bth(?:is|e\s+present)\s+(?:paragraph|sub-?\s?section)\b", ("this subsection", "")),
        _row(_EN, _THIS, _SUB, r"\bthis\s+(?:sub-?paragraph|clause)\b", ("this subparagraph", "")),
        _row(_EN, _THIS, _INST, rf"\bth(?:is|e\s+present|ese)\s+(?:{work})\b", ("this Convention", ""), ("these Regulations", "")),
        _row(_EN, _BESIDE, _UNIT, r"\b(?:the\s+)?(?:last\s+)?(?:preceding|foregoing|previous)\s+(?:[Aa]rticle|[Ss]ection)\b", ("the preceding Article", ""), step=-1),
        _row(_EN, _BESIDE, _PARA, r"\b(?:the\s+)?(?:last\s+)?(?:preceding|foregoing|previous)\s+(?:paragraph|sub-?section)\b", ("the preceding paragraph", ""), step=-1),
        _row(_EN, _BESIDE, _PARA, r"\b(?:the\s+)?(?:two\s+preceding|preceding\s+two)\s+paragraphs\b", ("the two preceding paragraphs", ""), step=-2),
        _row(_EN, _BESIDE, _SUB, r"\b(?:the\s+)?preceding\s+sub-?paragraph\b", ("the preceding subparagraph", ""), step=-1),
        _row(_EN, _SAME, _UNIT, rf"(?:\bthat\s+(?:[Aa]rticle|[Ss]ection)\b(?!\s+\d)|{said}(?:[Aa]rticle|[Ss]ection)\b(?:\s+\d[\w()]*)?)", ("that section", ""), ("the said article 9", "")),
        _row(_EN, _SAME, _PARA, rf"(?:\bthat\s+(?:paragraph|sub-?section)\b(?!\s+\(?\d)|{said}(?:paragraph|sub-?section)\b(?:\s+\(?\d[\w()]*)?)", ("that paragraph", "")),
        _row(_EN, _SAME, _INST, rf"\b(?:that|the\s+said|the\s+same)\s+(?:{work})\b", ("that Act", "")),
    )  # fmt: skip


def _germanic() -> tuple[Row, ...]:
    de, nl = ("de",), ("nl",)
    return (
        _row(de, _U, _UNIT, r"§§?\s*{L}", ("§ 29a", "29a"), ("§§ 29 bis 30a", "29-30a"), kind=_SEC),
        _row(de, _U, _UNIT, r"\b(?:Artikeln?s?|Art\.)\s*{L}", ("Artikel 3", "3"), ("Artikeln 5 und 7", "5 7"), kind=_ART),
        _row(de, _U, _PARA, r"\b(?:Abs(?:atz(?:es)?|\.|ätzen?))\s*{L}", ("Absatz 1", "1"), ("Abs. 2 und 3", "2 3")),
        _row(de, _U, _SUB, r"\b(?:Nummern?|Nrn?\.|Buchstaben?|Bst\.|Ziff(?:ern?|\.))\s*{L}", ("Nummer 1 oder 3", "1 3"), ("Buchstaben a und b", "a b")),
        _row(de, _THIS, _UNIT, r"\bdiese[sr]?\s+Artikels?\b|\bdieses\s+Paragraphen\b", ("dieses Artikels", "")),
        _row(de, _THIS, _PARA, r"\bdiese[sm]\s+Absatz(?:es)?\b", ("dieses Absatzes", "")),
        _row(de, _THIS, _INST, r"\b(?:diese[sr]|de[sr]\s+vorliegenden|des\s+gegenwärtigen)\s+(?:Gesetzes|Verordnung|Abkommens|Übereinkommens|Protokolls)\b", ("dieses Gesetzes", ""), ("dieser Verordnung", "")),
        _row(de, _BESIDE, _UNIT, r"\b(?:de[mrs]\s+)?(?:vorhergehenden|vorstehenden|vorangehenden)\s+Artikels?\b", ("des vorhergehenden Artikels", ""), step=-1),
        _row(de, _BESIDE, _PARA, r"\b(?:de[mrs]\s+)?(?:vorhergehenden|vorstehenden|vorangehenden)\s+Absatz(?:es)?\b", ("des vorhergehenden Absatzes", ""), step=-1),
        _row(nl, _U, _UNIT, rf"\b[Aa]rtikel(?:en)?\s+(?P<n>{_DUTCH_NUMBER}(?:(?:\s*,\s*(?:en\s+)?|\s+(?:en|of|alsmede|tot\s+en\s+met)\s+){_DUTCH_NUMBER})*)", ("artikel 3b", "3b"), ("artikelen 5, 6 en 7", "5 6 7"), kind=_ART),
        _row(nl, _U, _PARA, rf"\b(?P<n>{_DUTCH}(?:(?:\s*,\s*|\s+(?:en|of|tot\s+en\s+met)\s+)(?:het\s+)?{_DUTCH})*)\s+lid\b", ("eerste lid", "1"), ("tweede en derde lid", "2 3")),
        _row(nl, _U, _PARA, r"\b(?:lid|leden)\s+{L}", ("lid 2", "2"), ("leden 1 en 3", "1 3")),
        _row(nl, _U, _SUB, r"\bonder(?:deel|delen)?\s+{L}", ("onderdeel a", "a")),
        _row(nl, _THIS, _UNIT, r"\b(?:dit|onderhavige)\s+artikel\b", ("dit artikel", "")),
        _row(nl, _THIS, _PARA, r"\bdit\s+lid\b", ("dit lid", "")),
        _row(nl, _THIS, _INST, r"\b(?:dit|deze|het\s+onderhavige)\s+(?:[Vv]erdrag|[Ww]et|[Bb]esluit|[Pp]rotocol)\b", ("dit Verdrag", ""), ("deze wet", "")),
        _row(nl, _SAME, _UNIT, r"\bdat\s+artikel\b(?!\s+\d)|\b(?:genoemd|bovenbedoeld)\s+artikel\b(?:\s+\d+\b)?", ("bovenbedoeld artikel 9", "")),
        _row(nl, _SAME, _INST, r"\b(?:dat|genoemd|laatstgenoemd)\s+(?:Verdrag|Protocol)\b|\bdie\s+wet\b", ("dat Verdrag", "")),
        _row(nl, _BESIDE, _PARA, r"\bhet\s+(?:vorige|voorgaande)\s+lid\b", ("het voorgaande lid", ""), step=-1),
        _row(nl, _BESIDE, _UNIT, r"\bhet\s+(?:vorige|voorgaande)\s+artikel\b", ("het vorige artikel", ""), step=-1),
    )  # fmt: skip


def _romance() -> tuple[Row, ...]:
    fr, es, pt = ("fr",), ("es",), ("pt",)
    return (
        _row(fr, _U, _UNIT, r"(?:\b(?:l[’'])?)[Aa]rticles?\s+{L}", ("l’article 14", "14"), ("articles 5 et 7 à 9", "5 7-9"), ("article 8(1)", "8/1"), kind=_ART),
        _row(fr, _U, _PARA, r"\b[Pp]aragraphes?\s+{L}", ("paragraphe 38(2)", "38/2"), ("paragraphes (1) et (3)", "1 3"), ("paragraphe 2", "2")),
        _row(fr, _U, _SUB, r"\b(?:[Ss]ous-alinéas?|[Aa]linéas?)\s+{L}", ("alinéa (1)a)", "1/a"), ("alinéas a) et c)", "a c")),
        _row(fr, _THIS, _UNIT, r"\b(?:le\s+|du\s+)?présent\s+article\b", ("présent article", "")),
        _row(fr, _THIS, _PARA, r"\b(?:le\s+|du\s+)?présent\s+(?:paragraphe|alinéa)\b", ("présent paragraphe", "")),
        _row(fr, _THIS, _INST, r"\bprésente?\s+(?:loi|[Cc]onvention|règlement|arrêté|décret|accord|code|protocole)\b", ("présente loi", ""), ("présent règlement", "")),
        _row(fr, _BESIDE, _UNIT, r"\b(?:l[’'])?article\s+précédent\b", ("l’article précédent", ""), step=-1),
        _row(fr, _BESIDE, _PARA, r"\b(?:paragraphe|alinéa)\s+précédent\b", ("paragraphe précédent", ""), step=-1),
        _row(fr, _SAME, _UNIT, r"\b(?:cet|du\s+même|ledit|dudit)\s+article\b", ("cet article", "")),
        _row(fr, _SAME, _INST, r"\b(?:cette\s+loi|de\s+la\s+même\s+loi|ce\s+règlement|du\s+même\s+(?:code|règlement)|cette\s+version)\b", ("cette loi", "")),
        _row(es, _U, _UNIT, r"\b[Aa]rt(?:[íi]culos?|s?\.)\s+{L}", ("artículo 36", "36"), ("artículos 19, 20 y 21", "19 20 21"), kind=_ART),
        _row(es, _U, _PARA, r"\b[Pp]árrafos?\s+{L}|\binciso\s+{N}", ("párrafo 2", "2"), ("párrafos 1 y 3", "1 3")),
        _row(es, _U, _SUB, r"\b[Aa]partados?\s+{L}", ("apartado b", "b"), ("apartados a, b y d", "a b d")),
        _row(es, _U, _SUB, r"\b(?:letras?|subpárrafos?|puntos?)\s+{N}", ("letra b)", "b")),
        _row(es, _THIS, _UNIT, r"\b(?:est[ea]|el\s+presente|del\s+presente)\s+artículo\b", ("este artículo", "")),
        _row(es, _THIS, _PARA, r"\b(?:este|el\s+presente|del\s+presente)\s+párrafo\b", ("este párrafo", "")),
        _row(es, _THIS, _INST, r"\b(?:esta|la\s+presente|presente|el\s+presente|del\s+presente)\s+(?:[Cc]onvenci[óo]n|[Ll]ey|[Pp]rotocolo|[Cc]onvenio)\b", ("la presente Convención", "")),
        _row(es, _BESIDE, _PARA, r"\bpárrafo\s+(?:anterior|precedente)\b", ("párrafo anterior", ""), step=-1),
        _row(es, _BESIDE, _UNIT, r"\bartículo\s+(?:anterior|precedente)\b", ("artículo anterior", ""), step=-1),
        _row(es, _SAME, _UNIT, r"\b(?:dicho|del\s+mismo)\s+artículo\b(?:\s+\d+\b)?", ("dicho artículo", ""), ("dicho artículo 9", "")),
        _row(es, _SAME, _INST, r"\b(?:dich[ao]|es[ea]|est[ea]\s+últim[ao]|la\s+misma)\s+(?:Convención|Ley|Directiva|Reglamento|Protocolo)\b", ("dicha Convención", "")),
        _row(pt, _U, _UNIT, r"\b[Aa]rt(?:igos?|s?\.)\s+{L}", ("artigo 5", "5"), kind=_ART),
        _row(pt, _U, _PARA, r"\b(?:parágrafos?|§)\s+{L}", ("parágrafo 2", "2")),
        _row(pt, _THIS, _UNIT, r"\b(?:d?este|do\s+presente)\s+artigo\b", ("deste artigo", "")),
        _row(pt, _THIS, _INST, r"\b(?:d?esta|da\s+presente)\s+(?:Convenção|Lei)\b", ("desta Lei", "")),
    )  # fmt: skip


def _others() -> tuple[Row, ...]:
    ms, vi, tr, cs, uz = ("ms", "id"), ("vi",), ("tr",), ("cs", "sk"), ("uz",)
    return (
        _row(ms, _U, _UNIT, r"\b[Ss]eksyen(?:-seksyen)?\s+{L}", ("seksyen 39B", "39b"), kind=_SEC),
        _row(ms, _U, _UNIT, r"\b[Pp]asal\s+{L}", ("Pasal 112 dan 114", "112 114"), kind=_ART),
        _row(ms, _U, _PARA, r"\b(?:[Ss]ubse(?:k|ks)yen|[Aa]yat)\s+{N}", ("subseksyen (1)", "1"), ("ayat (2)", "2")),
        _row(ms, _U, _SUB, r"\b(?:[Pp]erenggan|[Hh]uruf)\s+(?P<n>\(?[a-z]\)?(?![^\W_]))", ("perenggan (a)", "a")),
        _row(ms, _THIS, _UNIT, r"\b(?:seksyen|[Pp]asal)\s+ini\b", ("seksyen ini", "")),
        _row(ms, _THIS, _INST, r"\b(?:Akta|Undang-[Uu]ndang|Peraturan-Peraturan)\s+ini\b", ("Akta ini", "")),
        _row(vi, _U, _UNIT, r"\b[Đđ]iều\s+{L}", ("Điều 12", "12"), ("các Điều 248, 249 và 250", "248 249 250"), kind=_ART),
        _row(vi, _U, _PARA, r"\b[Kk]hoản\s+{L}", ("khoản 2", "2"), ("khoản 1, 2 và 3", "1 2 3")),
        _row(vi, _U, _SUB, r"\b[Đđ]iểm\s+(?:từ\s+điểm\s+)?(?P<n>(?<![^\W_])[a-zđ]{1,2}(?![^\W_])(?:(?:\s*(?:,|và|hoặc|đến)\s+(?:(?:điểm|các điểm)\s+)?|\s*[–-]\s*)(?<![^\W_])[a-zđ]{1,2}(?![^\W_]))*)", ("điểm a", "a"), ("điểm a và b", "a b"), ("điểm a, điểm c", "a c")),
        _row(vi, _THIS, _UNIT, r"\bĐiều\s+này\b", ("Điều này", "")),
        _row(vi, _THIS, _PARA, r"\b[Kk]hoản\s+này\b", ("khoản này", "")),
        _row(vi, _THIS, _INST, r"\b(?:Bộ\s+luật|Luật|Nghị\s+định|Quyết\s+định|Pháp\s+lệnh|Thông\s+tư|Nghị\s+quyết)\s+này\b", ("Luật này", ""), ("Bộ luật này", "")),
        _row(tr, _U, _UNIT, r"\b[Mm]adde\s+{N}|\bmd\.\s*{N}", ("Madde 188", "188"), kind=_ART),
        _row(tr, _U, _UNIT, r"\b{L}\s?['’]?\s?(?:[iıuü]nc[iıuü]|nc[iıuü])\s*(?:madde|md)(?:ler)?(?!nin\s+başlığı)\w*", ("188 inci maddesinin", "188"), ("191inci madde", "191"), kind=_ART),
        _row(tr, _U, _PARA, r"\b{L}\s*f[ıi]kra(?!lar)\w*|\b{L}\s*f[ıi]kralar\w*", ("birinci fıkrasında", "1"), ("birinci ve ikinci fıkra", "1 2")),
        _row(tr, _U, _SUB, r"(?P<n>\([a-zçğıöşü]\)(?:\s*(?:,|ve|veya)\s*\([a-zçğıöşü]\))*)\s*bent\w*|(?P<m>\([a-zçğıöşü]\))\s*bend\w*", ("(a) bendinde", "a"), ("(a) ve (b) bentlerinde", "a b")),
        _row(tr, _THIS, _UNIT, r"\b[Bb]u\s+madde(?:nin|de|deki|ye|ye göre)?\b", ("bu maddenin", "")),
        _row(tr, _THIS, _PARA, r"\b[Bb]u\s+fıkra(?:nın|da|daki|ya)?\b", ("bu fıkranın", "")),
        _row(tr, _THIS, _INST, r"\b[Bb]u\s+(?:Kanun|kanun|Sözleşme|Yönetmelik)\w*", ("bu Kanunun", "")),
        _row(tr, _BESIDE, _PARA, r"\b(?:[Yy]ukarıdaki|[Öö]nceki)\s+fıkra(?!lar)\w*", ("yukarıdaki fıkra", ""), step=-1),
        _row(tr, _BESIDE, _PARA, r"\b(?:[Yy]ukarıdaki|[Öö]nceki)\s+fıkralar\w*", ("yukarıdaki fıkralara", ""), step=-99),
        _row(tr, _BESIDE, _UNIT, r"\b(?:[Yy]ukarıdaki|[Öö]nceki)\s+madde(?!ler)\w*", ("yukarıdaki maddeye", ""), step=-1),
        _row(("az",), _U, _UNIT, r"\b{L}-(?:ci|cı|cu|cü)\s+maddə\w*", ("234-cü maddəsi", "234"), kind=_ART),
        _row(("tk",), _U, _UNIT, r"\b{L}-(?:nji|njy)\s+madda\w*", ("12-nji maddasy", "12"), kind=_ART),
        _row(cs, _U, _UNIT, r"§§?\s*{L}", ("§ 24a", "24a"), ("§ 26, 29 a 34", "26 29 34"), kind=_SEC),
        _row(cs, _U, _PARA, r"\b(?:odst\.|odstav(?:ec|ce|ci|ců|cích))\s*{L}", ("odst. 1", "1"), ("odstavce 2 a 3", "2 3")),
        _row(cs, _U, _SUB, r"\b(?:písm(?:\.|en\w*)|bod\w{0,3})\s*{L}", ("písm. a)", "a")),
        _row(cs, _THIS, _INST, r"\btohoto\s+zákona\b(?!\s+č)", ("tohoto zákona", "")),
        _row(uz, _U, _UNIT, r"\b{L}\s*-?\s*modda(?:si|lari)?(?:ning|da|dagi|ga|ni|dan)?\b", ("273-moddasining", "273"), ("150 — 157-moddalarida", "150-157"), kind=_ART),
        _row(uz, _U, _PARA, r"\b{L}\s+(?:va\s+{L}\s+)?qism(?:i|lari)?(?:ning|da|dagi|ga|ni|ida|iga|larida)?\b", ("birinchi qismi", "1"), ("uchinchi va toʻrtinchi qismlarida", "3 4")),
        _row(uz, _U, _SUB, r"{L}\s+band(?:i|lari)?\w*", ("“a” va “b” bandlarida", "a b")),
        _row(uz, _THIS, _UNIT, r"\b(?:[Uu]shbu|[Mm]azkur)\s+modda(?:ning|da|ga)?\b", ("ushbu moddaning", "")),
        _row(uz, _THIS, _INST, r"\b(?:[Uu]shbu|[Mm]azkur)\s+(?:Kodeks|Qonun)(?:ning|da|ga)?\b", ("ushbu Kodeksning", "")),
    )  # fmt: skip
