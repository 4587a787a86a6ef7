# ruff: noqa: E501 - a row of the table is read as one line
"""The words for schedule, annex, appendix and table, and for supplementary provisions."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.model import ProvisionKind as K
from ingest.structure.unit import Unit, forms

Examples = tuple[tuple[str, str | None], ...]
_SCHED = K.SCHEDULE
_TAIL = r"(?=\s*(?:$|[:：.–—\-(\[<]))"
_NUMBER = (
    r"\s*(?:[-–]\s?)?(?:No\.|Nr\.?|№|N°|số|số\.|رقم|شماره|nomor)?\s*\(?(?P<num>[IVXLC]+(?![^\W_])|\d+(?:[-–./]\d+)?[A-Z]?(?![^\W_])|[A-ZА-Я](?![^\W_])|[一二三四五六七八九十壹贰貳]+)\)?"
    r"(?=[\s:：.–—(（\[<\-]|$)"
)


def annexes() -> Iterable[Unit]:
    """The rows."""
    yield from _word_first()
    yield from _number_first()
    yield from _apart()
    yield from _tables()


def _sched(
    languages: str, words: str, *examples: tuple[str, str | None], tail: str = _TAIL, spelled: str = ""
) -> Unit:
    return Unit(tuple(languages.split()), _SCHED, rf"(?:{words})(?:{_NUMBER}{spelled}|{tail})", examples, "schedules and annexes", 1, numbered=False)  # fmt: skip


def _word_first() -> Iterable[Unit]:
    words = r"|\s+{O}(?=\s*$|\s*[:.ـ\-–(])"
    yield _sched("en", r"(?:THE\s+|The\s+)?(?:SCHEDULE|Schedule|ANNEX|Annex|APPENDIX|Appendix)", ("SCHEDULE I", "1"), ("ANNEX", ""), ("Annex 2", "2"), ("Appendix A", "a"), ("THE SCHEDULE", ""),
                 ("Schedule of substances listed here", None), ("Annex 2 shall apply", None))  # fmt: skip
    yield Unit(("en",), _SCHED, r"\*?\s?List of (?:drugs|substances|preparations) included in Schedule\s+{NR}", (("List of drugs included in Schedule II", "2"), ("* List of preparations included in Schedule III *", "3"), ("List of drugs", None)),
               "the schedules of the conventions", 1)  # fmt: skip
    yield _sched("ru ky tg be kk uz mn", r"ПРИЛОЖЕНИЕ|Приложение", ("Приложение 1", "1"), ("ПРИЛОЖЕНИЕ", ""), ("Приложение № 2", "2"), ("Приложением 1", None))  # fmt: skip
    yield _sched("uk", r"ДОДАТОК|Додаток", ("Додаток 1", "1"), ("ДОДАТОК", ""), ("Додатку 1", None))
    yield _sched("kk", r"ҚОСЫМША|Қосымша|QOSYMŞA|Qosymşa|QOSYMSHA|Qosymsha", ("Қосымша", ""), ("ҚОСЫМША 2", "2"), ("Qosymşa", ""), ("Қосымшада", None))  # fmt: skip
    yield _sched("ky", r"ТИРКЕМЕ|Тиркеме", ("Тиркеме", ""), ("ТИРКЕМЕ 2", "2"), ("Тиркемеде", None))
    yield _sched("uz kaa", r"ILOVA|Ilova|ИЛОВА|Илова", ("ILOVA", ""), ("Илова 2", "2"), ("Ilovada", None))
    yield _sched(
        "tg", r"ЗАМИМАИ|Замимаи|ЗАМИМА|Замима", ("Замимаи 1", "1"), ("ЗАМИМА", ""), ("Замимаҳо", None)
    )
    yield _sched("mn", r"ХАВСРАЛТ|Хавсралт", ("Хавсралт", ""), ("ХАВСРАЛТ 1", "1"), ("Хавсралтад", None))
    yield _sched(
        "tk", r"GOŞUNDY|Goşundy|ГОШУНДЫ|Гошунды", ("GOŞUNDY", ""), ("Goşundy 2", "2"), ("Goşundyda", None)
    )
    yield _sched("az", r"ƏLAVƏ|Əlavə|ӘЛАВӘ|Әлавә", ("Əlavə", ""), ("ƏLAVƏ 2", "2"), ("Əlavədə", None))
    yield _sched("tr", r"EKLER|EK(?!\s+(?:MADDE|Madde))|Ek(?=\s*[-–]?\s*(?:\d|[IVX]+(?![^\W_])))|CETVEL|Cetvel", ("CETVEL I", "1"), ("EK-1", "1"), ("Ek 2", "2"), ("EKLER", ""), ("Ek olarak", None))  # fmt: skip
    yield _sched("de", r"ANLAGE|Anlage|ANHANG|Anhang", ("Anlage I", "1"), ("Anhang", ""), ("Anlage zu", None))
    yield _sched("nl", r"BIJLAGE|Bijlage|LIJST|Lijst|AANHANGSEL|Aanhangsel", ("Bijlage 1", "1"), ("Lijst II", "2"), ("Bijlagen", None))  # fmt: skip
    yield _sched("fr", r"ANNEXES|ANNEXE|Annexes|Annexe|APPENDICE|Appendice", ("ANNEXE II", "2"), ("ANNEXE", ""), ("Annexe du", None))  # fmt: skip
    yield _sched("es pt", r"ANEXO|Anexo|APÉNDICE|Apéndice|APÊNDICE|Apêndice", ("ANEXO I", "1"), ("Anexo", ""), ("ANEXO ÚNICO", "1"), ("Anexo da lei", None), spelled=words)  # fmt: skip
    yield _sched(
        "it", r"ALLEGATO|Allegato", ("Allegato 1", "1"), ("ALLEGATO", ""), ("Allegato alla legge", None)
    )
    yield _sched("cs", r"Příloha|PŘÍLOHA", ("PŘÍLOHA", ""), ("Příloha", ""), ("Příloha č. 1", None))
    yield _sched(
        "pl", r"ZAŁĄCZNIK|Załącznik", ("Załącznik 1", "1"), ("ZAŁĄCZNIK", ""), ("Załącznik do", None)
    )
    yield _sched("ka", "დანართი", ("დანართი", ""), ("დანართი 1", "1"), ("დანართის", None))
    yield _sched("hy", r"ՀԱՎԵԼՎԱԾ|Հավելված", ("Հավելված", ""), ("ՀԱՎԵԼՎԱԾ 1", "1"), ("Հավելվածի", None))
    yield _sched("zh", "附件|附表|附录|附錄", ("附件一", "1"), ("附表：", ""), ("附件2", "2"), ("附件规定的", None), tail=r"(?=\s|$|[：:（(])")  # fmt: skip
    yield _sched("vi", r"Phụ lục|PHỤ LỤC", ("PHỤ LỤC II", "2"), ("Phụ lục", ""), ("Phụ lục số 1", "1"), ("Phụ lục này", None))  # fmt: skip
    yield _sched("id ms", r"LAMPIRAN|Lampiran|JADUAL|Jadual", ("LAMPIRAN I", "1"), ("JADUAL", ""), ("JADUAL PERTAMA", "1"), ("Lampiran ini", None), spelled=words)  # fmt: skip
    yield _sched("fil tl", r"KALAKIP|Kalakip|LAKIP|Lakip|ANEKS|Aneks|ISKEDYUL|Iskedyul", ("KALAKIP A", "a"), ("Aneks", ""), ("Kalakip nito", None))  # fmt: skip
    yield _sched("th", r"ภาคผนวก|เอกสารแนบท้าย", ("ภาคผนวก ๑", "1"), ("ภาคผนวก", ""), ("ภาคผนวกนี้", None))
    yield Unit(("th",), _SCHED, r"บัญชี(?:ท้าย[^\s]*)?(?:\s*{N})?\s*$", (("บัญชีท้ายประมวลกฎหมาย", ""), ("บัญชี ๑", "1"), ("บัญชีนี้ให้", None)), "Thai lists at the end", 1, numbered=False)  # fmt: skip
    yield _sched("lo", r"ເອກະສານຊ້ອນທ້າຍ|ເອກະສານຄັດຕິດ", ("ເອກະສານຊ້ອນທ້າຍ 1", "1"), ("ເອກະສານຊ້ອນທ້າຍ", ""), ("ເອກະສານຊ້ອນທ້າຍນີ້", None))  # fmt: skip
    yield _sched("km", r"ឧបសម្ព័ន្ធ(?:ទី)?", ("ឧបសម្ព័ន្ធ ១", "1"), ("ឧបសម្ព័ន្ធ", ""), ("ឧបសម្ព័ន្ធនេះ", None))
    yield Unit(("my",), _SCHED, r"(?:နောက်ဆက်တွဲ|ဇယား)(?:{_}[(]?(?P<num>\d+|[က-အ])[)]?)?(?=\s*$|\s*[:။])", (("နောက်ဆက်တွဲ (၁)", "1"), ("နောက်ဆက်တွဲ (က)", "a"), ("ဇယား", ""), ("နောက်ဆက်တွဲတွင်", None)), "Burmese", 1, numbered=False)  # fmt: skip
    yield Unit(("ar",), _SCHED, r"(?:الجدول|جدول|الملحق|ملحق|المرفق|مرفق|التذييل|تذييل)(?:\s+(?:رقم)?\s*[(]?\s*{AR}\s*[)]?)?(?=\s*$|\s*[:.])",
               (("الجدول رقم (١)", "1"), ("الملحق", ""), ("الجدول الأول", "1"), ("المرفق الثاني", "2"), ("الملحق المذكور هنا", None)), "Arabic", 1, numbered=False)  # fmt: skip
    yield _sched("fa prs", "ضمیمه|ضمیمهٔ|پیوست|جدول", ("ضمیمه ۱", "1"), ("پیوست", ""), ("ضمیمه شماره ۲", "2"), ("ضمیمه اول", "1"), ("پیوست این", None), spelled=words)  # fmt: skip
    yield _sched("ps", "ضمیمه|جدول", ("ضمیمه ۱", "1"), ("ضمیمه", ""), ("ضمیمه کې", None))
    yield _sched("ur", "شیڈول|جدول|ضمیمہ", ("شیڈول", ""), ("ضمیمہ ۱", "1"), ("شیڈول میں", None))
    yield Unit(("he",), _SCHED, r"(?:תוספת|התוספת|נספח)(?:\s+(?:{HE}|{O}))?(?=\s*$|\s*[:.(])", (("תוספת ראשונה", "1"), ("נספח א'", "a"), ("התוספת", ""), ("תוספת לחוק זה", None)), "Hebrew", 1, numbered=False)  # fmt: skip
    yield _sched("hi ne mr", "अनुसूची|परिशिष्ट|अनुलग्नक", ("अनुसूची", ""), ("अनुसूची–१", "1"), ("अनुसूची में", None))
    yield _sched("bn", "তফসিল|তপশিল|তফশিল|পরিশিষ্ট", ("তফসিল", ""), ("তফসিল-১", "1"), ("তফসিলে", None))
    yield _sched("si", "උපලේඛනය|ඇමුණුම", ("උපලේඛනය", ""), ("උපලේඛනය 2", "2"), ("උපලේඛනයේ", None))
    yield _sched("ta", "அட்டவணை|இணைப்பு|பின்னிணைப்பு", ("அட்டவணை", ""), ("அட்டவணை 2", "2"), ("அட்டவணையில்", None))


def _number_first() -> Iterable[Unit]:
    for language, words, shown in (
        ("en", r"SCHEDULE|Schedule", (("THE FIRST SCHEDULE", "1"), ("SECOND SCHEDULE", "2"), ("THIS SCHEDULE", None))),
        ("hi ne", "अनुसूची", (("पहली अनुसूची", "1"), ("दूसरी अनुसूची", "2"), ("यह अनुसूची", None))),
        ("bn", "তফসিল|তপশিল|তফশিল", (("প্রথম তফসিল", "1"), ("দ্বিতীয় তফসিল", "2"), ("এই তফসিল", None))),
        ("si", "උපලේඛනය", (("පළමුවන උපලේඛනය", "1"), ("දෙවන උපලේඛනය", "2"), ("මෙම උපලේඛනය", None))),
        ("ta", "அட்டவணை", (("முதலாம் அட்டவணை", "1"), ("இரண்டாம் அட்டவணை", "2"), ("இந்த அட்டவணை", None))),
        ("ur ps", "شیڈول|جدول|ضمیمہ|ضمیمه", (("پہلا شیڈول", "1"), ("لومړۍ ضمیمه", "1"), ("یہ شیڈول", None))),
        ("mn", "хавсралт|ХАВСРАЛТ", (("Нэгдүгээр хавсралт", "1"), ("ХОЁРДУГААР ХАВСРАЛТ", "2"), ("Энэ хавсралт", None))),
    ):  # fmt: skip
        yield Unit(tuple(language.split()), _SCHED, rf"(?:THE\s+|The\s+)?{{O}}\s+(?:{words})(?=\s*$|\s*[(\[:.—-])", shown, "numbered by words", 1)  # fmt: skip
    for language, words, shown, link in (
        ("kk", forms("қосымша", "qosymşa"), (("1-қосымша", "1"), ("2-ҚОСЫМША", "2"), ("1-қосымшаға", None)), "{-}"),
        ("ky", forms("тиркеме"), (("1-тиркеме", "1"), ("2-ТИРКЕМЕ", "2"), ("1-тиркемеде", None)), "{-}"),
        ("uz kaa", forms("ilova", "илова"), (("1-ilova", "1"), ("2-ИЛОВА", "2"), ("1-ilovada", None)), "{-}"),
        ("az", "əlavə|Əlavə|ƏLAVƏ", (("1 nömrəli əlavə", "1"), ("2 saylı ƏLAVƏ", "2"), ("1 saylı əlavədə", None)), r"{-}(?:nömrəli|saylı)\s+"),
        ("tk", forms("goşundy", "гошунды"), (("1-nji goşundy", "1"), ("2-nji GOŞUNDY", "2"), ("1-nji goşundyda", None)), r"{-}(?:nji|njy|нжи|нҗи)\s+"),
        ("mn", forms("хавсралт"), (("1 дүгээр хавсралт", "1"), ("2 дугаар ХАВСРАЛТ", "2"), ("1 дүгээр хавсралтад", None)), r"{-}(?:дугаар|дүгээр)\s+"),
        ("tr", "CETVEL|Cetvel", (("(1) SAYILI CETVEL", "1"), ("II SAYILI CETVEL", "2"), ("1 sayılı cetvelde", None)), r"\)?\s+(?:SAYILI|Sayılı|sayılı)\s+"),
    ):  # fmt: skip
        number = r"\(?{NR}" if language == "tr" else "{NR}"
        yield Unit(tuple(language.split()), _SCHED, rf"{number}{link}(?:{words})(?![^\W_])(?=\s*$|\s*[:.(\-–])", shown, "number first", 1)  # fmt: skip


def _apart() -> Iterable[Unit]:
    yield Unit(("zh",), K.PART, r"附\s*[则則]\s*$", (("附则", ""), ("附　則", ""), ("附则规定", None)), "final provisions that stand apart", 2, numbered=False)  # fmt: skip
    yield Unit(("ja",), _SCHED, r"別表(?:第(?P<num>[一二三四五六七八九十\d]+))?(?:の(?P<sub>[一二三]))?(?=[\s　（(]|$)",
               (("別表第一（第二条関係）", "1"), ("別表", ""), ("別表第二の三", "2-3"), ("別表第一に掲げる", None)), "Japanese", 1, numbered=False)  # fmt: skip
    yield Unit(("ja", "ko"), K.PART, r"(?P<head>附\s*則|부\s*칙)(?=[\s　（(<]|$)",
               (("附　則　（昭和二五年三月二七日法律第一八号）", ""), ("부칙 <제10786호,2011.6.7>", ""), ("부칙에", None)), "supplementary provisions, whose numbering starts again", 1, numbered=False)  # fmt: skip
    yield Unit(("ko",), _SCHED, r"\[?(?:별표|별지|부속서)\s*(?P<num>\d+|[IVX]+)?(?:의(?P<sub>\d+))?\]?(?=[\s<\]]|$)", (("[별표 1]", "1"), ("별표 2의2", "2-2"), ("별표에", None)), "Korean", 1, numbered=False)  # fmt: skip
    yield Unit(("vi",), _SCHED, r"(?:DANH MỤC|Danh mục)\s+(?P<num>[IVX]+)(?![^\W_])(?=\s*(?:$|[:.]|[A-ZĐ]{2}))",
               (("DANH MỤC IVA", None), ("DANH MỤC II", "2"), ("DANH MỤC I.", "1"), ("Danh mục I gồm các chất", None)), "lists of substances", 1, numbered=False)  # fmt: skip


def _tables() -> Iterable[Unit]:
    """Tables of data by number. In the middle of a statute such a line is a caption (``Unit.table``)."""
    for languages, words, number, printed, num in (
        ("en de", "Table|TABLE|Tabelle|TABELLE", r"(?:No\.\s*)?{NR}", "II", "2"), ("fr", "Tableau|TABLEAU", "{NR}", "II", "2"), ("es pt", "Tabla|TABLA|Cuadro|CUADRO|Tabela|TABELA|Quadro|QUADRO", "{NR}", "II", "2"),
        ("nl", "Tabel|TABEL", "{NR}", "II", "2"), ("ru ky tg be kk mn uz", "Таблица|ТАБЛИЦА|Ҷадвали|Жадвал|Хүснэгт", r"(?:№\s*)?{NR}", "2", "2"),
        ("uk", "Таблиця|ТАБЛИЦЯ", r"(?:№\s*)?{NR}", "2", "2"), ("tr az", "Tablo|TABLO|Cədvəl|CƏDVƏL", "{NR}", "2", "2"), ("zh ja", "表", "{C}", "二", "2"), ("ko", "표", "{N}", "2", "2"),
        ("vi", "Bảng|BẢNG|Biểu|BIỂU", r"(?:số\s*)?{NR}", "2", "2"), ("th", "ตาราง(?:ที่)?", "{N}", "๒", "2"), ("lo", "ຕາຕະລາງ(?:ທີ)?", "{N}", "໒", "2"), ("km", "តារាង(?:ទី)?", "{N}", "២", "2"),
        ("id ms", "Tabel|TABEL|Jadual", "{NR}", "2", "2"), ("hi ne mr", "सारणी|तालिका|तालिका", "{N}", "२", "2"), ("bn", "সারণি|ছক", "{N}", "২", "2"), ("si", "වගුව", "{N}", "2", "2"),
    ):  # fmt: skip
        word = words.split("|")[0].removesuffix("(?:ที่)?").removesuffix("(?:ທີ)?").removesuffix("(?:ទី)?")
        yield Unit(tuple(languages.split()), _SCHED, rf"(?:{words}){{_}}[-–]?{{_}}{number}(?=\s*$|\s*[:：.\-–—])",
                   ((f"{word} {printed}", num), (f"{word} {printed}: x", num), (f"{word} x", None)), "tables of data", 2, table=True)  # fmt: skip
