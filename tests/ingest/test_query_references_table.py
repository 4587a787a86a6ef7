# ruff: noqa: E501 - a query is read as one line, in its own script
"""Queries that name a provision, and queries that only look like it, in the languages of the region and beyond."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from corpus.access import Access
from corpus.store import Store
from ingest.query_references import ReferenceReader
from tests.ingest.query_reference_samples import fill

PUBLIC = Access.public()

# language: (query, last step of the instrument's id # eId) ...
REFERENCES: dict[str, tuple[tuple[str, str], ...]] = {
    "en": (
        ("art. 3 paragraf 1 UN 1988", "illicit-traffic#art_3__para_1"),
        ("1988 UN Convention Art 6", "illicit-traffic#art_6"),
        ("section 5 of Canada's drugs act", "cdsa#sec_5"),
        ("subsection 9(2) of the Controlled Drugs and Substances Act", "cdsa#sec_9__para_2"),
        ("Vienna Convention 1988 article 11 controlled delivery", "illicit-traffic#art_11"),
        ("ss. 5-7 CDSA", "cdsa#sec_5"),
        ("Pakistan substances act s 15", "cnsa#sec_15"),
        ("1988 convention article 3", "illicit-traffic#art_3"),
        ("art 3(1)(b) of the 1988 Convention", "illicit-traffic#art_3__para_1__subpara_b"),
        ("Article 3, paragraph 1 (b) of the 1988 Convention", "illicit-traffic#art_3__para_1__subpara_b"),
        ("para 2 of article 3 of the 1988 convention", "illicit-traffic#art_3__para_2"),
        ("1988 CONVENTION ART. 3 PARA 2", "illicit-traffic#art_3__para_2"),
        ("1988 convention 3.1.b", "illicit-traffic#art_3__para_1__subpara_b"),
        ("UN convention 1988 art 5", "illicit-traffic#art_5"),
        ("article 36 single convention", "single-convention#art_36"),
        ("Single Convention 1961 article 36", "single-convention#art_36"),
        ("1971 convention art 22", "psychotropic-substances#art_22"),
        ("UNTOC 18", "transnational-organized-crime#art_18"),
        ("palermo convention article 20", "transnational-organized-crime#art_20"),
        ("CNSA s. 9", "cnsa#sec_9"),
        ("s.9 cnsa 1997", "cnsa#sec_9"),
        ("section 9(1)(a) CNSA", "cnsa#sec_9__para_1__subpara_a"),
        ("control of narcotic substances act 1997 section 15", "cnsa#sec_15"),
        ("Pakistan narcotic substances act s 15", "cnsa#sec_15"),
        ("CDSA s 5", "cdsa#sec_5"),
        ("Canada drugs act section 5", "cdsa#sec_5"),
        ("sec. 5 of the controlled drugs and substances act", "cdsa#sec_5"),
        ("cannabis act s. 12(1)", "cannabis#sec_12__para_1"),
        ("NDPS Act section 27", "ndps#sec_27"),
        ("Indian drugs law section 27", "ndps#sec_27"),
        ("Thai Narcotics Code s. 90", "th-code#part_2__art_90"),
        ("Criminal code of Uzbekistan article 273", "uz-code#art_273"),
        ("turkish penal code art 188", "tck#art_188"),
        ("Article 188 TCK", "tck#art_188"),
        ("Law 73/2021 Article 12", "vn-drugs#art_12"),
        ("Law No. 73/2021/QH14 art. 12", "vn-drugs#art_12"),
        ("art. 347 criminal law of China", "cn-code#art_347"),
        ("§ 29a of the German narcotics act", "btmg#sec_29a"),
        ("Japan stimulants control act article 41-2", "jp-stimulants#art_41-2"),
        ("Saudi narcotics law article 37", "sa-drugs#art_37"),
    ),
    "ru": (
        ("228.1 ч 2 ук рф", "ru-code#art_228-1__para_2"),
        ("ч.2 228.1 ук рф", "ru-code#art_228-1__para_2"),
        ("234 статья 2 часть ук рф", "ru-code#art_234__para_2"),
        ("наказание по ст. 230 УК РФ", "ru-code#art_230"),
        ("п. «б» ч. 1 ст. 231 УК РФ", "ru-code#art_231__para_1__subpara_b"),
        ("контролируемая поставка ст. 11 конвенции 1988", "illicit-traffic#art_11"),
        ("ст. 228.1 УК", "ru-code#art_228-1"),
        ("ст 228.1 ч 2 ук рф", "ru-code#art_228-1__para_2"),
        ("ч. 2 ст. 228.1 УК РФ", "ru-code#art_228-1__para_2"),
        ("228¹ УК РФ", "ru-code#art_228-1"),
        ("УК РФ 228", "ru-code#art_228"),
        ("228 статья уголовного кодекса россии", "ru-code#art_228"),
        ("Статья 230 Уголовного кодекса Российской Федерации", "ru-code#art_230"),
        ("статья 3 Конвенции 1988 года", "illicit-traffic#art_3"),
        ("п. 2 ст. 3 конвенции ООН 1988 г.", "illicit-traffic#art_3__para_2"),
        ("подпункт b пункта 1 статьи 3 Конвенции 1988 года", "illicit-traffic#art_3__para_1__subpara_b"),
        ("единая конвенция 1961 ст 36", "single-convention#art_36"),
        ("ст. 297 УК Казахстана", "kz-code#art_297"),
        ("УК РК 297", "kz-code#art_297"),
        ("ст. 273 ук узбекистана", "uz-code#art_273"),
        ("уголовный кодекс турции статья 188", "tck#art_188"),
        ("закон о наркотиках германии § 29", "btmg#sec_29"),
        ("палермская конвенция ст. 18", "transnational-organized-crime#art_18"),
        ("st. 228 UK RF", "ru-code#art_228"),
    ),
    "uk": (
        ("62/95 стаття 5", "ua-drugs#art_5"),
        ("ст. 5 Закону України 62/95-ВР", "ua-drugs#art_5"),
        ("частина 2 статті 3 закону 62/95-вр", "ua-drugs#art_3__para_2"),
        ("стаття 36 Єдиної конвенції", "single-convention#art_36"),
        ("конвенція 1988 року ст 5", "illicit-traffic#art_5"),
    ),
    "kk": (
        ("1988 жылғы БҰҰ Конвенциясының 11-бабы", "illicit-traffic#art_11"),
        ("ҚР ҚК 297-бап", "kz-code#art_297"),
        ("Қылмыстық кодекстің 297-бабы", "kz-code#art_297"),
    ),
    "ky": (("1988-жылдагы Конвенциянын 17-беренеси", "illicit-traffic#art_17"),),
    "tg": (
        ("Конвенсияи ягонаи соли 1961 моддаи 36", "single-convention#art_36"),
        ("моддаи 11 Конвенсияи СММ соли 1988", "illicit-traffic#art_11"),
        ("Конвенсияи 1988 модда 5", "illicit-traffic#art_5"),
    ),
    "mn": (("НҮБ-ын 1988 оны Конвенцын 5 дугаар зүйл", "illicit-traffic#art_5"),),
    "uz": (
        ("1988-yilgi BMT Konvensiyasining 3-moddasi", "illicit-traffic#art_3"),
        ("1988 йилги БМТ Конвенцияси 3-модда", "illicit-traffic#art_3"),
        ("JK 273-modda", "uz-code#art_273"),
        ("Jinoyat kodeksining 273-moddasi", "uz-code#art_273"),
        ("jinoyat kodeksi 276 modda", "uz-code#art_276"),
        ("O'zbekiston Respublikasi Jinoyat kodeksi 273-modda 1-qism", "uz-code#art_273__para_1"),
        ("Жиноят кодекси 273-модда", "uz-code#art_273"),
    ),
    "tk": (("1961-nji ýylyň Bitewi konwensiýasynyň 36-njy maddasy", "single-convention#art_36"),),
    "az": (
        ("Palermo Konvensiyasının 18-ci maddəsi 2-ci bəndi", "transnational-organized-crime#art_18__para_2"),
        ("Palermo Konvensiyasının 18-ci maddəsi", "transnational-organized-crime#art_18"),
        ("1988-ci il Konvensiyası maddə 5", "illicit-traffic#art_5"),
    ),
    "tr": (
        ("TCK 189. madde 2. fıkra", "tck#art_189__para_2"),
        ("Türk Ceza Kanununun 188 inci maddesi", "tck#art_188"),
        ("TCK m. 189/2", "tck#art_189__para_2"),
        ("TCK 188", "tck#art_188"),
        ("tck 189/2", "tck#art_189__para_2"),
        ("TCK'nın 188. maddesi", "tck#art_188"),
        ("Türk Ceza Kanunu madde 188", "tck#art_188"),
        ("turk ceza kanunu md 188", "tck#art_188"),
        ("5237 sayılı Kanun madde 191", "tck#art_191"),
        ("1988 Sözleşmesi madde 3", "illicit-traffic#art_3"),
    ),
    "zh": (
        ("土耳其刑法典第188条", "tck#art_188"),
        ("俄罗斯刑法第228条", "ru-code#art_228"),
        ("泰国麻醉品法典 第90条", "th-code#part_2__art_90"),
        ("越南禁毒法 第十二条", "vn-drugs#art_12"),
        ("禁毒法 第六十二条", "cn-drugs#art_62"),
        ("禁毒法第62条", "cn-drugs#art_62"),
        ("禁毒法６２条", "cn-drugs#art_62"),
        ("中华人民共和国禁毒法第六十二条", "cn-drugs#art_62"),
        ("《禁毒法》第六十二条规定了什么", "cn-drugs#art_62"),
        ("刑法347条", "cn-code#art_347"),
        ("中国刑法第三百四十七条", "cn-code#art_347"),
        ("戒毒条例 第十条", "cn-treatment#art_10"),
        ("1988年公约第3条", "illicit-traffic#art_3"),
        ("联合国禁止非法贩运麻醉药品和精神药物公约第三条第一款", "illicit-traffic#art_3__para_1"),
        ("麻醉品单一公约第三十六条", "single-convention#art_36"),
    ),
    "zh-Hant": (
        ("毒品危害防制條例第17條", "tw-hazard#art_17"),
        ("毒品危害防制條例第十一條之一", "tw-hazard#art_11-1"),
        ("毒危條例 第9條第2項", "tw-hazard#art_9__para_2"),
    ),
    "ja": (
        ("麻薬及び向精神薬取締法50の2", "jp-narcotics#art_50-2"),
        ("麻薬及び向精神薬取締法 第十二条", "jp-narcotics#art_12"),
        ("麻薬取締法12条", "jp-narcotics#art_12"),
        ("麻薬及び向精神薬取締法第五十条の二", "jp-narcotics#art_50-2"),
        ("麻薬及び向精神薬取締法施行令第3条", "jp-order#art_3"),
        ("覚醒剤取締法第41条の2", "jp-stimulants#art_41-2"),
        ("覚せい剤取締法 第四十一条の二", "jp-stimulants#art_41-2"),
        ("麻向法９条２項", "jp-narcotics#art_9__para_2"),
    ),
    "ko": (
        ("마약류 관리에 관한 법률 제58조", "kr-narcotics#art_58"),
        ("마약류관리에관한법률 58조", "kr-narcotics#art_58"),
        ("마약류관리법 제5조의2", "kr-narcotics#art_5-2"),
        ("마약류 관리법 9조 2항", "kr-narcotics#art_9__para_2"),
        ("1988년 협약 제3조", "illicit-traffic#art_3"),
    ),
    "th": (
        ("ประมวลกฎหมายยาเสพติด มาตรา ๙๐", "th-code#part_2__art_90"),
        ("มาตรา 90 ประมวลกฎหมายยาเสพติด", "th-code#part_2__art_90"),
        ("ประมวลกฎหมายยาเสพติด ม.90", "th-code#part_2__art_90"),
        ("ประมวลกฎหมายยาเสพติด มาตรา ๙๐ วรรคสอง", "th-code#part_2__art_90__para_2"),
        ("อนุสัญญา 1988 ข้อ 3", "illicit-traffic#art_3"),
    ),
    "vi": (
        ("Điều 32 Luật 73/2021/QH14", "vn-drugs#art_32"),
        ("Luật Phòng, chống ma túy Điều 32", "vn-drugs#art_32"),
        ("dieu 32 luat phong chong ma tuy", "vn-drugs#art_32"),
        ("khoản 2 Điều 33 Luật PCMT", "vn-drugs#art_33__para_2"),
        ("Điều 249 Bộ luật Hình sự", "vn-amending#art_1__para_1__art_249"),
        ("Điều 3 Luật 12/2017/QH14", "vn-amending#art_3"),
        ("Công ước 1988 điều 3", "illicit-traffic#art_3"),
    ),
    "ar": (
        ("نظام المخدرات السعودي المادة ٣٩ فقرة ١", "sa-drugs#art_39__para_1"),
        ("المادة 37 نظام مكافحة المخدرات السعودي", "sa-drugs#art_37"),
        ("المادة السابعة والثلاثون من نظام مكافحة المخدرات والمؤثرات العقلية", "sa-drugs#art_37"),
        ("مادة ٣ اتفاقية 1988", "illicit-traffic#art_3"),
        ("اتفاقية عام ١٩٨٨ المادة ٣ الفقرة ٢", "illicit-traffic#art_3__para_2"),
        ("الاتفاقية الوحيدة للمخدرات مادة 36", "single-convention#art_36"),
    ),
    "fa": (
        ("ماده ۳ کنوانسیون وین ۱۹۸۸", "illicit-traffic#art_3"),
        ("کنوانسیون واحد ماده ۳۶", "single-convention#art_36"),
        ("ماده ۱۴ کنوانسیون ۱۹۸۸ سازمان ملل", "illicit-traffic#art_14"),
        ("ماده ۸ قانون مبارزه با مواد مخدر", "ir-drugs#art_8"),
        ("ماده هشتم قانون مبارزه با مواد مخدر ایران", "ir-drugs#art_8"),
    ),
    "ps": (("د ملګرو ملتونو د ۱۹۸۸ کال د کنوانسیون شپږمه ماده", "illicit-traffic#art_6"),),
    "ur": (("کنٹرول آف نارکوٹک سبسٹنسز ایکٹ 1997 کی دفعہ 24", "cnsa#sec_24"),),
    "bn": (
        ("মাদকদ্রব্য নিয়ন্ত্রণ আইন ২০১৮ এর ৩৬(১) ধারা", "bd-drugs#sec_36__para_1"),
        ("মাদকদ্রব্য নিয়ন্ত্রণ আইন, ২০১৮ ধারা ৯", "bd-drugs#sec_9"),
        ("মাদকদ্রব্য নিয়ন্ত্রণ আইনের ৩৬ ধারা", "bd-drugs#sec_36"),
    ),
    "hi": (("एकल कन्वेंशन 1961 अनुच्छेद 36", "single-convention#art_36"),),
    "de": (
        ("Art.3 Abs.1 lit.b Übereinkommen 1988", "illicit-traffic#art_3__para_1__subpara_b"),
        ("Bekanntgabe § 29a BtMG Strafrahmen", "btmg#sec_29a"),
        ("§ 29 BtMG", "btmg#sec_29"),
        ("§29a Abs. 2 BtMG", "btmg#sec_29a__para_2"),
        ("BtMG § 29a Abs 1", "btmg#sec_29a__para_1"),
        ("btmg 29a", "btmg#sec_29a"),
        ("Paragraph 29 des Betäubungsmittelgesetzes", "btmg#sec_29"),
        ("Betaubungsmittelgesetz § 30", "btmg#sec_30"),
        ("Übereinkommen von 1988 Artikel 3", "illicit-traffic#art_3"),
    ),
    "nl": (
        ("Opiumwet artikel 3", "opiumwet#art_3"),
        ("artikel 3b Opiumwet", "opiumwet#art_3b"),
        ("art. 13b opiumwet", "opiumwet#art_13b"),
        ("opiumwet artikel 3 lid 1 onder a", "opiumwet#art_3__para_1__subpara_a"),
    ),
    "fr": (
        ("art. 5 LRCDAS", "cdsa#sec_5"),
        ("article 36 de la Convention unique de 1961", "single-convention#art_36"),
        ("convention de 1988 article 3 paragraphe 2", "illicit-traffic#art_3__para_2"),
    ),
    "es": (
        ("Convenio de 1988 art. 3", "illicit-traffic#art_3"),
        ("artículo 28 de la Convención Única de 1961", "single-convention#art_28"),
        ("convencion de 1988 articulo 3 parrafo 2", "illicit-traffic#art_3__para_2"),
    ),
    "pt": (("artigo 36 da Convenção Única de 1961", "single-convention#art_36"),),
    "he": (("אמנת 1988 סעיף 3", "illicit-traffic#art_3"), ("סעיף 36 לאמנה היחידה 1961", "single-convention#art_36")),
    "ka": (("1988 წლის კონვენციის მუხლი 3", "illicit-traffic#art_3"),),
    "hy": (("1988 թ. կոնվենցիայի հոդված 3", "illicit-traffic#art_3"),),
    "km": (("អនុសញ្ញា ឆ្នាំ 1988 មាត្រា 3", "illicit-traffic#art_3"),),
    "lo": (("ສົນທິສັນຍາ 1988 ມາດຕາ ໓", "illicit-traffic#art_3"),),
    "my": (("၁၉၈၈ ကွန်ဗင်းရှင်း ပုဒ်မ ၃", "illicit-traffic#art_3"),),
    "si": (("1988 එක්සත් ජාතීන්ගේ සම්මුතිය 3 වන වගන්තිය", "illicit-traffic#art_3"),),
    "ta": (("1988 சாசனம் கட்டுரை 3", "illicit-traffic#art_3"),),
    "fil": (("kumbensyon ng 1988 artikulo 3", "illicit-traffic#art_3"),),
    "cs": (
        ("§ 24a zákona č. 167/1998 Sb.", "cz-drugs#sec_24a"),
        ("zákon 167/1998 § 24a", "cz-drugs#sec_24a"),
    ),
    "ms": (
        ("Konvensyen Tunggal 1961 perkara 36", "single-convention#art_36"),
        ("seksyen 39B Akta Dadah Berbahaya 1952", "my-dda#sec_39b"),
        ("ADB 1952 s. 39B", "my-dda#sec_39b"),
    ),
    "id": (
        ("Pasal 112 UU Narkotika", "id-narkotika#art_112"),
        ("UU 35 Tahun 2009 Pasal 114", "id-narkotika#art_114"),
    ),
}  # fmt: skip

# What is asked for here is not a provision that has a name: a bare number, a word, a substance, another law.
NONE: tuple[str, ...] = (
    "article 3", "articles 3 and 5", "12", "228", "228.1", "§ 29", "section 9", "s. 9", "art. 5",
    "第三条", "第十二条",
    "article 3 paragraph 1", "convention", "the convention article 3", "конвенция статья 3", "公约第三条", "law article 5",
    "act section 3", "закон ст. 5", "1988", "1961 1971 1988", "1988 drug seizures", "statistics 1988", "kanun madde 5",
    "30 g of heroin", "heroin 5 kg", "2C-B", "4-MMC", "5F-ADB", "AM-2201", "LSD-25",
    "1,4-butanediol", "THC 0.3%", "MDMA 100 mg", "schedule I substances", "table 2 precursors", "24/7 hotline",
    "art therapy for addicts", "articles on cannabis", "UK drug policy 2021", "UK 12", "Covid-19 and drugs", "A/RES/61/183",
    "resolution 61/183 article 2", "GA resolution S-30/1", "European Convention on Human Rights article 8",
    "Vienna Convention on Diplomatic Relations 1961 article 3", "UN Convention against Corruption article 12",
    "Protocol amending the Single Convention article 2", "convention on the rights of the child article 33",
    "criminal procedure code of Russia article 140", "УПК РФ ст. 140", "КоАП РФ ст. 6.8", "уголовно-процессуальный кодекс ст 5",
    "刑法修正案 第三条", "刑事诉讼法 第三条", "山西省禁毒条例第三条", "禁毒法实施细则第三条", "覚醒剤取締法施行令第3条", "형사소송법 제3조",
    "Cannabis Regulations section 3", "Malta cannabis act article 3", "medical cannabis act section 8",
    "controlled substances act section 841", "drugs act section 5", "narcotics law article 3", "закон о наркотиках статья 5",
    "Уголовный кодекс Франции статья 222", "penal code of France article 222", "Strafgesetzbuch § 212", "StGB § 29",
    "Betäubungsmittelgesetz Schweiz Art. 19", "Opiumwet Suriname artikel 3", "Law 99/2021 article 3", "Act 234 section 3",
    "62/95", "73/2021", "article 3 of the 2003 convention", "Article 5 Geneva convention 1949", "chapter 3", "part 2 section",
    "uk rf", "UK RF relations", "ук", "jk", "мда 5", "kk 5", "precursor control in 1988 and article publishing",
    "controlled delivery", "прекурсоры", "禁毒", "麻薬", "마약", "مخدرات", "ma túy", "", "   ", "()", "???", "§",
)  # fmt: skip


# An instrument is named, though none of its provisions.
INSTRUMENTS: dict[str, str] = {
    "1988 convention": "illicit-traffic",
    "конвенция 1988 года": "illicit-traffic",
    "Single Convention": "single-convention",
    "麻醉品单一公约": "single-convention",
    "UNTOC": "transnational-organized-crime",
    "opiumwet": "opiumwet",
    "TCK": "tck",
    "УК РФ": "ru-code",
    "5 лет ук рф": "ru-code",
    "禁毒法": "cn-drugs",
    "BtMG 100 g cannabis sentence": "btmg",
    "73/2021/QH14": "vn-drugs",
    "закон 62/95-ВР": "ua-drugs",
    "Betäubungsmittelgesetz": "btmg",
    "নতুন মাদকদ্রব্য নিয়ন্ত্রণ আইন": "bd-drugs",
}


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReferenceReader]:
    """A reader over the samples."""
    with Store.open(f"sqlite:///{tmp_path_factory.mktemp('references') / 'samples.db'}") as store:
        fill(store)
        yield ReferenceReader(store)


def test_the_tables_are_wide_enough() -> None:
    assert sum(map(len, REFERENCES.values())) >= 120
    assert len(REFERENCES) >= 20
    assert len(set(NONE)) >= 60


@pytest.mark.parametrize(
    ("query", "expected"), [entry for entries in REFERENCES.values() for entry in entries]
)
def test_references(reader: ReferenceReader, query: str, expected: str) -> None:
    found = [(reference.instrument.rpartition("/")[2], reference.eid) for reference in reader(query, PUBLIC)]
    assert [f"{instrument}#{eid}" for instrument, eid in found] == [expected]


@pytest.mark.parametrize("query", NONE)
def test_no_references(reader: ReferenceReader, query: str) -> None:
    assert reader(query, PUBLIC) == ()


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("статья 228", "228"), ("ст. 12", "12"), ("제3조", "3"), ("มาตรา ๙๐", "90"), ("المادة ٣", "3"),
        ("ماده ۱۲", "12"), ("Điều 32", "32"), ("madde 188", "188"), ("273-modda", "273"), ("ধারা ৯", "9"),
    ],
)  # fmt: skip
def test_a_number_that_hardly_any_instrument_of_the_language_has(
    reader: ReferenceReader, query: str, number: str
) -> None:
    found = reader(query, PUBLIC)
    assert 1 <= len(found) <= 2
    assert all(each.whole and each.eid is not None for each in found)
    assert {(each.eid or "").rpartition("_")[2] for each in found} == {number}


@pytest.mark.parametrize(("query", "expected"), INSTRUMENTS.items())
def test_instruments_without_a_provision(reader: ReferenceReader, query: str, expected: str) -> None:
    (found,) = reader(query, PUBLIC)
    assert (found.instrument.rpartition("/")[2], found.eid, found.missing) == (expected, None, None)
