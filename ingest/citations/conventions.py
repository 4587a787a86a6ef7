# ruff: noqa: E501 - a row of the table is read as one line, in its own script
"""The treaties of the field, and the CBM Catalogue, by the names under which texts cite them."""

from __future__ import annotations

from ingest.citations.grammar import Level, Role, Row, Scheme

SINGLE = "/akn/un/act/1961/single-convention"
PSYCHOTROPIC = "/akn/un/act/1971/psychotropic-substances"
TRAFFIC = "/akn/un/act/1988/illicit-traffic"
CRIME = "/akn/un/act/2000/transnational-organized-crime"
CORRUPTION = "United Nations Convention against Corruption, 2003"
PROTOCOL_1972 = "Protocol amending the Single Convention on Narcotic Drugs, 1972"
OPIUM_1912 = "International Opium Convention, 1912"
OPIUM_1925 = "International Opium Convention, 1925"
LIMITING_1931 = (
    "Convention for Limiting the Manufacture and Regulating the Distribution of Narcotic Drugs, 1931"
)
SUPPRESSION_1936 = "Convention for the Suppression of the Illicit Traffic in Dangerous Drugs, 1936"
CATALOGUE = "CICA Catalogue of Confidence Building Measures"
PARIS_1948 = "Paris Protocol on synthetic drugs, 1948"
OPIUM_1953 = "Protocol on the Poppy Plant and Opium, 1953"

ARTICLES = {
    SINGLE: 51,
    PSYCHOTROPIC: 33,
    TRAFFIC: 34,
    CRIME: 41,
    CORRUPTION: 71,
    OPIUM_1925: 39,
    SUPPRESSION_1936: 25,
    LIMITING_1931: 34,
}
"""How many articles each has, so that no citation points to one that it has not."""


def _is(key: str, languages: tuple[str, ...], pattern: str, *names: str) -> Row:
    return Row(
        languages,
        Role.NAME,
        Level.INSTRUMENT,
        pattern,
        tuple((name, key) for name in names),
        scheme=Scheme.CONVENTION,
        key=key,
    )


ALL = ("*",)


def convention_rows() -> tuple[Row, ...]:
    """The rows; ``*`` stands for every language, since any text may give a name in another's words."""
    return (*_by_language(), *_english())


