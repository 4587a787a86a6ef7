# ruff: noqa: E501 - a row of the table is read as one line, in its own script
"""Words for units and for this, that and the preceding one, in languages of other scripts than Latin."""

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


def _row(
    languages: tuple[str, ...], role: Role, level: Level, pattern: str, *examples: tuple[str, str],
    kind: ProvisionKind | None = None, step: int = 0, leads: bool = True,
) -> Row:  # fmt: skip
    return Row(languages, role, level, pattern, examples, kind, step, leads=leads)


def other_rows() -> tuple[Row, ...]:
    """The rows of these languages."""
    return (*_cyrillic(), *_chinese(), *_japanese(), *_korean(), *_southern(), *_arabic())


def _cyrillic() -> tuple[Row, ...]:
    ru, uk, kk = ("ru",), ("uk",), ("kk", "ky")
    return (
        _row(ru, _U, _UNIT, r"\b(?:[Сс]тать(?:я|и|е|ю|[её]й|ей|ями|ях|ям)|[Сс]т\.)\s*{L}", ("статьи 228.1", "228-1"), ("статьями 205 - 205⁵, 206", "205-205-5 206"), kind=_ART),
        _row(ru, _U, _PARA, r"\b(?:[Чч]аст(?:ь|и|ью|ей|ями|ях|ям)|ч\.)\s*{L}", ("частью второй", "2"), ("части 1 и 3", "1 3"), ("частями первой - третьей", "1-3")),
        _row(ru, _U, _SUB, r"\b(?:[Пп]ункт(?:|а|у|е|ом|ы|ов|ами|ах|ам)|п\.)\s*{L}", ("пункт \"к\"", "j"), ("пунктов 1 и 2", "1 2")),
        _row(ru, _U, _POINT, r"\b[Пп]одпункт(?:|а|у|е|ом|ы|ов|ами|ах|ам)\s*{L}", ("подпункта (b)", "b")),
        _row(ru, _THIS, _UNIT, r"\b(?:[Нн]астоящ(?:ей|ая|ую)|этой|данной)\s+стать(?:и|е|[её]й|я|ю)\b", ("настоящей статьи", "")),
        _row(ru, _THIS, _PARA, r"\b[Нн]астоящ(?:ей|ая|ую|его|ем)\s+(?:част(?:и|ью|ь)|пункта|пункте)\b", ("настоящей части", "")),
        _row(ru, _THIS, _INST, r"\b[Нн]астоящ(?:ей|его|ем|им|ему|их)\s+(?:Федерального\s+закона|[Кк]онвенци[ия]|[Кк]одекс\w*|[Зз]акон\w*|[Сс]оглашени\w+|[Пп]ротокол\w*|[Пп]остановлени\w+|[Пп]равил\w*|[Кк]онцепци\w+)", ("настоящего Кодекса", "")),
        _row(ru, _BESIDE, _UNIT, r"\b(?:предыдущ|предшествующ)(?:ей|ая|ую)\s+стать(?:и|е|[её]й|я)\b", ("предыдущей статьи", ""), step=-1),
        _row(ru, _BESIDE, _PARA, r"\b(?:предыдущ|предшествующ)(?:ей|его|ем|им)\s+(?:част(?:и|ью)|пункт[ае]?)\b", ("предыдущего пункта", ""), step=-1),
        _row(ru, _SAME, _UNIT, r"\b(?:той\s+же|этой\s+же|указанной)\s+стать(?:и|е|[её]й)\b", ("той же статьи", "")),
        _row(ru, _SAME, _INST, r"\b(?:того\s+же|указанного|этого)\s+(?:Кодекса|[Зз]акона|Федерального\s+закона)\b", ("указанного Кодекса", "")),
        _row(uk, _U, _UNIT, r"\b[Сс]татт(?:я|і|ю|ею|ями|ях|ям)\s*{L}|\b[Сс]т\.\s*{N}", ("статті 12", "12"), ("статтями 307 і 309", "307 309"), kind=_ART),
        _row(uk, _U, _PARA, r"\b[Чч]астин(?:а|и|і|ою|ами|ах|ам|у)\s*{L}", ("частиною другою", "2")),
        _row(uk, _U, _SUB, r"\b[Пп]ункт(?:|у|ом|і|и|ів|ами|ах)\s*{L}", ("пункту 3", "3")),
        _row(uk, _THIS, _UNIT, r"\bцієї\s+статті\b|\bцій\s+статті\b", ("цієї статті", "")),
        _row(uk, _THIS, _INST, r"\bц(?:ього|им)\s+(?:Закон(?:у|ом)|Кодекс(?:у|ом))\b", ("цього Закону", "")),
        _row(kk, _U, _UNIT, r"\b{L}\s?-?\s?(?:бап|баб|берене)\w*", ("297-бапта", "297"), ("12-беренесинин", "12"), kind=_ART),
        _row(kk, _U, _PARA, r"\b{L}\s?-?\s?(?:тармақ|тармағ|бөлік|бөлiг|бөлiк|бөлүг)\w*", ("2-тармағында", "2")),
        _row(kk, _THIS, _UNIT, r"\b(?:[Оо]сы|[Уу]шул)\s+(?:бап|берене)\w*", ("осы баптың", "")),
        _row(kk, _THIS, _INST, r"\b(?:[Оо]сы|[Уу]шул)\s+(?:Кодекс|[Зз]аң|Мыйзам|Конвенция)\w*", ("осы Кодекстің", "")),
        _row(("uz",), _U, _UNIT, r"\b{L}\s?-?\s?модда\w*", ("12-моддасида", "12"), kind=_ART),
        _row(("tg",), _U, _UNIT, r"\b[Мм]одда(?:и|ҳои)\s+{L}", ("моддаи 200", "200"), kind=_ART),
        _row(("mn",), _U, _UNIT, r"\b{L}\s?(?:дугаар|дүгээр|-р)\s+(?:зүйл|зvйл)\w*", ("192 дугаар зүйлийн", "192"), kind=_ART),
    )  # fmt: skip


