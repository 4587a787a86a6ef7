# ruff: noqa: E501 - a row of the table is read as one line, in its own script
"""Resolutions by symbol, acts by number, and the words with which titles of acts are built."""

from __future__ import annotations

from ingest.citations.grammar import Level, Role, Row, Scheme

_ANY = ("*",)


def _number(languages: tuple[str, ...], pattern: str, key: str, *examples: tuple[str, str]) -> Row:
    return Row(languages, Role.NAME, Level.INSTRUMENT, pattern, examples, scheme=Scheme.NUMBER, key=key)


def _title(languages: tuple[str, ...], pattern: str, *examples: tuple[str, str], grow: str = "") -> Row:
    return Row(languages, Role.NAME, Level.INSTRUMENT, pattern, examples, scheme=Scheme.TITLE, grow=grow)


def _term(languages: tuple[str, ...], pattern: str, *examples: tuple[str, str]) -> Row:
    return Row(languages, Role.TERM, Level.INSTRUMENT, pattern, examples)


def act_rows() -> tuple[Row, ...]:
    """The rows; numbers come before titles, since they name one act alone."""
    return (*_resolutions(), *_western(), *_eastern(), *_titles(), *_terms())


def _resolutions() -> tuple[Row, ...]:
    ga = r"(?:General\s+Assembly|UNGA)"
    return (
        _number(_ANY, r"\b(?P<a>[AES]/(?:RES|DEC)/(?:S-|ES-)?\d+(?:/\d+)?(?:\s?\(\d{4}\))?)", "{a}", ("A/RES/61/183", "A/RES/61/183"), ("S/RES/1373 (2001)", "S/RES/1373 (2001)")),
        _number(_ANY, r"\b(?P<a>(?:E/CN\.7|E|A|S)/\d{4}/[\w./]+\d|CND/RES/\d+/\d+|E/CN\.7/RES/\d+/\d+)", "{a}", ("E/CN.7/2019/13", "E/CN.7/2019/13")),
        _number(("en",), rf"\b(?:{ga}\s+)?[Rr]esolutions?\s+(?P<a>S-\d+/\d+)|\b{ga}\s+[Rr]esolutions?\s+(?P<b>\d+/\d+)|\b[Rr]esolutions?\s+(?P<c>(?!19|20)\d{{2,3}}/\d+)\s+of\s+the\s+General\s+Assembly|\bits\s+resolutions?\s+(?P<d>(?:4[0-9]|[5-9]\d)/\d{{1,3}})\b", "A/RES/{a}", ("General Assembly resolution 61/183", "A/RES/61/183"), ("resolution S-30/1", "A/RES/S-30/1")),
        _number(("en",), r"\b(?:ECOSOC|Economic\s+and\s+Social\s+Council|Council)\s+[Rr]esolutions?\s+(?P<a>\d{4}/\d+)|\b[Rr]esolutions?\s+(?P<b>(?:19|20)\d\d/\d+)(?:\s+of\s+the\s+Economic\s+and\s+Social\s+Council)?", "E/RES/{a}", ("ECOSOC resolution 1999/25", "E/RES/1999/25")),
        _number(("en",), r"\b(?:CND|Commission(?:\s+on\s+Narcotic\s+Drugs)?)\s+[Rr]esolutions?\s+(?P<a>\d{2}/\d+)", "CND/RES/{a}", ("CND resolution 62/4", "CND/RES/62/4")),
        _number(("en",), r"\bSecurity\s+Council\s+[Rr]esolutions?\s+(?P<a>\d{3,4}\s?\(\d{4}\))", "S/RES/{a}", ("Security Council resolution 1373 (2001)", "S/RES/1373 (2001)")),
        _number(("ru",), r"\b[Рр]езолюци\w+\s+(?P<a>(?:S-)?\d+/\d+)\s+(?:[Гг]енеральной\s+Ассамблеи|ГА\s+ООН)|\b[Рр]езолюци\w+\s+(?P<b>S-\d+/\d+)", "A/RES/{a}", ("резолюция 46/152 Генеральной Ассамблеи", "A/RES/46/152")),
        _number(("ru",), r"\b[Рр]езолюци\w+\s+(?P<a>\d{4}/\d+)(?:\s+(?:Экономического\s+и\s+Социального\s+Совета|ЭКОСОС))?", "E/RES/{a}", ("резолюции 1999/25 ЭКОСОС", "E/RES/1999/25")),
        _number(("ru",), r"\b[Рр]езолюци\w+\s+(?P<a>\d{2}/\d+)\s+Комиссии(?:\s+по\s+наркотическим\s+средствам)?", "CND/RES/{a}", ("резолюция 62/4 Комиссии по наркотическим средствам", "CND/RES/62/4")),
        _number(("ru",), r"\b[Рр]езолюци\w+\s+(?P<a>\d{3,4}\s?\(\d{4}\))(?:\s+Совета\s+Безопасности)?", "S/RES/{a}", ("резолюция 1373 (2001) Совета Безопасности", "S/RES/1373 (2001)")),
        _number(("zh",), r"(?:[联聯]合[国國])?(?:大[会會]|[联聯]大)?第?\s?(?P<a>(?:S-)?(?!19|20)\d+/\d+)\s?[号號]?[决決][议議]", "A/RES/{a}", ("第 61/183 号决议", "A/RES/61/183")),
        _number(("zh",), r"(?:[经經][济濟]及社[会會]理事[会會])?第?\s?(?P<a>(?:19|20)\d\d/\d+)\s?[号號]?[决決][议議]", "E/RES/{a}", ("经济及社会理事会第 1999/25 号决议", "E/RES/1999/25")),
        _number(("ar",), r"قرار(?:ها)?\s+(?:الجمعية\s+العامة\s+)?(?P<a>\d+/\d+)", "A/RES/{a}", ("قرار الجمعية العامة 61/183", "A/RES/61/183")),
        _number(("fr",), r"\b[Rr]ésolution\s+(?P<a>(?:S-)?\d+/\d+)\s+de\s+l[’']Assemblée\s+générale", "A/RES/{a}", ("résolution 61/183 de l’Assemblée générale", "A/RES/61/183")),
        _number(("es",), r"\b[Rr]esolución\s+(?P<a>(?:S-)?\d+/\d+)\s+de\s+la\s+Asamblea\s+General", "A/RES/{a}", ("resolución 61/183 de la Asamblea General", "A/RES/61/183")),
        _number(("vi",), r"\b[Nn]ghị\s+quyết\s+(?:số\s+)?(?P<a>(?:S-)?\d+/\d{1,3})\s+của\s+Đại\s+hội\s+đồng", "A/RES/{a}", ("Nghị quyết 61/183 của Đại hội đồng", "A/RES/61/183")),
        _number(("ko",), r"(?:유엔\s?)?총회\s?결의\s?(?:제\s?)?(?P<a>\d+/\d+)호?", "A/RES/{a}", ("총회 결의 61/183", "A/RES/61/183")),
        _number(("ja",), r"(?:国連)?総会決議(?:第)?\s?(?P<a>\d+/\d+)号?", "A/RES/{a}", ("総会決議61/183", "A/RES/61/183")),
        _number(("tr",), r"(?P<a>\d+/\d+)\s+sayılı\s+(?:BM\s+)?Genel\s+Kurul\s+(?:[Kk]arar\w*)", "A/RES/{a}", ("61/183 sayılı Genel Kurul kararı", "A/RES/61/183")),
        _number(("th",), r"ข้อมติ(?:สมัชชาใหญ่(?:แห่ง)?(?:สหประชาชาติ)?)?\s*(?:ที่\s*)?(?P<a>(?:S-)?\d+/\d+)", "A/RES/{a}", ("ข้อมติสมัชชาใหญ่ที่ 61/183", "A/RES/61/183")),
    )  # fmt: skip