def _english() -> tuple[Row, ...]:
    of = r"(?:,?\s+(?:of\s+|done\s+at\s+\w+\s+(?:on\s+)?(?:\d+\s+\w+\s+)?)?\(?{year}\)?)?"
    un = r"(?:(?:UN|United\s+Nations)\s+)?"
    amended = r"(?:,?\s+as\s+amended(?:\s+by\s+(?:the\s+)?(?:\d{4}\s+Protocol|Protocol(?:\s+(?:of\s+)?1972)?(?:\s+[Aa]mending[^.;,\n]{0,60}?1961)?))?)?"
    return (
        _is(PROTOCOL_1972, ALL, r"(?:1972\s+)?Protocol\s+[Aa]mending\s+the\s+Single\s+Convention(?:\s+on\s+Narcotic\s+Drugs)?(?:,?\s*(?:of\s+)?1961)?", "Protocol amending the Single Convention on Narcotic Drugs, 1961"),
        _is(TRAFFIC, ALL, un + r"Convention\s+[Aa]gainst\s+(?:the\s+)?Illicit\s+Traffic(?:king)?\s+(?:in|of)\s+Narcotic\s+Drugs?\s+and\s+Psychotropic\s+Substances" + of.format(year="1988"), "Convention against Illicit Traffic in Narcotic Drug and Psychotropic Substances 1988"),
        _is(TRAFFIC, ALL, r"1988\s+(?:(?:UN|United\s+Nations|Vienna)\s+)?(?:Drug\s+)?Convention\b|(?:UN\s+|United\s+Nations\s+|Vienna\s+)?Convention\s+of\s+(?:\d+\s+December\s+)?1988\b|Vienna\s+(?:Drug\s+)?Convention,?\s+1988\b", "1988 Convention", "Vienna Convention of 1988"),
        _is(SINGLE, ALL, r"(?:1961\s+)?Single\s+Convention(?:\s+on\s+Narcotic\s+Drugs?)?[\"”]?" + of.format(year="1961") + r"[\"”]?" + amended, "Single Convention on Narcotic Drugs of 1961 as amended by the 1972 Protocol", "1961 Single Convention"),
        _is(SINGLE, ALL, r"1961\s+(?:(?:UN|United\s+Nations)\s+)?Convention\b" + amended + r"|Convention\s+of\s+1961\b", "1961 Convention as amended"),
        _is(PSYCHOTROPIC, ALL, un + r"Convention\s+[Oo]n\s+Psychotropic\s+Substances[\"”]?" + of.format(year="1971"), "Convention on Psychotropic Substances, 1971"),
        _is(PSYCHOTROPIC, ALL, r"1971\s+(?:(?:UN|United\s+Nations|Vienna)\s+)?Convention\b|(?:Vienna\s+)?Convention\s+of\s+1971\b", "1971 Convention"),
        _is(CRIME, ALL, un + r"Convention\s+against\s+Transnational\s+Organi[sz]ed\s+Crime" + of.format(year="2000") + r"|\bUNTOC\b|Palermo\s+Convention", "UNTOC", "United Nations Convention against Transnational Organised Crime", "Palermo Convention"),
        _is(CORRUPTION, ALL, un + r"Convention\s+against\s+Corruption" + of.format(year="2003") + r"|\bUNCAC\b", "UNCAC", "United Nations Convention against Corruption"),
        _is(OPIUM_1912, ALL, r"(?:International\s+)?Opium\s+Convention(?:,?\s+(?:of|signed\s+at\s+The\s+Hague\s+on))?\s+(?:23\s+January\s+)?1912|Hague\s+(?:Opium\s+)?Convention\s+of\s+(?:23\s+January\s+)?1912", "International Opium Convention of 1912"),
        _is(OPIUM_1925, ALL, r"(?:International\s+)?(?:Opium\s+Convention|Convention\s+relating\s+to\s+Dangerous\s+Drugs)(?:,?\s+(?:of|signed\s+at\s+Geneva\s+on))?\s+(?:19\s+February\s+)?1925|1925\s+(?:Opium\s+|Geneva\s+)?Convention|Geneva\s+(?:Opium\s+)?Convention\s+of\s+1925", "1925 Convention", "International Opium Convention of 1925"),
        _is(LIMITING_1931, ALL, r"Convention\s+for\s+[Ll]imiting\s+the\s+[Mm]anufacture\s+and\s+[Rr]egulating\s+the\s+[Dd]istribution\s+of\s+[Nn]arcotic\s+[Dd]rugs(?:[^.;\n]{0,40}1931)?|1931\s+(?:Limitation\s+)?Convention|Convention\s+of\s+1931", "1931 Convention", "Convention of 1931"),
        _is(SUPPRESSION_1936, ALL, r"Convention\s+(?:of\s+1936\s+)?for\s+the\s+[Ss]uppression\s+of\s+the\s+[Ii]llicit\s+[Tt]raffic\s+in\s+[Dd]angerous\s+[Dd]rugs(?:[^.;\n]{0,40}1936)?|1936\s+Convention|Convention\s+of\s+1936", "1936 Convention", "Convention of 1936 for the Suppression of the Illicit Traffic in Dangerous Drugs"),
        _is(OPIUM_1953, ALL, r"Protocol\s+for\s+[Ll]imiting\s+and\s+[Rr]egulating\s+the\s+[Cc]ultivation\s+of\s+the\s+[Pp]oppy\s+[Pp]lant(?:[^.;\n]{0,140}?1953)?|1953\s+(?:Opium\s+)?Protocol", "1953 Opium Protocol"),
        _is(PARIS_1948, ALL, r"Protocol\s+signed\s+at\s+Paris\s+on\s+19\s+November\s+1948|1948\s+(?:Paris\s+)?Protocol|Paris\s+Protocol\s+of\s+1948", "Paris Protocol of 1948"),
        _is(CATALOGUE, ALL, r"(?:CICA\s+)?Catalogue\s+of\s+(?:CICA\s+)?(?:Confidence[\s-]Building\s+Measures|CBMs)|(?:CICA\s+)?CBMs?\s+Catalogue", "CBM Catalogue", "CICA Catalogue of Confidence Building Measures"),
    )  # fmt: skip


