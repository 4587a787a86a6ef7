"""Languages by script, by letters, by models, by neighbours."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.languages import LANGUAGES
from ingest.language import Identified, identify
from ingest.scripts import count_scripts, main_script, script_of, weigh_han

SENTENCES = {
    "ar": "يحظر القانون كل عمل من هذه الأعمال إلا بترخيص من الوزارة المختصة.",
    "az": "Nazirlik hər il bu qaydaların necə yerinə yetirildiyi barədə hesabat verir və onu dərc edir.",
    "bn": "সরকার প্রতি বৎসর এই বিষয়ে একটি প্রতিবেদন প্রকাশ করিবে।",
    "cs": "Ministerstvo každý rok zveřejní zprávu o tom, jak se tato pravidla dodržují.",
    "de": "Das Ministerium veröffentlicht jedes Jahr einen Bericht darüber, wie diese Regeln befolgt werden.",
    "en": "The ministry publishes a report every year on how these rules have been followed.",
    "es": "El ministerio publica cada año un informe sobre el cumplimiento de estas reglas.",
    "fa": "وزارتخانه هر سال گزارشی درباره اجرای این مقررات منتشر می‌کند و آن را به مجلس می‌دهد.",
    "fil": "Ang kagawaran ay naglalathala ng ulat bawat taon tungkol sa pagsunod sa mga tuntuning ito.",
    "fr": "Le ministère publie chaque année un rapport sur la manière dont ces règles sont suivies.",
    "he": "המשרד מפרסם מדי שנה דוח על קיום הכללים האלה.",
    "hi": "मंत्रालय हर साल इन नियमों के पालन पर एक रिपोर्ट प्रकाशित करता है।",
    "id": "Kementerian menerbitkan laporan setiap tahun karena rakyat harus tahu bahwa peraturan ditaati.",
    "ja": "省は毎年、この規則がどのように守られているかについて報告を公表する。",
    "kk": "Министрлік жыл сайын осы ережелердің қалай орындалғаны туралы есеп жариялайды.",
    "km": "ក្រសួងចេញផ្សាយរបាយការណ៍ជារៀងរាល់ឆ្នាំ។",
    "ko": "부처는 매년 이 규칙이 어떻게 지켜지는지에 관한 보고서를 공표한다.",
    "ky": "Министрлик жыл сайын бул эрежелердин кандай аткарылганы жөнүндө отчет жарыялайт.",
    "lo": "ກະຊວງເຜີຍແຜ່ບົດລາຍງານທຸກໆປີ.",
    "mn": "Яам эдгээр дүрмийг хэрхэн мөрдөж байгаа тухай жил бүр тайлан гаргана.",
    "ms": "Kementerian hendaklah menerbitkan laporan pada tiap-tiap tahun kerana rakyat boleh membacanya.",
    "my": "ဝန်ကြီးဌာနသည် နှစ်စဉ် အစီရင်ခံစာ ထုတ်ပြန်သည်။",
    "ne": "मन्त्रालयले हरेक वर्ष यी नियमहरूको पालनाबारे प्रतिवेदन प्रकाशित गर्नेछ।",
    "nl": "Het ministerie publiceert elk jaar een verslag over de naleving van deze regels.",
    "ps": "وزارت هر کال د دې مقرراتو د پلي کېدو په اړه یو راپور خپروي.",
    "pt": "O ministério publica todos os anos um relatório sobre o cumprimento destas regras.",
    "ru": "Министерство ежегодно публикует отчёт о том, как соблюдаются эти правила.",
    "si": "අමාත්‍යාංශය සෑම වසරකම වාර්තාවක් ප්‍රකාශයට පත් කරයි.",
    "ta": "அமைச்சகம் ஒவ்வொரு ஆண்டும் ஒரு அறிக்கையை வெளியிடுகிறது.",
    "tg": "Вазорат ҳар сол дар бораи иҷрои ин қоидаҳо ҳисобот нашр мекунад.",
    "th": "กระทรวงเผยแพร่รายงานทุกปี",
    "tk": "Ministrlik bu düzgünleriň ýerine ýetirilişi barada her ýyl hasabat çap edýär.",
    "tr": "Bakanlık her yıl bu kurallara nasıl uyulduğuna ilişkin bir rapor yayımlar.",
    "uk": "Міністерство щороку публікує звіт про те, як дотримуються ці правила.",
    "ur": "وزارت ہر سال ان قواعد کی پابندی کے بارے میں ایک رپورٹ شائع کرتی ہے۔",
    "uz": "Vazirlik har yili ushbu qoidalarga qanday rioya qilingani toʻgʻrisida hisobot eʼlon qiladi.",
    "vi": "Bộ công bố hằng năm một báo cáo về việc tuân thủ các quy định này.",
    "zh": "该部每年公布一份关于这些规则遵守情况的报告。",
    "zh-Hant": "該部每年公布一份關於這些規則遵守情況的報告。",
}


def codes(found: list[Identified]) -> list[str]:
    return [item.language for item in found]


def test_a_sentence_for_every_language_but_dari() -> None:
    assert set(SENTENCES) == set(LANGUAGES) - {"prs"}


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_one_sentence_by_itself(code: str) -> None:
    assert codes(identify([SENTENCES[code]])) == [code]


def test_dari_comes_from_metadata_alone() -> None:
    assert codes(identify([SENTENCES["fa"]], "prs")) == ["prs"]
    assert codes(identify([SENTENCES["fa"]], "fa-AF")) == ["prs"]
    assert codes(identify([SENTENCES["ru"]], "prs")) == ["ru"]


def test_uzbek_in_cyrillic() -> None:
    text = "Вазирлик ҳар йили ушбу қоидаларга қандай риоя қилингани тўғрисида ҳисобот эълон қилади."
    assert codes(identify([text])) == ["uz"]


def test_short_lines_take_the_language_of_their_neighbours() -> None:
    kazakh, russian = SENTENCES["kk"], SENTENCES["ru"]
    lines = [kazakh, "2.", "а) 5 кг;", "№ 12", kazakh, russian, "1.", russian]
    assert codes(identify(lines)) == ["kk"] * 5 + ["ru"] * 3


def test_a_passage_in_another_language_stands_its_ground() -> None:
    english, russian, kazakh = (SENTENCES[code] for code in ("en", "ru", "kk"))
    assert codes(identify([english, russian, kazakh, english])) == ["en", "ru", "kk", "en"]


def test_names_of_substances_do_not_make_a_language() -> None:
    names = [
        "Metilphenobarbitalum",
        "Acetyldihydrocodein",
        "4-Allyloxy-3,5-dimethoxy-phenethylazan",
        "DMHP",
    ] * 40
    assert set(codes(identify([SENTENCES["de"], *names]))) == {"de"}
    assert set(codes(identify([SENTENCES["ja"], *names[:4], SENTENCES["ja"]]))) == {"ja"}


def test_latin_words_in_another_script_change_nothing() -> None:
    assert codes(identify(["Вещество Cannabis sativa L. (Sativex) запрещено"])) == ["ru"]
    assert codes(identify(["大麻 (Cannabis sativa L.) の栽培を禁止する"])) == ["ja"]


def test_han_without_kana_is_told_by_its_forms_and_its_neighbours() -> None:
    assert codes(identify(["第一章 総則", SENTENCES["ja"]])) == ["ja", "ja"]
    assert codes(identify(["總則", "总则"])) != ["zh", "zh-Hant"]
    assert codes(identify(["禁毒法", SENTENCES["zh-Hant"]])) == ["zh-Hant", "zh-Hant"]
    assert codes(identify(["禁毒法"], "zh-Hant")) == ["zh-Hant"]
    # 總 and 則 are traditional forms, 条 a simplified one that Japanese shares, 薬 Japanese alone.
    assert weigh_han("總則") == {"zh": 2, "zh-Hant": 0, "ja": 0}
    assert weigh_han("条薬") == {"zh": 1, "zh-Hant": 2, "ja": 0}


def test_nothing_to_go_by() -> None:
    assert identify([]) == []
    assert identify(["1.", "—"]) == [Identified("und", 0.0)] * 2
    assert codes(identify(["1.", "—"], "kk")) == ["kk", "kk"]
    assert codes(identify(["1.", "—"], "not a language")) == ["und", "und"]


def test_the_stated_language_decides_only_what_is_open() -> None:
    assert codes(identify([SENTENCES["en"]], "ms")) == ["en"]
    assert codes(identify(["Abc"], "vi")) == ["vi"]


def test_the_same_text_gets_the_same_answer() -> None:
    lines = [SENTENCES[code] for code in sorted(SENTENCES)]
    assert identify(lines) == identify(lines)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=8))
def test_any_text_gets_an_answer_each(paragraphs: list[str]) -> None:
    found = identify(paragraphs)
    assert len(found) == len(paragraphs)
    for item in found:
        assert item.language in {*LANGUAGES, "und"}
        assert 0 <= item.confidence <= 1


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("право", "Cyrl"),
        ("قانون", "Arab"),
        ("กฎหมาย", "Thai"),
        ("法律", "Hani"),
        ("法律について定める", "Kana"),
        ("法律을 정한다", "Hang"),
        ("１２３", ""),
        ("ＡＢＣ", "Latn"),
        ("Article 1 о", "Latn"),
        ("Статья: Act", "Cyrl"),
    ],
)
def test_scripts(text: str, script: str) -> None:
    assert main_script(count_scripts(text)) == script


def test_every_served_script_is_known() -> None:
    letters = {
        "Latn": "a",
        "Cyrl": "я",
        "Arab": "ع",
        "Hebr": "א",
        "Deva": "क",
        "Beng": "ক",
        "Taml": "க",
        "Mong": "ᠠ",
    }
    letters |= {"Sinh": "ක", "Thai": "ก", "Laoo": "ກ", "Khmr": "ក", "Mymr": "က"}
    scripts = {script for language in LANGUAGES.values() for script in language.scripts}
    assert scripts - set(letters) == {"Jpan", "Kore", "Hans", "Hant"}
    for script, letter in letters.items():
        assert script_of(letter) == script