def _chinese() -> tuple[Row, ...]:
    zh, hans, hant = ("zh",), ("zh-Hans",), ("zh-Hant",)
    plus = r"(?:[之](?:[零〇一二三四五六七八九十百]+|\d+))?"
    one = r"[零〇○一二三四五六七八九十百千]+|\d+"
    return (
        _row(zh, _U, _UNIT, rf"第\s?(?P<n>{one})\s?[条條](?P<plus>{plus})", ("第三百四十七条", "347"), ("第十一條之一", "11-1"), ("第 26 條", "26"), kind=_ART),
        _row(hans, _U, _PARA, rf"第\s?(?P<n>{one})\s?款", ("第二款", "2")),
        _row(hans, _U, _SUB, rf"第\s?[（(]?(?P<n>{one})[）)]?\s?项", ("第（一）项", "1"), ("第三项", "3")),
        _row(hant, _U, _PARA, rf"第\s?(?P<n>{one})\s?項(?!藥)", ("第二項", "2")),
        _row(hant, _U, _SUB, rf"第\s?(?P<n>{one})\s?款", ("第三款", "3")),
        _row(hant, _U, _POINT, rf"第\s?(?P<n>{one})\s?目", ("第一目", "1")),
        _row(zh, _THIS, _UNIT, r"本[条條](?!例)", ("本条", "")),
        _row(hans, _THIS, _PARA, r"本款", ("本款", "")),
        _row(hant, _THIS, _PARA, r"本項", ("本項", "")),
        _row(zh, _THIS, _INST, r"本(?:法|[条條]例|[办辦]法|[规規]定|[规規]則|[规規]则|[细細][则則]|[标標]準|公[约約]|[协協]定|解[释釋]|章程)", ("本法", ""), ("本條例", "")),
        _row(hans, _BESIDE, _PARA, r"前款", ("前款", ""), step=-1),
        _row(hans, _BESIDE, _PARA, r"前(?:两|二)款", ("前两款", ""), step=-2),
        _row(hans, _BESIDE, _PARA, r"前三款", ("前三款", ""), step=-3),
        _row(hans, _BESIDE, _SUB, r"前项", ("前项", ""), step=-1),
        _row(hans, _BESIDE, _SUB, r"前(?:两|二)项", ("前二项", ""), step=-2),
        _row(hant, _BESIDE, _PARA, r"前項", ("前項", ""), step=-1),
        _row(hant, _BESIDE, _PARA, r"前(?:二|兩)項", ("前二項", ""), step=-2),
        _row(hant, _BESIDE, _PARA, r"前三項", ("前三項", ""), step=-3),
        _row(hant, _BESIDE, _SUB, r"前款", ("前款", ""), step=-1),
        _row(hant, _BESIDE, _SUB, r"前(?:二|兩)款", ("前二款", ""), step=-2),
        _row(zh, _BESIDE, _UNIT, r"前[条條]", ("前条", ""), step=-1),
        _row(zh, _BESIDE, _UNIT, r"前(?:两|二|兩)[条條]", ("前二條", ""), step=-2),
        _row(zh, _SAME, _UNIT, r"(?<!各)[该該同][条條](?!例)", ("同條", "")),
        _row(hant, _SAME, _PARA, r"同項", ("同項", "")),
        _row(zh, _SAME, _INST, r"[该該同](?:法|[条條]例)(?=第)", ("", "")),
    )  # fmt: skip