def _western() -> tuple[Row, ...]:
    en, ms = ("en",), ("ms", "id")
    return (
        _number(_ANY, r"\b(?P<a>EU:C:\d{4}:\d+)", "{a}", ("EU:C:2019:962", "EU:C:2019:962")),
        _number(("en", "fr"), r"\b(?:S\.C\.|R\.S\.C\.,?|L\.C\.|L\.R\.C\.\s*\(|R\.S\.,?)\s*\(?(?P<a>\d{4})\)?,?\s*(?:\(\d+\w*\s+\w+\.\)\s*,\s*)?(?:c|ch)\.\s*(?P<b>[A-Z]-[\d.]+\d|\d+(?:\s\(\d+\w*\s+Supp\.\))?)", "{a}, c. {b}", ("S.C. 1996, c. 19", "1996, c. 19"), ("R.S.C. 1985, c. F-27", "1985, c. F-27")),
        _number(("en", "fr"), r"(?<![\d–-])\b(?P<a>(?:18|19|20)\d\d),\s+(?:c|ch)\.\s*(?P<b>\d+)", "{a}, c. {b}", ("2018, c. 16", "2018, c. 16")),
        _number(("en", "fr"), r"\b(?P<a>(?:SOR|SI|DORS|TR)/\d{2,4}-\d+)", "{a}", ("SOR/99-371", "SOR/99-371")),
        _number(en, r"\b(?P<t>(?:Federal\s+)?Law)\s+No\.?\s*(?P<a>\d+-FZ|\d+(?:/\d{4}/[A-Z]+\d*)?)|\bLaw\s+(?P<b>\d+/\d{4}/QH\d+)", "{a}", ("Federal Law No. 3-FZ", "3-FZ"), ("Law No. 73/2021/QH14", "73/2021/QH14"), ("Law 73/2021/QH14", "73/2021/QH14")),
        _number((*en, *ms), r"\[?\b(?:Act|Akta)\s+(?P<a>\d{2,4})(?![\w/]|\s+of)\]?", "Act {a}", ("Act 234", "Act 234"), ("[Akta 234]", "Act 234")),
        _number(en, r"\b(?:Act|Law),?\s+No\.\s*(?P<a>\d+)\s+of\s+(?P<b>\d{4})", "No. {a} of {b}", ("Act, No. 41 of 2022", "No. 41 of 2022"), ("Act No. 13 of 1984", "No. 13 of 1984")),
        _number(ms, r"\bUndang-[Uu]ndang\s+(?:Republik\s+Indonesia\s+)?Nomor\s+(?P<a>\d+)\s+Tahun\s+(?P<b>\d{4})", "{a} Tahun {b}", ("Undang-Undang Nomor 35 Tahun 2009", "35 Tahun 2009")),
        _number(_ANY, r"(?P<a>\b\d+/\d{4}/(?:QH\d+|NĐ-CP|NÐ-CP|TT-\w+|TTLT[\w-]*|PL-UBTVQH\d+|QĐ-\w+|UBTVQH\d+|NQ-\w+)|\b\d+/\d{4}/L-CTN)", "{a}", ("105/2021/NĐ-CP", "105/2021/NĐ-CP"), ("73/2021/QH14", "73/2021/QH14")),
        _number(("tr",), r"\b(?P<a>\d{3,5})\s+sayılı(?=\s+(?:[^\W\d_]+\s+){0,6}?(?:Kanun|kanun|KHK|Yasa|Karar))(?:\s+(?:[^\W\d_]+\s+){0,6}?(?:Kanun|kanun|Yasa)(?:u|un|unun|la|a|da|dan|una|unda)?(?:n?un)?\b)?", "{a} sayılı", ("5237 sayılı Kanun", "5237 sayılı"), ("5237 sayılı Türk Ceza Kanununun", "5237 sayılı")),
        _number(("tr",), r"\bKanun\s+Numarası\s*:\s*(?P<a>\d{3,5})", "{a} sayılı", ("Kanun Numarası : 5237", "5237 sayılı")),
        _number(("cs", "sk"), r"\b(?:zákon\w*|vyhláš\w+|nařízení\w*\s+vlády)\s+č\.\s*(?P<a>\d+/\d{4})\s+Sb\.|\bč\.\s*(?P<b>\d+/\d{4})\s+Sb\.", "{a} Sb.", ("zákona č. 167/1998 Sb.", "167/1998 Sb.")),
        _number(("de",), r"\b(?:SR|AS|BBl)\s+(?P<a>0\.\d+(?:\.\d+)+|\d{3}\.\d+(?:\.\d+)*)", "SR {a}", ("SR 812.121", "SR 812.121")),
        _number(("fr",), r"\b(?:loi|décret|ordonnance)\s+n[°o]\s?(?P<a>\d{2,4}-\d+)", "n° {a}", ("loi n° 70-1320", "n° 70-1320")),
        _number(_ANY, r"\b(?:Règlement|Reglamento|Regulation|Verordnung|Verordening)\s+\((?:EU|UE|CE|EC|EG)\)\s+(?:n[.ºo°]*\s*|No\.?\s*|Nr\.\s*)?(?P<a>\d{1,4}/\d{2,4})", "{a}", ("Regulation (EU) No 1307/2013", "1307/2013")),
        _number(_ANY, r"\b(?:Directive|Directiva|Richtlinie|Richtlijn|Framework\s+Decision|Decisión\s+Marco|Joint\s+Action|Acción\s+Común)\s+(?P<a>\d{2,4}/\d{1,4}(?:/[A-Z]{2,3})?)", "{a}", ("Framework Decision 2004/757", "2004/757")),
        _number(("ru", "uk", "kk", "uz", "tg"), r"\b(?:(?:[Фф]едеральн\w+|[Кк]онституционн\w+)\s+)*(?:[Зз]акон\w*)\s+(?:Российской\s+Федерации\s+)?от\s+\d{1,2}[. ]\w+[. ](?P<y>\d{4})\s*(?:г\.|года)?\s*(?:№|N)\s*(?P<a>\d+-ФКЗ|\d+-ФЗ|\d+-\w+)", "{a} ({y})", ("Федеральный закон от 08.01.1998 № 3-ФЗ", "3-ФЗ (1998)")),
        _number(("ru",), r"\b(?:[Фф]едеральн\w+\s+)?[Зз]акон\w*\s+(?:№|N)\s*(?P<a>\d+-ФКЗ|\d+-ФЗ)", "{a}", ("Федеральный закон № 3-ФЗ", "3-ФЗ")),
        _number(("uk",), r"(?:№|N)\s*(?P<a>\d+(?:/\d+)?-(?:ВР|[IVXІХ]+))|\bЗакон\w*\s+України\s+(?:від\s+[\d.]+\s+)?№\s*(?P<b>[\d/]+-[\wІ]+)|\(\s*(?P<c>\d+/\d+-[ВвРр]+|\d+-[IVXІХ]+)\s*\)", "{a}", ("Закон України № 60/95-ВР", "60/95-ВР"), ("№ 60/95-ВР", "60/95-ВР")),
        _number(("kk",), r"(?:№|N)\s*(?P<a>\d+-[IVXІХ]+)", "{a}", ("№ 226-V", "226-V")),
        _number(("uz",), r"\b(?:OʻRQ|O[‘’']RQ|ЎРҚ)-(?P<a>\d+)", "OʻRQ-{a}", ("OʻRQ-813", "OʻRQ-813")),
    )  # fmt: skip