def _by_language() -> tuple[Row, ...]:
    ru, kk, zh, ja, ko, ar, fa = ("ru",), ("kk", "ky"), ("zh",), ("ja",), ("ko",), ("ar",), ("fa", "prs")
    vi, th, tr, fr, es, de, nl, ms, uk, uz, bn, cs = (
        ("vi",),
        ("th",),
        ("tr",),
        ("fr",),
        ("es",),
        ("de",),
        ("nl",),
        ("ms", "id"),
        ("uk",),
        ("uz",),
        ("bn",),
        ("cs", "sk"),
    )
    year = r"(?:\s+(?:от\s+)?(?:\d+\s+\w+\s+)?{0}\s*(?:г\.|год[ау]?|р\.|року)?)?"
    un_ru = r"(?:\s+(?:ООН|Организации\s+Объедин[её]нных\s+Наций))?"
    conv = r"\b[Кк]онвенци(?:я|и|ю|ей)"
    return (
        _is(PROTOCOL_1972, ru, r"[Пп]ротокол\w*\s+1972\s+года(?:\s+о\s+поправках\s+к\s+Единой\s+конвенции[^.;,\n]{0,50})?", "Протокол 1972 года"),
        _is(TRAFFIC, ru, conv + un_ru + r"\s+о\s+борьбе\s+(?:против|с)\s+незаконн\w+\s+оборот\w+\s+наркотических\s+средств\s+и\s+психотропных\s+веществ" + year.format("1988"), "Конвенции ООН о борьбе против незаконного оборота наркотических средств и психотропных веществ 1988 года"),
        _is(TRAFFIC, ru, conv + un_ru + r"\s+1988\s+(?:года|г\.)|\bВенск\w+\s+конвенци\w+\s+1988\s+года", "Конвенция 1988 года"),
        _is(SINGLE, ru, r"\b[Ее]дин\w+\s+конвенци\w+\s+о\s+наркотических\s+средствах" + year.format("1961") + r"(?:,?\s+с\s+поправками[^.;,\n]{0,90}?1972\s+года)?|\bЕдин\w+\s+конвенци\w+(?:\s+1961\s+года)?|" + conv + un_ru + r"\s+1961\s+(?:года|г\.)", "Единой конвенции о наркотических средствах 1961 года", "Конвенция 1961 года"),
        _is(PSYCHOTROPIC, ru, conv + un_ru + r"\s+о\s+психотропных\s+веществах" + year.format("1971") + "|" + conv + un_ru + r"\s+1971\s+(?:года|г\.)", "Конвенции о психотропных веществах 1971 года", "Конвенция 1971 года"),
        _is(CRIME, ru, conv + un_ru + r"\s+против\s+транснациональной\s+организованной\s+преступности(?:\s+2000\s+года)?|\bПалермск\w+\s+конвенци\w+", "Конвенция ООН против транснациональной организованной преступности", "Палермская конвенция"),
        _is(CORRUPTION, ru, conv + un_ru + r"\s+против\s+коррупции(?:\s+2003\s+года)?", "Конвенция ООН против коррупции"),
        _is(CATALOGUE, ru, r"\b[Кк]аталог\w*\s+(?:мер\s+доверия(?:\s+СВМДА)?|МД\s+СВМДА|СВМДА)", "Каталога мер доверия СВМДА"),
        _is(CATALOGUE, kk, r"(?:АӨСШК\s+)?[Сс]енім\s+шараларының?\s+[Кк]аталог\w*|АӨСШК\s+[Кк]аталог\w*|Сенім\s+шаралары\s+[Кк]аталог\w*", "АӨСШК сенім шараларының каталогы"),
        _is(TRAFFIC, kk, r"1988\s+жылғы\s+(?:БҰҰ\s+)?[Кк]онвенция\w*", "1988 жылғы Конвенция"),
        _is(PSYCHOTROPIC, kk, r"(?:[Пп]сихотроптық\s+заттар\s+туралы\s+)?1971\s+жылғы\s+(?:БҰҰ\s+)?[Кк]онвенция\w*", "1971 жылғы Конвенция"),
        _is(SINGLE, kk, r"(?:1961\s+жылғы\s+)(?:[Бб]ірыңғай\s+)?[Кк]онвенция\w*|[Ее]сірткі\s+құралдары\s+туралы\s+1961\s+жылғы\s+\w+\s+конвенция\w*", "1961 жылғы Бірыңғай конвенция"),
        _is(PROTOCOL_1972, zh, r"(?:《)?修正1961年麻醉品[单單]一公[约約]的[议議]定[书書](?:》)?", "修正1961年麻醉品单一公约的议定书"),
        _is(TRAFFIC, zh, r"《?(?:1988年)?[联聯]合[国國]禁止非法[贩販][运運]麻醉[药藥]品和精神[药藥物]+[品]?公[约約]》?|(?:1988年|一九八八年|八八)[联聯]?[合]?[国國]?公[约約]", "联合国禁止非法贩运麻醉药品和精神药物公约", "八八公约", "1988年公约"),
        _is(SINGLE, zh, r"《?(?:[经經]《?[^》]{0,30}》?修正的)?(?:1961年|一九六一年)?麻醉[药藥]?品[单單]一公[约約]》?|(?:1961年|六一)公[约約]", "1961年麻醉品单一公约", "六一公约"),
        _is(PSYCHOTROPIC, zh, r"《?(?:1971年|一九七一年)?精神[药藥]物公[约約]》?|(?:1971年|七一)公[约約]", "1971年精神药物公约", "七一公约"),
        _is(CRIME, zh, r"《?[联聯]合[国國]打[击擊]跨[国國]有[组組][织織]犯罪公[约約]》?|巴勒莫公[约約]", "联合国打击跨国有组织犯罪公约"),
        _is(CORRUPTION, zh, r"《?[联聯]合[国國]反腐[败敗]公[约約]》?", "联合国反腐败公约"),
        _is(CATALOGUE, zh, r"《?(?:亚信|亞信)?(?:建立)?信任措施(?:目录|清单|目錄|清單)》?", "亚信信任措施目录"),
        _is(TRAFFIC, ja, r"麻薬及び向精神薬の不正取引の防止に関する国際連合条約|(?:千九百八十八年|一九八八年|1988年)(?:の)?(?:国連)?条約|麻薬新条約", "麻薬及び向精神薬の不正取引の防止に関する国際連合条約"),
        _is(SINGLE, ja, r"(?:千九百六十一年の|1961年の)?麻薬(?:に関する)?単一条約(?:を改正する議定書によつて改正された[^。、]{0,20})?|千九百六十一年の麻薬に関する単一条約", "千九百六十一年の麻薬に関する単一条約"),
        _is(PSYCHOTROPIC, ja, r"向精神薬に関する条約", "向精神薬に関する条約"),
        _is(CRIME, ja, r"国際的な組織犯罪の防止に関する国際連合条約", "国際的な組織犯罪の防止に関する国際連合条約"),
        _is(TRAFFIC, ko, r"[「｢]?(?:1988년\s?)?(?:국제연합\s?)?마약\s?및\s?향정신성\s?물질의\s?불법\s?거래\s?방지에\s?관한\s?(?:국제연합\s?)?협약[」｣]?|1988년\s?(?:유엔\s?)?협약", "마약 및 향정신성물질의 불법거래 방지에 관한 국제연합협약", "1988년 협약"),
        _is(SINGLE, ko, r"[「｢]?(?:1961년\s?)?마약에\s?관한\s?단일\s?협약[」｣]?|1961년\s?(?:단일)?협약", "마약에 관한 단일협약", "1961년 협약"),
        _is(PSYCHOTROPIC, ko, r"[「｢]?(?:1971년\s?)?향정신성\s?물질에\s?관한\s?협약[」｣]?|1971년\s?협약", "향정신성물질에 관한 협약"),
        _is(CRIME, ko, r"[「｢]?(?:국제연합\s?)?초국가적\s?조직범죄\s?방지\s?협약[」｣]?", "국제연합초국가적조직범죄방지협약"),
        _is(TRAFFIC, ar, r"اتفاقية\s+(?:الأمم\s+المتحدة\s+)?لمكافحة\s+الاتجار\s+غير\s+المشروع\s+(?:في|ب)\s?المخدرات\s+والمؤثرات\s+العقلية(?:\s+(?:لعام|لسنة|عام)\s+1988)?|اتفاقية\s+(?:(?:ال)?عام\s+|سنة\s+|لعام\s+|لسنة\s+)?(?:1988|١٩٨٨)", "اتفاقية عام 1988"),
        _is(SINGLE, ar, r"الاتفاقية\s+الوحيدة\s+للمخدرات(?:\s+(?:لسنة|لعام)\s+(?:1961|١٩٦١))?|اتفاقية\s+(?:عام\s+|سنة\s+|لسنة\s+)?(?:1961|١٩٦١)", "الاتفاقية الوحيدة للمخدرات لسنة 1961"),
        _is(PSYCHOTROPIC, ar, r"اتفاقية\s+المؤثرات\s+العقلية(?:\s+(?:لسنة|لعام)\s+(?:1971|١٩٧١))?|اتفاقية\s+(?:عام\s+|سنة\s+|لسنة\s+)?(?:1971|١٩٧١)", "اتفاقية المؤثرات العقلية لسنة 1971"),
        _is(CRIME, ar, r"اتفاقية\s+الأمم\s+المتحدة\s+لمكافحة\s+الجريمة\s+المنظمة\s+عبر\s+الوطنية", "اتفاقية الأمم المتحدة لمكافحة الجريمة المنظمة عبر الوطنية"),
        _is(CORRUPTION, ar, r"اتفاقية\s+الأمم\s+المتحدة\s+لمكافحة\s+الفساد", "اتفاقية الأمم المتحدة لمكافحة الفساد"),
        _is(TRAFFIC, fa, r"کنوانسیون\s+(?:سال\s+)?(?:1988|۱۹۸۸)|کنوانسیون\s+(?:سازمان\s+ملل\s+متحد\s+)?(?:برای\s+)?مبارزه\s+با\s+قاچاق\s+مواد\s+مخدر\s+و\s+داروهای\s+روان‌?\s?گردان", "کنوانسیون ۱۹۸۸"),
        _is(SINGLE, fa, r"کنوانسیون\s+واحد\s+(?:مواد\s+مخدر\s*)?(?:1961|۱۹۶۱)?|کنوانسیون\s+(?:1961|۱۹۶۱)", "کنوانسیون واحد مواد مخدر ۱۹۶۱"),
        _is(PSYCHOTROPIC, fa, r"کنوانسیون\s+(?:1971|۱۹۷۱)|کنوانسیون\s+(?:مواد|داروهای)\s+روان‌?\s?گردان(?:\s+(?:1971|۱۹۷۱))?", "کنوانسیون ۱۹۷۱"),
        _is(TRAFFIC, vi, r"[Cc]ông\s+ước\s+(?:(?:của\s+)?[Ll]iên\s+[Hh]ợp\s+[Qq]uốc\s+)?(?:năm\s+1988\s+)?về\s+(?:phòng,?\s+)?chống\s+(?:mua\s+bán|vận\s+chuyển|buôn\s+bán)\s+(?:bất\s+hợp\s+pháp|trái\s+phép)\s+(?:các\s+)?(?:chất\s+ma\s+t[úu]y|ma\s+t[úu]y)[^.;\n]{0,30}?(?:hướng\s+thần|1988)|[Cc]ông\s+ước\s+(?:năm\s+)?1988", "Công ước 1988", "Công ước năm 1988"),
        _is(SINGLE, vi, r"[Cc]ông\s+ước\s+(?:thống\s+nhất|duy\s+nhất)\s+(?:về\s+)?(?:các\s+)?(?:chất\s+)?ma\s+t[úu]y(?:\s+(?:năm\s+)?1961)?|[Cc]ông\s+ước\s+(?:năm\s+)?1961", "Công ước thống nhất về ma túy năm 1961"),
        _is(PSYCHOTROPIC, vi, r"[Cc]ông\s+ước\s+(?:năm\s+1971\s+)?về\s+(?:các\s+)?chất\s+hướng\s+thần(?:\s+(?:năm\s+)?1971)?|[Cc]ông\s+ước\s+(?:năm\s+)?1971", "Công ước về các chất hướng thần năm 1971"),
        _is(CRIME, vi, r"[Cc]ông\s+ước\s+(?:của\s+)?[Ll]iên\s+[Hh]ợp\s+[Qq]uốc\s+về\s+chống\s+tội\s+phạm\s+có\s+tổ\s+chức\s+xuyên\s+quốc\s+gia", "Công ước của Liên hợp quốc về chống tội phạm có tổ chức xuyên quốc gia"),
        _is(TRAFFIC, th, r"อนุสัญญา(?:สหประชาชาติ)?ว่าด้วยการต่อต้านการลักลอบค้ายาเสพติดและวัตถุที่ออกฤทธิ์ต่อจิตและประสาท(?:\s*ค\.ศ\.\s*\d{4})?|อนุสัญญา\s?(?:ปี\s?)?(?:ค\.ศ\.\s?)?(?:1988|๑๙๘๘)", "อนุสัญญาปี 1988"),
        _is(SINGLE, th, r"อนุสัญญาเดี่ยวว่าด้วยยาเสพติดให้โทษ(?:\s*ค\.ศ\.\s*(?:1961|๑๙๖๑))?|อนุสัญญา\s?(?:ปี\s?)?(?:ค\.ศ\.\s?)?(?:1961|๑๙๖๑)", "อนุสัญญาเดี่ยวว่าด้วยยาเสพติดให้โทษ"),
        _is(PSYCHOTROPIC, th, r"อนุสัญญาว่าด้วยวัตถุที่ออกฤทธิ์ต่อจิตและประสาท(?:\s*ค\.ศ\.\s*(?:1971|๑๙๗๑))?|อนุสัญญา\s?(?:ปี\s?)?(?:ค\.ศ\.\s?)?(?:1971|๑๙๗๑)", "อนุสัญญาว่าด้วยวัตถุที่ออกฤทธิ์ต่อจิตและประสาท"),
        _is(TRAFFIC, tr, r"1988\s+(?:tarihli\s+)?(?:(?:BM|Birleşmiş\s+Milletler|Viyana)\s+)?Sözleşme\w*|Uyuşturucu\s+ve\s+Psikotrop\s+Maddelerin\s+Kaçakçılığına\s+Karşı\s+(?:Birleşmiş\s+Milletler\s+)?Sözleşme\w*", "1988 Sözleşmesi"),
        _is(SINGLE, tr, r"(?:1961\s+(?:tarihli\s+|tarihli\s+Uyuşturucu\s+Maddelere\s+Dair\s+)?)(?:BM\s+|Tek\s+)?Sözleşme\w*|Uyuşturucu\s+Maddelere\s+Dair\s+(?:1961\s+)?Tek\s+Sözleşme\w*", "1961 Tek Sözleşmesi"),
        _is(PSYCHOTROPIC, tr, r"1971\s+(?:tarihli\s+)?(?:Psikotrop\s+Maddeler\s+)?Sözleşme\w*|Psikotrop\s+Maddeler\s+Sözleşme\w*", "1971 Sözleşmesi", "Psikotrop Maddeler Sözleşmesi"),
        _is(TRAFFIC, fr, r"Convention\s+(?:des\s+Nations\s+[Uu]nies\s+)?(?:de\s+1988\s+)?contre\s+le\s+trafic\s+illicite\s+de\s+stupéfiants\s+et\s+de\s+substances\s+psychotropes(?:\s+de\s+1988)?|Convention\s+de\s+(?:Vienne\s+de\s+)?1988", "Convention de 1988"),
        _is(SINGLE, fr, r"Convention\s+unique(?:\s+sur\s+les\s+stupéfiants)?(?:,?\s+(?:de\s+)?1961)?(?:\s+sur\s+les\s+stupéfiants)?|Convention\s+de\s+1961", "Convention unique sur les stupéfiants de 1961"),
        _is(PSYCHOTROPIC, fr, r"Convention\s+(?:de\s+1971\s+)?sur\s+les\s+substances\s+psychotropes(?:\s+(?:de\s+)?1971)?|Convention\s+de\s+1971", "Convention sur les substances psychotropes"),
        _is(CRIME, fr, r"Convention\s+(?:des\s+Nations\s+[Uu]nies\s+)?contre\s+la\s+criminalité\s+transnationale\s+organisée|Convention\s+de\s+Palerme", "Convention de Palerme"),
        _is(PROTOCOL_1972, es, r"Protocolo\s+(?:de\s+1972\s+)?de\s+[Mm]odificación\s+de\s+la\s+Convención\s+Única(?:\s+de\s+1961\s+sobre\s+Estupefacientes)?|Protocolo\s+de\s+1972", "Protocolo de 1972"),
        _is(TRAFFIC, es, r"Convención\s+(?:de\s+las\s+Naciones\s+Unidas\s+)?contra\s+el\s+[Tt]ráfico\s+[Ii]lícito\s+de\s+[Ee]stupefacientes\s+y\s+[Ss]ustancias\s+[Pp]?sicotrópicas(?:\s+de\s+1988)?|Convención\s+de\s+(?:Viena\s+de\s+)?1988", "Convención de 1988"),
        _is(SINGLE, es, r"Convención\s+Única(?:\s+de\s+1961)?(?:\s+sobre\s+[Ee]stupefacientes)?(?:(?:,?\s+de)?\s+1961)?|Convención\s+de\s+1961", "Convención Única de 1961 sobre Estupefacientes"),
        _is(PSYCHOTROPIC, es, r"(?:Convenio|Convención)\s+sobre\s+[Ss]ustancias\s+[Pp]?[Ss]icotrópicas(?:\s+de\s+1971)?|Con(?:venio|vención)\s+de\s+1971", "Convenio sobre Sustancias Sicotrópicas de 1971"),
        _is(OPIUM_1925, es, r"Convenio\s+(?:internacional\s+)?(?:del\s+opio\s+)?(?:firmad[oa]\s+en\s+Ginebra\s+el\s+)?(?:de\s+)?(?:19\s+de\s+febrero\s+de\s+)1925", "Convenio del opio firmado en Ginebra el 19 de febrero de 1925"),
        _is(SUPPRESSION_1936, es, r"Convenio\s+de\s+1936(?:\s+para\s+la\s+supresión\s+del\s+tráfico\s+ilícito\s+de\s+drogas\s+nocivas)?", "Convenio de 1936"),
        _is(TRAFFIC, de, r"Übereinkommens?\s+(?:der\s+Vereinten\s+Nationen\s+)?(?:vom\s+20\.\s+Dezember\s+1988\s+)?gegen\s+den\s+(?:unerlaubten|unrechtmässigen)\s+Verkehr\s+mit\s+(?:Suchtstoffen|Betäubungsmitteln)\s+und\s+psychotropen\s+Stoffen|Übereinkommens?\s+von\s+1988|Wiener\s+Übereinkommens?\s+von\s+1988", "Übereinkommen von 1988"),
        _is(SINGLE, de, r"Einheits-?[Üü]bereinkommens?(?:\s+(?:von\s+|vom\s+30\.\s+März\s+)1961)?(?:\s+über\s+(?:Suchtstoffe|die\s+Betäubungsmittel))?(?:\s+von\s+1961)?|Übereinkommens?\s+von\s+1961", "Einheits-Übereinkommen von 1961 über Suchtstoffe"),
        _is(PSYCHOTROPIC, de, r"Übereinkommens?\s+(?:von\s+1971\s+|vom\s+21\.\s+Februar\s+1971\s+)?über\s+[Pp]sychotrope\s+Stoffe|Übereinkommens?\s+von\s+1971", "Übereinkommen von 1971 über psychotrope Stoffe"),
        _is(OPIUM_1912, de, r"(?:Haager|Internationalen?)\s+(?:Opium)?(?:[Aa]bkommens?|übereinkommens?|Opiumabkommens?)\s+(?:vom|von)\s+(?:23\.\s+Januar\s+)?1912", "Haager Abkommens vom 23. Januar 1912"),
        _is(OPIUM_1925, de, r"(?:Genfer|[Ii]nternationalen?)\s+(?:Opium)?(?:[Aa]bkommens?|[Üü]bereinkommens?)\s+(?:vom\s+19\.\s+Februar|von)\s+1925(?:\s+über\s+die\s+Betäubungsmittel)?", "Genfer Abkommen vom 19. Februar 1925"),
        _is(LIMITING_1931, de, r"(?:Genfer\s+)?Abkommens?\s+vom\s+13\.\s+Juli\s+1931", "Abkommens vom 13. Juli 1931"),
        _is(SUPPRESSION_1936, de, r"Abkommens?\s+vom\s+26\.\s+Juni\s+1936(?:\s+zur\s+Unterdrückung\s+des\s+unerlaubten\s+Verkehrs\s+mit\s+Betäubungsmitteln)?", "Abkommen vom 26. Juni 1936"),
        _is(PROTOCOL_1972, nl, r"Protocol\s+tot\s+wijziging\s+van\s+het\s+Enkelvoudig\s+Verdrag(?:\s+inzake\s+verdovende\s+middelen(?:,\s+1961)?)?", "Protocol tot wijziging van het Enkelvoudig Verdrag"),
        _is(TRAFFIC, nl, r"Verdrag\s+(?:van\s+de\s+Verenigde\s+Naties\s+)?tegen\s+(?:de\s+)?sluikhandel\s+in\s+verdovende\s+middelen\s+en\s+psychotrope\s+stoffen(?:\s+van\s+1988)?|Verdrag\s+van\s+(?:Wenen\s+van\s+)?1988", "Verdrag van 1988"),
        _is(SINGLE, nl, r"Enkelvoudig\s+Verdrag(?:\s+inzake\s+verdovende\s+middelen)?(?:,?\s+(?:van\s+)?1961)?(?:,?\s+zoals\s+gewijzigd[^.;,\n]{0,40}?1972)?|Verdrag\s+van\s+1961", "Enkelvoudig Verdrag van 1961", "Enkelvoudig Verdrag inzake verdovende middelen, 1961"),
        _is(PSYCHOTROPIC, nl, r"Verdrag\s+inzake\s+psychotrope\s+stoffen(?:,?\s+(?:van\s+)?1971)?|Verdrag\s+van\s+1971", "Verdrag inzake psychotrope stoffen"),
        _is(CRIME, nl, r"Verdrag\s+van\s+de\s+Verenigde\s+Naties\s+tegen\s+(?:grensoverschrijdende|transnationale)\s+georganiseerde\s+(?:misdaad|criminaliteit)", "Verdrag van de Verenigde Naties tegen grensoverschrijdende georganiseerde misdaad"),
        _is(TRAFFIC, ms, r"Konvensyen\s+(?:1988|Bangsa-Bangsa\s+Bersatu\s+Menentang\s+Pengedaran\s+Haram\s+Dadah[^.;\n]{0,40}1988)|Konvensi\s+1988", "Konvensyen 1988"),
        _is(SINGLE, ms, r"Konvensyen\s+(?:Tunggal|1961)|Konvensi\s+(?:Tunggal\s+(?:Narkotika\s+)?)?1961", "Konvensi Tunggal Narkotika 1961"),
        _is(TRAFFIC, uk, r"[Кк]онвенці\w+\s+(?:ООН\s+|Організації\s+Об['’]єднаних\s+Націй\s+)?про\s+боротьбу\s+проти\s+незаконного\s+обігу\s+наркотичних\s+засобів\s+і\s+психотропних\s+речовин(?:\s+1988\s+року)?|[Кк]онвенці\w+\s+1988\s+року", "Конвенція 1988 року"),
        _is(SINGLE, uk, r"[Єє]дин\w+\s+[Кк]онвенці\w+\s+про\s+наркотичні\s+засоби(?:\s+1961\s+року)?|[Кк]онвенці\w+\s+1961\s+року", "Єдина конвенція про наркотичні засоби 1961 року"),
        _is(PSYCHOTROPIC, uk, r"[Кк]онвенці\w+\s+про\s+психотропні\s+речовини(?:\s+1971\s+року)?|[Кк]онвенці\w+\s+1971\s+року", "Конвенція про психотропні речовини 1971 року"),
        _is(TRAFFIC, uz, r"1988[\s-]+(?:yilgi|йилги)\s+(?:[Kk]onvensiya|[Кк]онвенция)\w*", "1988-yilgi Konvensiya"),
        _is(SINGLE, uz, r"1961[\s-]+(?:yilgi|йилги)\s+(?:[Yy]agona\s+)?(?:[Kk]onvensiya|[Кк]онвенция)\w*", "1961-yilgi Yagona konvensiya"),
        _is(TRAFFIC, bn, r"(?:1988|১৯৮৮)\s*(?:সালের|সনের)\s+(?:জাতিসংঘ\s+)?কনভেনশন", "১৯৮৮ সালের কনভেনশন"),
        _is(TRAFFIC, cs, r"Úmluv\w+\s+(?:Organizace\s+spojených\s+národů\s+|OSN\s+)?proti\s+nedovolenému\s+obchodu\s+s\s+omamnými\s+a\s+psychotropními\s+látkami", "Úmluva proti nedovolenému obchodu s omamnými a psychotropními látkami"),
        _is(SINGLE, cs, r"Jednotn\w+\s+[Úú]mluv\w+\s+o\s+omamných\s+látkách", "Jednotná úmluva o omamných látkách"),
        _is(PSYCHOTROPIC, cs, r"Úmluv\w+\s+o\s+psychotropních\s+látkách", "Úmluva o psychotropních látkách"),
    )  # fmt: skip