def _japanese() -> tuple[Row, ...]:
    ja = ("ja",)
    one = r"[零〇一二三四五六七八九十百千]+|\d+"
    return (
        _row(ja, _U, _UNIT, rf"(?P<supp>附則)?第(?P<n>{one})[条條](?P<plus>(?:の(?:{one}))*)", ("第五条", "5"), ("第十二条の六", "12-6"), kind=_ART),
        _row(ja, _U, _PARA, rf"(?P<supp>附則)?第(?P<n>{one})項", ("第一項", "1")),
        _row(ja, _U, _SUB, rf"第(?P<n>{one})号(?P<plus>(?:の(?:{one}))*)(?!の[一-龯])", ("第二十五号", "25")),
        _row(ja, _THIS, _UNIT, r"(?:この条|本条)(?!約|例)", ("この条", "")),
        _row(ja, _THIS, _PARA, r"この項|本項", ("この項", "")),
        _row(ja, _THIS, _INST, r"この(?:法律|政令|省令|条約|規則)|本法", ("この法律", "")),
        _row(ja, _BESIDE, _PARA, r"前項", ("前項", ""), step=-1),
        _row(ja, _BESIDE, _PARA, r"前二項", ("前二項", ""), step=-2),
        _row(ja, _BESIDE, _PARA, r"前三項", ("前三項", ""), step=-3),
        _row(ja, _BESIDE, _PARA, r"前各項", ("前各項", ""), step=-99),
        _row(ja, _BESIDE, _PARA, r"次項", ("次項", ""), step=1),
        _row(ja, _BESIDE, _UNIT, r"前条", ("前条", ""), step=-1),
        _row(ja, _BESIDE, _UNIT, r"前二条", ("前二条", ""), step=-2),
        _row(ja, _BESIDE, _UNIT, r"前三条", ("前三条", ""), step=-3),
        _row(ja, _BESIDE, _UNIT, r"次条", ("次条", ""), step=1),
        _row(ja, _BESIDE, _SUB, r"前号", ("前号", ""), step=-1),
        _row(ja, _BESIDE, _SUB, r"前二号", ("前二号", ""), step=-2),
        _row(ja, _BESIDE, _SUB, r"前三号", ("前三号", ""), step=-3),
        _row(ja, _BESIDE, _SUB, r"前各号", ("前各号", ""), step=-99),
        _row(ja, _SAME, _UNIT, r"同条", ("同条", "")),
        _row(ja, _SAME, _PARA, r"同項", ("同項", "")),
        _row(ja, _SAME, _SUB, r"同号", ("同号", "")),
        _row(ja, _SAME, _INST, r"同法(?=第|附則)|同令(?=第)", ("", "")),
    )  # fmt: skip