def _eastern() -> tuple[Row, ...]:
    n = r"[元〇零一二三四五六七八九十百千\d]+"
    return (
        _number(("ja",), rf"(?:（)?(?P<e>明治|大正|昭和|平成|令和)(?P<n1>{n})年(?:{n}月{n}日)?(?P<k>法律|政令|勅令|[\u4e00-\u9fff]{{0,6}}(?:省令|府令|規則|告示))第(?P<n2>{n})号(?:）)?", "{e}{n1}年{k}第{n2}号", ("昭和二十八年法律第十四号", "昭和28年法律第14号"), ("（昭和三十五年法律第百四十五号）", "昭和35年法律第145号")),
        _number(("ko",), r"(?P<k>법률|대통령령|총리령|[가-힣]{2,8}령)\s?제(?P<a>\d{2,6})호", "{k} 제{a}호", ("법률 제6146호", "법률 제6146호")),
        _number(("bn",), r"(?P<n1>\d{4})\s?সনের\s?(?P<n2>\d+)\s?নং\s?আইন(?:ের|ে)?", "{n1} সনের {n2} নং আইন", ("২০১৮ সনের ৬৩ নং আইনের", "2018 সনের 63 নং আইন")),
        _number(("ar",), r"(?:بالمرسوم\s+الملكي|المرسوم\s+الملكي|مرسوم\s+ملكي)\s+(?:الكريم\s+)?(?:رقم\s+)?\(?\s*(?P<a>م\s?/\s?\d+)\s*\)?", "{a}", ("المرسوم الملكي رقم (م/٣٩)", "م/39")),
        _number(("ar",), r"(?:القانون|قانون|المرسوم|الأمر)\s+(?:الاتحادي\s+)?رقم\s+\(?(?P<a>\d+)\)?\s+(?:لسنة|لعام)\s+(?P<b>\d{4})", "رقم {a} لسنة {b}", ("القانون رقم (4) لسنة 1999", "رقم 4 لسنة 1999")),
        _number(("ar",), r"قرار\s+مجلس\s+الوزراء\s+رقم\s+\(?\s*(?P<a>\d+)\s*\)?", "قرار مجلس الوزراء {a}", ("قرار مجلس الوزراء رقم (211)", "قرار مجلس الوزراء 211")),
        _number(("zh",), r"(?:国务院令|主席令|總統令)第\s?(?P<n1>" + n + r")\s?[号號]", "令第{n1}号", ("国务院令第597号", "令第597号")),
    )  # fmt: skip


