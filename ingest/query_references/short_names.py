# ruff: noqa: E501 - an act is read as one line, in all its names
"""What people call acts that call themselves otherwise: abbreviations, and names in other languages.

An entry is tied to an instrument by its State and by words of its own title or number, so it serves
whoever ingests that act, under whatever file name. ``sure`` names the act wherever it stands; ``short``
only beside the number of a provision, since the letters may mean something else ("УК", "JK").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Known:
    """An act: its State, words of its title in its own language, and what else it is called.

    Alternatives in all three are divided by a bar. ``kind`` puts it under a name of kind
    (:data:`KINDS`), so that "criminal code of ..." finds it in any language.
    """

    state: str
    title: str
    sure: str = ""
    short: str = ""
    kind: str = ""


CRIMINAL, DRUGS = "criminal", "drugs"

KINDS: Mapping[str, str] = {
    CRIMINAL: (
        "criminal code|penal code|criminal law|penal law|уголовный кодекс|угол кодекс|УК|кримінальний кодекс|КК|"
        "қылмыстық кодекс|ҚК|кылмыш жаза кодекси|jinoyat kodeksi|жиноят кодекси|JK|ЖК|кодекси ҷиноятӣ|КҶ|jenaýat kodeksi|"
        "cinayət məcəlləsi|эрүүгийн хууль|刑法|刑法典|형법|bộ luật hình sự|BLHS|luật hình sự|ceza kanunu|türk ceza kanunu|TCK|"
        "ประมวลกฎหมายอาญา|قانون العقوبات|نظام العقوبات|القانون الجنائي|قانون مجازات اسلامی|قانون مجازات|کود جزا|جزا قانون|"
        "code pénal|código penal|Strafgesetzbuch|StGB|wetboek van strafrecht|kitab undang-undang hukum pidana|KUHP|"
        "kanun keseksaan|trestní zákoník|দণ্ডবিধি|दंड संहिता|भारतीय दंड संहिता|ປະມວນກົດໝາຍອາຍາ|ກົດໝາຍອາຍາ|ក្រមព្រហ្មទណ្ឌ|"
        "חוק העונשין|სისხლის სამართლის კოდექსი|քրեական օրենսգիրք"
    ),
    DRUGS: (
        "drugs act|drug act|drug law|drugs law|drug code|narcotics act|narcotic act|narcotics law|narcotics code|narcotic code|"
        "narcotic drugs act|narcotic drugs law|narcotic drugs code|drug control act|drug control law|narcotics control act|"
        "narcotics control law|narcotic control act|anti-drug law|anti-narcotics law|antidrug law|antinarcotics law|controlled drugs act|"
        "controlled substances act|misuse of drugs act|law on narcotic drugs|law on narcotic drugs and psychotropic substances|"
        "law on narcotics|law on drugs|law on drug prevention and control|law on drug control|drug prevention and control law|"
        "law against narcotics|law combating narcotics|narcotic substances act|opium act|opium law|"
        "закон о наркотиках|закон о наркотических средствах|закон о наркотических средствах и психотропных веществах|"
        "закон о борьбе с наркотиками|закон о контроле над наркотиками|антинаркотический закон|кодекс о наркотиках|"
        "наркотический кодекс|закон против наркотиков|"
        "закон про наркотики|закон про наркотичні засоби|есірткі туралы заң|есірткі заңы|"
        "禁毒法|毒品法|毒品管制法|麻醉品法|麻醉药品法|麻醉品法典|药物管制法|毒品控制法|"
        "마약법|마약류관리법|마약류 관리에 관한 법률|마약 단속법|麻薬取締法|麻薬法|"
        "luật phòng chống ma túy|luật ma túy|luật phòng, chống ma tuý|uyuşturucu kanunu|uyuşturucu yasası|"
        "ประมวลกฎหมายยาเสพติด|กฎหมายยาเสพติด|نظام مكافحة المخدرات|قانون مكافحة المخدرات|قانون المخدرات|نظام المخدرات|"
        "قانون مبارزه با مواد مخدر|قانون مواد مخدر|loi sur les drogues|loi sur les stupéfiants|code des stupéfiants|"
        "loi antidrogue|ley de drogas|ley de estupefacientes|ley sobre drogas|ley antidrogas|Betäubungsmittelgesetz|Suchtmittelgesetz|"
        "Drogengesetz|opiumwet|drugswet|lei de drogas|undang-undang narkotika|akta dadah|মাদক আইন|মাদকদ্রব্য আইন|"
        "মাদকদ্রব্য নিয়ন্ত্রণ আইন|giyohvandlik vositalari toʻgʻrisidagi qonun|narkotiklar toʻgʻrisidagi qonun|חוק הסמים המסוכנים|פקודת הסמים המסוכנים"
    ),
}  # fmt: skip
"""Names of a kind, in many languages; each is one that somebody says together with a State."""

ANYWHERE = frozenset({"criminal code", "penal code"})
"""Those that say of no State whose act they mean: all that have the provision are candidates."""

ACTS: tuple[Known, ...] = (
    # -- criminal codes
    Known("ru", "Уголовный кодекс", "УК РФ|УКРФ|УК России|Уголовный кодекс РФ|Ugolovny kodeks RF|RF Criminal Code", "УК|угол кодекс|UK RF|ugolovny kodeks|ugolovnyj kodeks|ugolovniy kodeks", CRIMINAL),
    Known("uz", "Jinoyat kodeksi|Жиноят кодекси|Уголовный кодекс", "JK OʻzR|OʻzR JK|УК РУз|УК Узбекистана|ЎзР ЖК", "JK|ЖК|Жиноят кодекси", CRIMINAL),
    Known("kz", "Қылмыстық кодекс|Уголовный кодекс", "УК РК|УК Казахстана|ҚР ҚК", "ҚК", CRIMINAL),
    Known("kg", "Кылмыш-жаза кодекси|Уголовный кодекс", "УК КР|УК Кыргызстана|КР КЖК", "", CRIMINAL),
    Known("tj", "Кодекси ҷиноятӣ|Уголовный кодекс", "УК РТ|УК Таджикистана|КҶ ҶТ", "КҶ", CRIMINAL),
    Known("tm", "Jenaýat kodeksi|Уголовный кодекс", "УК Туркменистана", "", CRIMINAL),
    Known("by", "Уголовный кодекс|Крымінальны кодэкс", "УК РБ|УК Беларуси", "", CRIMINAL),
    Known("az", "Cinayət Məcəlləsi|Уголовный кодекс", "УК Азербайджана|AR CM", "", CRIMINAL),
    Known("ua", "Кримінальний кодекс", "КК України|ККУ|УК Украины", "КК", CRIMINAL),
    Known("mn", "Эрүүгийн хууль", "", "", CRIMINAL),
    Known("cn", "中华人民共和国刑法", "中国刑法|中國刑法|PRC Criminal Law|刑法典", "刑法", CRIMINAL),
    Known("tr", "Türk Ceza Kanunu", "TCK|5237 sayılı TCK|Turkish Penal Code|Turkish Criminal Code", "ceza kanunu", CRIMINAL),
    Known("vn", "Bộ luật Hình sự", "BLHS|Bộ luật hình sự Việt Nam", "luật hình sự", CRIMINAL),
    Known("kr", "형법", "", "", CRIMINAL),
    Known("jp", "刑法", "", "", CRIMINAL),
    Known("de", "Strafgesetzbuch", "StGB", "", CRIMINAL),
    Known("th", "ประมวลกฎหมายอาญา", "", "", CRIMINAL),
    Known("in", "Indian Penal Code|Bharatiya Nyaya Sanhita", "IPC|BNS", "", CRIMINAL),
    Known("pk", "Pakistan Penal Code", "PPC", "", CRIMINAL),
    Known("ir", "قانون مجازات اسلامی", "", "", CRIMINAL),
    Known("il", "חוק העונשין", "", "", CRIMINAL),
    # -- laws on drugs
    Known("cn", "中华人民共和国禁毒法|禁毒法", "中国禁毒法|中國禁毒法|PRC Narcotics Control Law|Anti-Drug Law of China|Anti-Drug Law of the PRC", "", DRUGS),
    Known("cn", "麻醉药品和精神药品管理条例", "麻精药品管理条例|麻精药品条例|麻醉藥品和精神藥品管理條例|Regulations on the Administration of Narcotic Drugs and Psychotropic Drugs", ""),
    Known("cn", "易制毒化学品管理条例", "易制毒条例|易制毒化学品条例|易製毒化學品管理條例|Regulations on the Administration of Precursor Chemicals", ""),
    Known("cn", "关于审理毒品犯罪案件适用法律若干问题的解释", "审理毒品犯罪案件解释|毒品犯罪司法解释|毒品犯罪案件适用法律解释|毒品犯罪解释", ""),
    Known("tw", "毒品危害防制條例|Narcotics Hazard Prevention Act", "毒危條例|毒品條例|毒品危害防制条例|毒防條例", "", DRUGS),
    Known("tw", "管制藥品管理條例|Controlled Drugs Act", "管藥條例|管制药品管理条例", "", DRUGS),
    Known("jp", "麻薬及び向精神薬取締法", "麻向法|麻薬取締法|Narcotics and Psychotropics Control Act|Narcotics and Psychotropics Control Law", "", DRUGS),
    Known("jp", "覚醒剤取締法", "覚せい剤取締法|覚取法|覚醒剤法|Stimulants Control Act|Stimulants Control Law", ""),
    Known("jp", "大麻草の栽培の規制に関する法律", "大麻取締法|大麻草栽培規制法|大麻法", ""),
    Known("jp", "麻薬及び向精神薬取締法施行令", "麻向法施行令|麻薬取締法施行令", ""),
    Known("kr", "마약류 관리에 관한 법률", "마약류관리법|마약관리법|마약류 관리법|Narcotics Control Act of Korea|Act on the Control of Narcotics|Korean Narcotics Control Act|Korean Act on the Management of Narcotics|Act on the Management of Narcotics", "마약법", DRUGS),
    Known("kr", "마약류 관리에 관한 법률 시행규칙", "마약류관리법 시행규칙|마약류 관리법 시행규칙", ""),
    Known("kr", "마약류 불법거래 방지에 관한 특례법", "마약거래방지법|마약류거래방지법|마약류불법거래방지법|마약류 특례법|Act on Special Cases concerning the Prevention of Illegal Trafficking in Narcotics", ""),
    Known("kr", "마약류중독자 치료보호규정", "마약류 중독자 치료보호규정|마약류 중독자 치료보호 규정", ""),
    Known("th", "ประมวลกฎหมายยาเสพติด", "Thai Narcotics Code|Narcotics Code of Thailand|Thailand Narcotics Code|Narcotics Code B.E. 2564", "ป.ยาเสพติด", DRUGS),
    Known("vn", "Luật Phòng, chống ma túy", "Luật PCMT|Luật phòng chống ma tuý|Vietnam Law on Drug Prevention and Control", "PCMT", DRUGS),
    Known("sa", "نظام مكافحة المخدرات والمؤثرات العقلية", "نظام مكافحة المخدرات", "", DRUGS),
    Known("sa", "تنظيم اللجنة الوطنية لمكافحة المخدرات", "تنظيم اللجنة الوطنية|Saudi National Committee for Drug Control|Saudi National Committee for Narcotics Control", ""),
    Known("gcc", "النظام الأساسي لمركز المعلومات الجنائية لمكافحة المخدرات", "نظام مركز المعلومات الجنائية|النظام الأساسي لمركز المعلومات الجنائية|GCC-CICCD statute|GCC CICCD statute|GCC criminal information centre statute", ""),
    Known("bd", "মাদকদ্রব্য নিয়ন্ত্রণ আইন, ২০১৮", "মাদকদ্রব্য নিয়ন্ত্রণ আইন|Narcotics Control Act 2018", "মাদক আইন|মাদকদ্রব্য আইন", DRUGS),
    Known("pk", "Control of Narcotic Substances Act", "CNSA|کنٹرول آف نارکوٹک سبسٹنسز ایکٹ|کنٹرول آف نارکوٹکس سبسٹینسز ایکٹ|انسداد منشیات ایکٹ", "", DRUGS),
    Known("pk", "Anti-Narcotics Force Act", "ANF Act|ANFA|اینٹی نارکوٹکس فورس ایکٹ", "ANF"),
    Known("pk", "Cannabis Control and Regulatory Authority Act", "CCRA Act", "CCRA"),
    Known("ca", "Controlled Drugs and Substances Act", "CDSA|LRCDAS|LRCDS|CDS Act|Loi réglementant certaines drogues et autres substances", "", DRUGS),
    Known("ca", "Cannabis Act", "Loi sur le cannabis|Canadian Cannabis Act", ""),
    Known("ca", "Narcotic Control Regulations", "Règlement sur les stupéfiants", "NCR"),
    Known("de", "Betäubungsmittelgesetz|BtMG", "BtMG|Betäubungsmittelgesetz|German Narcotics Act|German Narcotic Drugs Act", "", DRUGS),
    Known("de", "Betäubungsmittel-Verschreibungsverordnung|BtMVV", "BtMVV", ""),
    Known("de", "Betäubungsmittel-Außenhandelsverordnung|BtMAHV", "BtMAHV", ""),
    Known("de", "Betäubungsmittel-Binnenhandelsverordnung|BtMBinHV", "BtMBinHV", ""),
    Known("de", "Neue-psychoaktive-Stoffe-Gesetz|NpSG", "NpSG", ""),
    Known("ch", "Bundesgesetz über die Betäubungsmittel", "BetmG|LStup", "", DRUGS),
    Known("ch", "Betäubungsmittelkontrollverordnung", "BetmKV|OCStup|Swiss Narcotics Control Ordinance", ""),
    Known("ch", "Betäubungsmittelsuchtverordnung", "BetmSV", ""),
    Known("ch", "Betäubungsmittelverzeichnisverordnung", "BetmVV-EDI", ""),
    Known("nl", "Opiumwet", "Opium Act of the Netherlands|Dutch Opium Act|Dutch Opium Law", "Opw", DRUGS),
    Known("nl", "Opiumwetbesluit", "Opium Act Decree", "Owb"),
    Known("ua", "62/95-ВР|Про заходи протидії незаконному обігу наркотичних засобів", "Закон 62/95-ВР|Закон про заходи протидії незаконному обігу наркотичних засобів|Закон о мерах противодействия незаконному обороту наркотических средств", "", DRUGS),
    Known("ru", "О наркотических средствах и психотропных веществах", "3-ФЗ|ФЗ-3|ФЗ о наркотических средствах|Закон о наркотических средствах и психотропных веществах", "", DRUGS),
    Known("kz", "О наркотических средствах, психотропных веществах|Есірткі, психотроптық заттар", "", "", DRUGS),
    Known("my", "Dangerous Drugs Act 1952|Akta Dadah Berbahaya 1952", "DDA 1952|ADB 1952|Akta Dadah Berbahaya 1952|Akta Dadah Berbahaya|Dangerous Drugs Act", "DDA|ADB", DRUGS),
    Known("sg", "Misuse of Drugs Act", "", "MDA", DRUGS),
    Known("gb", "Misuse of Drugs Act 1971", "MDA 1971", "MDA", DRUGS),
    Known("in", "Narcotic Drugs and Psychotropic Substances Act", "NDPS Act|NDPSA|NDPS", "", DRUGS),
    Known("us", "Controlled Substances Act", "", "CSA", DRUGS),
    Known("id", "Undang-Undang Narkotika|Narkotika", "UU Narkotika|UU 35/2009", "", DRUGS),
    Known("ph", "Comprehensive Dangerous Drugs Act", "RA 9165", "CDDA", DRUGS),
    Known("ir", "قانون مبارزه با مواد مخدر", "", "", DRUGS),
    Known("il", "פקודת הסמים המסוכנים", "", "", DRUGS),
    # -- further names of acts that have no short one
    Known("coe", "Agreement on illicit traffic by sea", "Agreement on illicit traffic by sea|Council of Europe Agreement on Illicit Traffic by Sea|drug trafficking by sea agreement|ETS 156|CETS 156"),
    Known("caribbean", "Agreement concerning co-operation in suppressing illicit maritime and air trafficking", "San José Agreement|San José Treaty|Treaty of San José|Caribbean maritime agreement|Caribbean Regional Maritime Agreement|verdrag van San José"),
    Known("ch-ro", "Abkommen über die Zusammenarbeit bei der Bekämpfung", "Abkommen Schweiz Rumänien|Abkommen zwischen der Schweiz und Rumänien|Swiss-Romanian agreement|Switzerland-Romania agreement"),
    Known("int", "Internationales Abkommen vom 19. Februar 1925", "Genfer Opiumabkommen|Opiumabkommen 1925|Geneva Opium Convention|International Opium Convention 1925|Женевская конвенция 1925"),
    Known("int", "Abkommen vom 26. Juni 1936", "1936 Trafficking Convention|Illicit Traffic Convention 1936|Женевская конвенция 1936"),
    Known("fr", "Arrêté du 30 décembre 2021", "arrêté du 30 décembre 2021|arrêté cannabis 2021"),
    Known("cz", "změna zákona o návykových látkách|zákon o návykových látkách", "zákon o návykových látkách|zákon č. 167/1998 Sb.|167/1998 Sb.|167/1998", "", DRUGS),
    Known("lk", "Poisons, Opium and Dangerous Drugs", "Poisons, Opium and Dangerous Drugs Ordinance|PODDO", "", DRUGS),
    Known("cn", "戒毒条例", "China Drug Rehabilitation Regulations|Drug Rehabilitation Regulations of China", ""),
    Known("cn", "山东省禁毒条例", "Shandong drug control regulations|山东禁毒条例", ""),
    Known("cn", "上海市禁毒条例", "Shanghai drug control regulations|上海禁毒条例", ""),
    # -- international instruments
    Known("cica", "Concept paper on cooperation", "CICA concept paper|концепция СВМДА|концепция СВМДА по наркотикам|АӨСШК тұжырымдамасы|亚信构想文件"),
    Known("asean", "Statement of ASEAN and the Russian Federation", "ASEAN-Russia statement|ASEAN Russia statement|заявление Россия-АСЕАН|заявление АСЕАН и России|заявление АСЕАН-Россия"),
    Known("un", "illicit traffic in narcotic drugs and psychotropic substances", "1988 UN Convention|UN 1988|UN Drug Trafficking Convention|Convención contra el tráfico ilícito de 1988|Конвенция о незаконном обороте наркотиков 1988|Sluikhandelverdrag", ""),
    Known("un", "Single Convention on Narcotic Drugs", "Single Convention|SCND|Enkelvoudig Verdrag|Convenção Única|Convención Única|Convention unique|Einheitsübereinkommen|Einheits-Übereinkommen|Tek Sözleşme|Единая конвенция|Єдина конвенція|Бірыңғай конвенция|Bitewi konwensiýa|Yagona konvensiya|Vahid Konvensiya|Конвенсияи ягона|麻醉品单一公约|麻醉品單一公約|单一公约|單一公約|単一条約|단일협약|الاتفاقية الوحيدة|کنوانسیون واحد|อนุสัญญาเดี่ยว|Công ước thống nhất về các chất ma túy|Konvensi Tunggal Narkotika|Konvensyen Tunggal|একক কনভেনশন", ""),
    Known("un", "Transnational Organized Crime", "UNTOC|Palermo Convention|Palermo-Konvention|Convention de Palerme|Convención de Palermo|Verdrag van Palermo|Палермская конвенция|Палермо конвенциясы|Palermo Konvensiyası|Palermo Sözleşmesi|Палермо Конвенцияси|Konvensi Palermo|巴勒莫公约|巴勒莫公約|パレルモ条約|팔레르모 협약|اتفاقية باليرمو|کنوانسیون پالرمو|อนุสัญญาปาแลร์โม|Công ước Palermo|UNCTOC|TOC Convention|КТОП|国際組織犯罪防止条約|국제조직범죄방지협약", ""),
)  # fmt: skip