def _korean() -> tuple[Row, ...]:
    ko = ("ko",)
    return (
        _row(ko, _U, _UNIT, r"(?P<supp>부칙\s*)?제\s?(?P<n>\d+)조(?P<plus>(?:의\d+)*)", ("제2조", "2"), ("제5조의2", "5-2"), kind=_ART),
        _row(ko, _U, _PARA, r"제\s?(?P<n>\d+)항", ("제1항", "1")),
        _row(ko, _U, _SUB, r"제\s?(?P<n>\d+)호(?P<plus>(?:의\d+)*)(?!,\s?\d{4}|\s?서식|서식)", ("제3호의2", "3-2")),
        _row(ko, _U, _POINT, r"(?<=호)\s?(?P<n>[가나다라마바사아자차카타파하])목", ("", "")),
        _row(ko, _THIS, _UNIT, r"이 조(?=[\s에의를는])|본조", ("본조", "")),
        _row(ko, _THIS, _PARA, r"이 항(?=[\s에의을은])|본항", ("본항", "")),
        _row(ko, _THIS, _INST, r"이 (?:법|영|규칙|협약|조약)(?=[\s은에을의이,])", ("", "")),
        _row(ko, _BESIDE, _PARA, r"전항", ("전항", ""), step=-1),
        _row(ko, _BESIDE, _PARA, r"전\s?2항", ("전2항", ""), step=-2),
        _row(ko, _BESIDE, _UNIT, r"(?<![가-힣])전조(?=[의에를와\s])", ("", ""), step=-1),
        _row(ko, _SAME, _UNIT, r"같은\s?조|동조(?=[제의에\s])", ("같은 조", "")),
        _row(ko, _SAME, _PARA, r"같은\s?항|동항(?=[제의에\s])", ("같은 항", "")),
        _row(ko, _SAME, _SUB, r"같은\s?호", ("같은 호", "")),
        _row(ko, _SAME, _INST, r"같은\s?(?:법|영|규칙)|동법(?=\s?제)", ("같은 법", "")),
    )  # fmt: skip


def _southern() -> tuple[Row, ...]:
    th, bn = ("th",), ("bn",)
    return (
        _row(th, _U, _UNIT, r"มาตรา\s*{N}", ("มาตรา ๙๐", "90"), ("มาตรา ๑๒/๑", "12-1"), kind=_ART),
        _row(th, _U, _PARA, r"วรรค\s*(?P<n>หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ|แรก)", ("วรรคสอง", "2")),
        _row(th, _U, _SUB, r"(?<=[\u0e00-\u0e7f\d๐-๙])[ \xa0](?:ข้อ )?(?P<n>\([๐-๙\d]+\)(?: (?:และ|หรือ)? ?\([๐-๙\d]+\))*)", ("", ""), leads=False),
        _row(th, _THIS, _UNIT, r"มาตรานี้", ("มาตรานี้", "")),
        _row(th, _THIS, _PARA, r"วรรคนี้", ("วรรคนี้", "")),
        _row(th, _THIS, _INST, r"(?:แห่ง|ตาม|ใน)?(?:ประมวลกฎหมาย|พระราชบัญญัติ|พระราชกำหนด|อนุสัญญา)นี้", ("แห่งประมวลกฎหมายนี้", "")),
        _row(th, _BESIDE, _PARA, r"วรรคก่อน", ("วรรคก่อน", ""), step=-1),
        _row(th, _BESIDE, _UNIT, r"มาตราก่อน", ("มาตราก่อน", ""), step=-1),
        _row(("lo",), _U, _UNIT, r"ມາດຕາ\s*{N}", ("ມາດຕາ ໑໒", "12"), kind=_ART),
        _row(("km",), _U, _UNIT, r"មាត្រា\s*{N}", ("មាត្រា ១២", "12"), kind=_ART),
        _row(("my",), _U, _UNIT, r"ပုဒ်မ\s*{N}", ("ပုဒ်မ ၁၅", "15"), kind=_SEC),
        _row(bn, _U, _UNIT, r"ধারা\s*{L}", ("ধারা ৯", "9"), ("ধারা ৫ ও ৭", "5 7"), kind=_SEC),
        _row(bn, _U, _UNIT, r"(?<![\d(])(?P<n>\d+)\s?(?:নং\s)?ধারা(?:র|য়|বলে|য়|)?(?!\s*\d)", ("১৮ ধারার", "18"), kind=_SEC),
        _row(bn, _U, _PARA, r"উপ-?ধারা\s*{L}", ("উপ-ধারা (২)", "2")),
        _row(bn, _U, _SUB, r"(?:দফা|উপ-?দফা)\s*{L}", ("দফা (ক)", "a")),
        _row(bn, _THIS, _UNIT, r"এই\s+ধারা(?:র|য়|য়)?", ("এই ধারার", "")),
        _row(bn, _THIS, _PARA, r"এই\s+উপ-ধারা(?:র|য়|য়)?", ("এই উপ-ধারার", "")),
        _row(bn, _THIS, _INST, r"এই\s+আইন(?:ের|ে)?", ("এই আইনের", "")),
        _row(bn, _SAME, _INST, r"উক্ত\s+আইন(?:ের|ে)?", ("উক্ত আইনের", "")),
        _row(("hi", "ne"), _U, _UNIT, r"(?:धारा|दफा)\s*{N}", ("धारा २१", "21"), kind=_SEC),
        _row(("hi", "ne"), _U, _PARA, r"(?:उपधारा|उपदफा)\s*{N}", ("उपधारा (१)", "1")),
        _row(("si",), _U, _UNIT, r"\b\d+\s?වන\s?වගන්ති\w*", ("5 වන වගන්තිය", ""), kind=_SEC),
        _row(("ta",), _U, _UNIT, r"பிரிவு\s*{N}", ("பிரிவு 5", "5"), kind=_SEC),
    )  # fmt: skip