_EN_HEAD = r"(?:Act|Code|Ordinance|Regulations?|Convention|Protocol|Agreement|Constitution|Rules|Treaty|Decree|Statute|Covenant|Order)\b"
_EN_GROW = r"(?:(?:[A-Z][\w’'.&-]*|\([A-Z][\w\s]{0,40}\)|\d{4}),?\s+(?:(?:of|on|and|for|the|in|to|against)\s+){0,3}){1,8}"


def _titles() -> tuple[Row, ...]:
    roman = r"(?:,?\s*\(?[IVXLC]+\s+of\s+\d{4}\)?)?"
    return (
        _title(("en",), rf"\b{_EN_HEAD}(?:\s+(?:on|against|for|relating\s+to|concerning|of)\s+(?:the\s+)?(?!(?:\d|Parliament|Congress))[A-Z]\w+(?:\s+(?:[A-Z]\w+|(?:of|and|on|in|the|for)(?=\s+(?:the\s+)?[A-Z])))*)?(?:,?\s+(?:of\s+)?(?:18|19|20)\d\d\b)?{roman}(?:\s+\((?:Chapter|Cap\.)\s+\d+\))?", ("Moss Act, 1990", "Moss Act, 1990"), ("Code of Criminal Procedure", "Code of Criminal Procedure"), grow=_EN_GROW),
        _title(("ms",), r"\bAkta\s+(?!ini|ibu|itu|tersebut|yang|dan|di)(?:[A-Z][\w-]*\s+(?:\([^)]{3,50}\)\s+)?){1,6}\d{4}|\bKanun\s+(?:Tatacara\s+Jenayah|Keseksaan)", ("Akta Dadah Berbahaya 1952", "Akta Dadah Berbahaya 1952")),
        _title(("ru",), r"\b(?:Уголовн\w+|Гражданск\w+|Трудов\w+|Таможенн\w+|Налогов\w+|Семейн\w+|Уголовно-процессуальн\w+|Уголовно-исполнительн\w+)\s+[Кк]одекс\w*(?:\s+Российской\s+Федерации|\s+РФ|\s+Республики\s+[А-Я]\w+)?|\bКодекс\w*\s+(?:Российской\s+Федерации|Республики\s+[А-Я]\w+)\s+об\s+административных\s+правонарушениях|\bКонституци\w+\s+Российской\s+Федерации|\b[Фф]едеральн\w+\s+закон\w*\s+[«\"][^»\"\n]{4,160}[»\"]", ("Уголовного кодекса Российской Федерации", "Уголовного кодекса Российской Федерации")),
        _title(("uk",), r"\b(?:Кримінальн\w+|Цивільн\w+|Кримінальн\w+\s+процесуальн\w+)\s+[Кк]одекс\w*(?:\s+України)?|\bКодекс\w*\s+України\s+про\s+адміністративні\s+правопорушення|\bЗакон\w*\s+України\s+[«\"][^»\"\n]{4,160}[»\"]", ("Кримінального кодексу України", "Кримінального кодексу України")),
        _title(("zh",), r"《(?P<t>[^》\n]{2,60}(?:法|[条條]例|[办辦]法|[规規]定|公[约約]|[细細]則|[细細]则|[规規]则|[规規]則|[决決]定|解[释釋]|憲法|宪法))》", ("《中华人民共和国刑法》", "中华人民共和国刑法")),
        _title(("zh",), r"(?<![\u4e00-\u9fff])?(?:中华人民共和国|中華民國)?(?P<t>(?:刑法|刑事[诉訴][讼訟]法|治安管理[处處][罚罰]法|行政[处處][罚罰]法|行政[诉訴][讼訟]法|禁毒法|[药藥]品管理法|民法典?|[宪憲]法|少年事件[处處]理法|社[会會]秩序[维維][护護]法|監獄行刑法|保安處分執行法|藥事法|毒品危害防制條例|管制藥品管理條例|[国國]家[赔賠][偿償]法|海[关關]法|[监監]察法|行政[复復][议議]法|通[讯訊]保障及監察法|戒毒条例|易制毒化学品管理条例|麻醉药品和精神药品管理条例))(?=第\s?[零〇一二三四五六七八九十百千\d]+\s?[条條])", ("", "")),
        _title(("ja",), r"(?:法|令|規則|条例|憲法|条約)(?:（[^（）]{0,40}）)?(?=(?:附則)?第(?:[零〇一二三四五六七八九十百千\d])+条)", ("", ""), grow=r"(?:[\u4e00-\u9fff々〆ァ-ヴー・]|及び|等の|に関する|の規制|に対する|による|のための|の(?=[\u4e00-\u9fff])|を(?:助長|防止)(?:する|し))+"),
        _title(("ko",), r"[「｢](?P<t>[^」｣\n]{2,60})[」｣]", ("「관세법」", "관세법")),
        _title(("ko",), r"(?<![가-힣])(?P<t>(?!(?:이|같은|동|종전의|개정)?(?:법|영|규칙|법률|법령)\s?제)[가-힣ㆍ]{2,30}(?:법|법률|령|규칙|헌법))(?=\s?(?:부칙\s?)?제\d+조)", ("", "")),
        _title(("th",), r"(?<!แห่ง)(?P<t>ประมวลกฎหมาย(?!นี้|ท้าย|[^\s]*มาใช้)(?:วิธีพิจารณาความอาญา|วิธีพิจารณาความแพ่ง|แพ่งและพาณิชย์|อาญา|ยาเสพติด|ที่ดิน|รัษฎากร))", ("ประมวลกฎหมายอาญา", "ประมวลกฎหมายอาญา")),
        _title(("th",), r"(?P<t>(?:พระราชบัญญัติ|พระราชกำหนด|พระราชกฤษฎีกา)(?!นี้|ให้|ดังกล่าว)[\u0e00-\u0e7f]{3,90}?(?:\s\(ฉบับที่\s?[\d๐-๙]+\))?\s?พ\.ศ\.\s?[๐-๙\d]{4})", ("พระราชบัญญัติยาเสพติดให้โทษ พ.ศ. ๒๕๒๒", "พระราชบัญญัติยาเสพติดให้โทษ พ.ศ. 2522")),
        _title(("vi",), r"\b(?P<t>(?:Bộ\s+luật|Luật|Pháp\s+lệnh)\s+(?!này|số|đó|có|và|sửa)(?:[A-ZĐ][\w]*)(?:(?:,\s+|\s+)(?!của|năm|và\s+các|hoặc|này|số|quy|được|đã|thì|hình|Điều|có|do|tại|trong|với|theo)[\w]+){0,6}(?:\s+năm\s+\d{4})?)", ("Bộ luật Hình sự năm 2015", "Bộ luật Hình sự năm 2015")),
        _title(("tr",), r"\b(?:Türk\s+Ceza\s+Kanunu|Ceza\s+Muhakemesi\s+Kanunu|Türk\s+Medeni\s+Kanunu|Anayasa)\w*", ("Türk Ceza Kanununun", "Türk Ceza Kanununun")),
        _title(("ar",), r"نظام\s+(?:الإجراءات\s+الجزائية|مكافحة\s+المخدرات\s+والمؤثرات\s+العقلية|القضاء|المرافعات\s+الشرعية)|قانون\s+(?:العقوبات|الإجراءات\s+الجنائية)|الدستور", ("نظام الإجراءات الجزائية", "نظام الإجراءات الجزائية")),
        _title(("de",), r"\b(?:Strafgesetzbuch|Strafprozeßordnung|Strafprozessordnung|Arzneimittelgesetz|Betäubungsmittelgesetz|Jugendgerichtsgesetz|Verwaltungsverfahrensgesetz|Heilmittelgesetz|Bundesverfassung|Grundgesetz|Sozialgesetzbuch|Apothekengesetz|Betäubungsmittel-?[A-Z]?\w*verordnung|Betäubungsmittelkontrollverordnung|Betäubungsmittelsuchtverordnung)(?:e?s|buchs)?\b|\b(?:BtMG|BetmG|BtMVV|BtMAHV|BtMBinHV|NpSG|AMG|StGB|StPO|HMG|BetmKV|BetmSV|BetmPV|BetmVV-EDI|KVG|GÜG|JGG|AMVV|HMV|VAM|AMBV|MepV|VwVG|DSG)\b", ("BtMG", "BtMG"), ("Betäubungsmittelgesetzes", "Betäubungsmittelgesetzes")),
        _title(("fr",), r"\b(?:[Cc]ode\s+(?:criminel|pénal|civil|de\s+la\s+santé\s+publique|de\s+procédure\s+pénale|rural|de\s+commerce)|Loi\s+(?:réglementant\s+certaines\s+drogues\s+et\s+autres\s+substances|sur\s+(?:le\s+|la\s+|les\s+|l[’'])\s?[a-zà-ÿœ]+(?:\s+(?:et|de|des|du|d[’']|aux?|sur|les?|la)?\s?[a-zà-ÿœ-]+){0,7})|Règlement\s+sur\s+(?:le\s+|la\s+|les\s+|l[’'])\s?[a-zà-ÿœ]+(?:\s+(?:à|et|de|des|du|d[’'])\s?(?:des\s+)?[a-zà-ÿœ-]+){0,5})", ("Code criminel", "Code criminel"), ("Loi sur le cannabis", "Loi sur le cannabis")),
        _title(("es",), r"\bCódigo\s+(?:Penal|Civil|de\s+Sanidad|de\s+Procedimiento\s+Penal)|\bCódigo\s+de\s+la\s+Salud\s+Pública", ("Código Penal", "Código Penal")),
        _title(("nl",), r"\b(?:Wetboek\s+van\s+(?:Straf(?:recht|vordering)|Strafvordering)|Opiumwet(?:besluit)?|Geneesmiddelenwet|Algemene\s+wet\s+bestuursrecht|Gemeentewet|Gezondheidswet|Wet\s+op\s+de\s+[a-z]+\s?\w*|Penitentiaire\s+beginselenwet|Statuut\s+van\s+de\s+Raad\s+van\s+Europa|Handvest\s+van\s+de\s+Verenigde\s+Naties|Wet\s+bevordering\s+integriteitsbeoordelingen\s+door\s+het\s+openbaar\s+bestuur)\b", ("Wetboek van Strafrecht", "Wetboek van Strafrecht")),
        _title(("bn",), r"(?P<t>(?:[\u0980-\u09ff-]+\s+){1,4}(?:\([\u0980-\u09ff]+\)\s+)?আইন,\s?[০-৯\d]{4})", ("মাদকদ্রব্য নিয়ন্ত্রণ আইন, ২০১৮", "মাদকদ্রব্য নিয়ন্ত্রণ আইন, 2018")),
        _title(("cs",), r"\b(?:trestní(?:ho)?\s+zákoník\w*|trestní(?:ho)?\s+řád\w*)", ("trestního zákoníku", "trestního zákoníku")),
        _title(("uz",), r"\bOʻzbekiston\s+Respublikasi(?:ning)?\s+(?:Konstitutsiyasi|[A-Z]\w+(?:-\w+)?\s+kodeksi|Maʼmuriy\s+javobgarlik\s+toʻgʻrisidagi\s+kodeksi)\w*", ("Oʻzbekiston Respublikasi Jinoyat kodeksining", "Oʻzbekiston Respublikasi Jinoyat kodeksining")),
    )  # fmt: skip