def _arabic() -> tuple[Row, ...]:
    ar, fa, ps, ur = ("ar",), ("fa", "prs"), ("ps",), ("ur",)
    return (
        _row(ar, _U, _UNIT, r"(?:ال|لل|بال|وال|وبال|كال)(?:مادة|مادتين|مواد)\s+{L}", ("المادة (١٢)", "12"), ("المادة السابعة والثلاثين", "37"), ("المادتين (الرابعة) و(السابعة عشرة)", "4 17"), kind=_ART),
        _row(ar, _U, _PARA, r"(?:ال|لل|بال|وال|وبال|كال)(?:فقرة|فقرتين|فقرات)\s+{L}", ("الفقرة (١)", "1")),
        _row(ar, _U, _SUB, r"(?:ال|لل|بال|وال)(?:بند|بندين|بنود)\s+{L}", ("البند ( ثانيا )", "2")),
        _row(ar, _THIS, _UNIT, r"هذه\s+المادة", ("هذه المادة", "")),
        _row(ar, _THIS, _PARA, r"هذه\s+الفقرة", ("هذه الفقرة", "")),
        _row(ar, _THIS, _INST, r"هذا\s+(?:النظام|القانون|المرسوم|القرار|التنظيم)|هذه\s+(?:الاتفاقية|اللائحة)", ("هذا النظام", "")),
        _row(ar, _BESIDE, _PARA, r"الفقرة\s+السابقة", ("الفقرة السابقة", ""), step=-1),
        _row(ar, _BESIDE, _UNIT, r"المادة\s+السابقة", ("المادة السابقة", ""), step=-1),
        _row(fa, _U, _UNIT, r"ماد[ههٔۀة]\s+{N}", ("ماده ۱۲", "12"), kind=_ART),
        _row(fa, _U, _PARA, r"(?:بند|فقره)\s+{N}", ("بند ۲", "2")),
        _row(fa, _THIS, _UNIT, r"(?:این|همین)\s+ماد[ههٔۀة]", ("این ماده", "")),
        _row(fa, _THIS, _INST, r"(?:این|همین)\s+(?:قانون|کنوانسیون)", ("این قانون", "")),
        _row(ps, _U, _UNIT, r"(?:د\s+)?\(?(?P<n>\d+)\)?\s?(?:مې|مه)?\s+ماد[ېه]", ("د (۱۲) مادې", "12"), kind=_ART),
        _row(ur, _U, _UNIT, r"(?:دفعہ|آرٹیکل)\s+{N}", ("دفعہ ۹", "9"), kind=_ART),
    )  # fmt: skip