def _terms() -> tuple[Row, ...]:
    return (
        _term(("en",), r"\bthe\s+(?P<t>Catalogue)\s+where\s+the\s+(?:Member\s+)?States\s+in(?=\s+para)", ("", "")),
        _term(("en",), r"\bthe\s+(?P<t>(?:principal\s+|said\s+)?(?:Vienna\s+)?(?:Convention|Act|Ordinance|enactment|Code|Agreement|Protocol|Regulations|Law|Catalogue|Constitution|Bill))\b(?!\s+(?:on|against|for)\b)", ("the Convention", "Convention"), ("the principal Act", "principal Act")),
        _term(("ms",), r"\b(?P<t>Akta\s+ibu)\b", ("Akta ibu", "Akta ibu")),
        _term(("ru",), r"\b(?P<t>Конвенци(?:я|и|ю|ей)|Федеральн\w+\s+закон\w*|Кодекс\w*|Каталог\w*|Протокол\w*|Соглашени\w+)\b", ("Конвенции", "Конвенции")),
        _term(("nl",), r"\b(?:het|de)\s+(?P<t>Verdrag(?:\s+van\s+Wenen)?|wet|Wet|Protocol|besluit)\b(?!\s+van\b)", ("de wet", "wet")),
        _term(("de",), r"\b(?:de[srm]|das|die)\s+(?P<t>Übereinkommens?|Abkommens?|Konvention|Gesetzes?|Verordnung)\b(?!\s+(?:vom|von|über)\b)", ("des Übereinkommens", "Übereinkommens")),
        _term(("fr",), r"\b(?:la|le|du)\s+(?P<t>Convention|Loi|Protocole|Règlement)\b(?!\s+(?:sur|contre|de)\b)", ("la Convention", "Convention")),
        _term(("es",), r"\b(?:la|el|del)\s+(?P<t>Convención|Convenio|Ley|Protocolo|Reglamento)\b(?!\s+(?:sobre|contra|de|Única)\b)", ("la Convención", "Convención")),
        _term(("ko",), r"(?<![가-힣])(?P<t>법|영|규칙|협약)(?=\s?(?:부칙\s?)?제\d+조)", ("", "")),
        _term(("vi",), r"\b(?P<t>Công\s+ước|Bộ\s+luật|Luật|Nghị\s+định|Hiến\s+pháp)\b(?!\s+này)", ("Công ước", "Công ước")),
        _term(("ar",), r"(?P<t>الاتفاقية|اللائحة)(?!\s+الوحيدة)", ("الاتفاقية", "الاتفاقية")),
        _term(("zh",), r"(?:该|該)(?P<t>公[约約])", ("该公约", "公约")),
    )  # fmt: skip
