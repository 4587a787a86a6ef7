"""PDF: right-to-left text and scripts of clusters come out in the order in which they are read."""

from __future__ import annotations

import html
import re
import subprocess
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pytest

from ingest.readers import read_bytes
from ingest.readers.pdf_bidi import Sign, face_brackets, undo
from ingest.readers.pdf_order import pick_reading, score_order
from ingest.readers.pdf_units import spell_out
from ingest.source import BlockKind
from tests.ingest.pdf_samples import (
    Painted,
    Sheet,
    lay_out,
    painted_logically,
    painted_visually,
    write_pdf,
)

# Lines in logical order, in stretches of one direction each. All invented.
ARABIC = (
    ("المادة ", "12", " (تعريفات): تكون الرخصة من الوزارة"),
    ("إلى ", "UNODC 2021", " في القانون رقم ", "3/7", "."),
    ("مادة ", "24/12/2020", " «هذا» [القرار] بمبلغ ", "1,000.50", " دينار"),
    ("نظام ", "PEN Online", " (الهيئة) عن المادة ", "5", "، فقرة ", "٣٤", "؛ أو:"),
)
HEBREW = (
    ("סעיף ", "12", " (הגדרות): אין לייבא של החומרים"),
    ("ביותר מ-", "5,000", ' ש"ח על פי ', "UNODC", " (כאן)."),
    ("על פי הוראות [תיקון] סעיף ", "3-7", " של החוק"),
)
# Printed by a browser: marks, lam-alef, tatweel, joiners, brackets, numbers, Latin names among the letters.
PRINTED = {
    "ar": "المادة ١٢ (تعريفات): لا يجوز لأي شخص أن يستورد المواد رقم 3 لسنة 2021 إلا من INCB (الهيئة).\n"
    "يُعاقَب كلُّ من خالف أحكامَ المادة (5) بغرامة لا تقل عن 1,000 دينار ولا تزيد على ٥٠٠٠.\n"
    "القـــانون ــ الأولى: «الإلزام» و[الآلات] والأدوية، لأن الآخرين عبر نظام PEN Online خلال 24/12/2020.",
    "fa": "مادهٔ ۱۲ (تعاریف): هیچ کس نمی‌تواند مواد فهرست ۳ سال ۱۴۰۰ را بدون پروانه وارد کند؛ گزارش‌های کشور.",
    "ur": "دفعہ ۱۲ (تعریفات): کوئی شخص لائسنس کے بغیر منشیات نہیں لائے گا، اور جرمانہ 5000 روپے ہوگا۔",
    "ps": "دوولسمه ماده (۱۲): هېڅوک د جواز پرته مخدره توکي نه‌شي واردولای، او د ټولو ښاروالیو څخه.",
    "he": "סעיף 12 (הגדרות): אין לייבא חומרים מן הרשימה מס' 3 משנת 2021 ללא רישיון.\n"
    'לא ייקנס אדם ביותר מ-5,000 ש"ח (חמשת אלפים) על פי UNODC וסעיפים 3–7 [תיקון].',
    "th": "มาตรา ๑๒ ห้ามมิให้ผู้ใดนำเข้าซึ่งสารตามบัญชี ๓ เว้นแต่ได้รับอนุญาต\nผู้ที่ฝ่าฝืนต้องระวางโทษปรับไม่น้อยกว่าน้ำหนัก",
    "lo": "ມາດຕາ ໑໒ ຫ້າມບໍ່ໃຫ້ບຸກຄົນໃດນຳເຂົ້າສານຕາມບັນຊີ ໓ ໂດຍບໍ່ໄດ້ຮັບອະນຸຍາດ",
    "km": "មាត្រា ១២ គ្មានបុគ្គលណាអាចនាំចូលសារធាតុតាមបញ្ជីលេខ ៣ ឡើយ ស្ត្រី ក្រុម",
    "my": "ပုဒ်မ ၁၂ မည်သူမျှ ခွင့်ပြုချက်မရှိဘဲ ဇယား ၃ ပါ ဆေးဝါးများကို မပြုရ။ ကျွန်ုပ်တို့၏",
    "hi": "धारा १२ कोई भी व्यक्ति अनुज्ञप्ति के बिना पदार्थों का आयात नहीं करेगा, किन्तु चिकित्सकीय।",
    "ne": "दफा १२ कुनै पनि व्यक्तिले अनुमतिपत्र बिना पैठारी गर्नु हुँदैन। ग्राह्य",
    "bn": "ধারা ১২ কোনো ব্যক্তি লাইসেন্স ব্যতীত আমদানি করিবেন না, কিন্তু চিকিৎসার প্রয়োজনে। ক্ষেত্র",
    "ta": "பிரிவு 12 எந்த ஒரு நபரும் உரிமம் இன்றி பொருட்களை இறக்குமதி செய்யக் கூடாது. கொள்கை",
    "si": "12 වන වගන්තිය: බලපත්‍රයක් නොමැතිව මත්ද්‍රව්‍ය කිසිවකු විසින් ආනයනය නොකළ යුතුය. ක්‍රියාත්මක",
}
_FONTS = {"ur": "Noto Nastaliq Urdu", "he": "Noto Sans Hebrew"}
_PAINTINGS = {"visually": painted_visually, "logically": painted_logically}


@pytest.mark.parametrize("painting", _PAINTINGS)
@pytest.mark.parametrize("lines", [ARABIC, HEBREW], ids=["Arabic", "Hebrew"])
def test_any_order_of_painting_gives_logical_text(lines: Sequence[Sequence[str]], painting: str) -> None:
    paint = _PAINTINGS[painting]
    parts = [one for n, line in enumerate(lines) for one in paint(lay_out(line), 560, 700 - 30 * n)]
    source = read_bytes(write_pdf([Sheet(parts)]), "a.pdf")
    assert [b.text for b in source.blocks] == ["".join(line) for line in lines]
    assert source.pages[0].doubts == ()
    assert all(b.box is not None and b.box.right > 0.9 for b in source.blocks)


@pytest.mark.parametrize("lines", [ARABIC, HEBREW], ids=["Arabic", "Hebrew"])
def test_a_hidden_layer_in_the_order_of_reading_is_believed(lines: Sequence[Sequence[str]]) -> None:
    wanted = ["".join(line) for line in lines]
    parts = [Painted(60, 700 - 30 * n, 12, list(line), mode=3) for n, line in enumerate(wanted)]
    assert [b.text for b in read_bytes(write_pdf([Sheet(parts)]), "a.pdf").blocks] == wanted


def test_shapes_of_letters_become_letters() -> None:
    # "The law", "no": alef lam qaf alef noun waw noun and lam-alef, each as the shape that it has in print.
    shapes = "\ufe8d\ufedf\ufed8\ufe8e\ufee7\ufeee\ufee5 \ufefb"
    parts = painted_visually(shapes[::-1], 500, 700)
    assert [b.text for b in read_bytes(write_pdf([Sheet(parts)]), "a.pdf").blocks] == ["القانون لا"]


def test_only_shapes_are_spelt_out() -> None:
    assert spell_out("\ufefb ½ \ufdfa Ⅳ \ufb2a ﷼") == "لا ½ \ufdfa Ⅳ ש\u05c1 ریال"


def test_the_vowel_am_is_one_letter() -> None:
    parts = [Painted(72, 700, 12, ["น", "\u0e49", "\u0e4d", "\u0e32", "ข", "\u0e4d", "\u0e32"])]
    parts += [Painted(72, 660, 12, ["ນ", "\u0ecd", "\u0ec9", "\u0eb2"])]
    texts = [b.text for b in read_bytes(write_pdf([Sheet(parts)]), "a.pdf").blocks]
    assert texts == ["น้\u0e33ข\u0e33", "ນ້\u0eb3"]


@pytest.mark.parametrize("order", ["لا", "ال"])
def test_one_glyph_of_lam_and_alef_is_lam_and_alef(order: str) -> None:
    parts = [Painted(300, 700, 12, ["ت", " ", order, "خ", "إ"])]
    assert read_bytes(write_pdf([Sheet(parts)]), "a.pdf").blocks[0].text == "إخلا ت"


def test_columns_of_a_right_to_left_page_begin_at_the_right() -> None:
    line = "كلمات من العمود في القانون على"
    title = painted_visually(lay_out([f"عنوان {line} {line}"]), 560, 750)
    left = [p for n in range(12) for p in painted_visually(lay_out([f"يسار {line}"]), 280, 700 - 16 * n)]
    right = [p for n in range(12) for p in painted_visually(lay_out([f"يمين {line}"]), 560, 700 - 16 * n)]
    texts = [
        b.text.split()[0] for b in read_bytes(write_pdf([Sheet([*title, *right, *left])]), "a.pdf").blocks
    ]
    assert texts == ["عنوان"] + ["يمين"] * 12 + ["يسار"] * 12


def test_a_right_to_left_name_in_a_line_that_reads_from_the_left() -> None:
    parts = [Painted(72, 700, 12, list("The office (" + "ةرازولا" + ") in Kites"))]
    blocks = read_bytes(write_pdf([Sheet(parts)]), "a.pdf").blocks
    assert blocks[0].text == "The office (الوزارة) in Kites"


def test_the_bidirectional_algorithm_is_undone() -> None:
    def read(visual: str, arabic: bool) -> str:
        return undo([Sign(c) for c in visual], arabic)

    assert read("3-7 ףיעס", False) == "סעיף 3-7"
    assert read("7-3 ةدام", True) == "مادة 3-7"
    assert read("20% דע", False) == "עד 20%"
    assert read(".)ב( a b-c 12 א", False) == "א a b-c 12 (ב)."


@pytest.mark.parametrize(
    ("line", "faced"),
    [
        (")א( ב", "(א) ב"),
        ("א( ב", "א) ב"),  # a list letter
        ("1) א )ב(", "1) א (ב)"),
        ("»א« ]ב[.", "«א» [ב]."),
    ],
)
def test_brackets_face_what_they_enclose(line: str, faced: str) -> None:
    assert face_brackets([Sign(c) for c in line]) == faced


def test_a_bracket_that_the_file_states_is_left_alone() -> None:
    assert face_brackets([Sign("א"), Sign("("), Sign(" ")]) == "א) "
    assert face_brackets([Sign("א"), Sign("(", stated=True), Sign(" ")]) == "א( "


def test_words_tell_their_order() -> None:
    line = "هذه المادة في القانون على الوزارة"
    assert score_order(line) > 0 > score_order(line[::-1])
    assert pick_reading([line[::-1]], [line]) == ([line], None)
    assert pick_reading([line], [line[::-1]]) == ([line], None)
    chosen, doubt = pick_reading([line[::-1]], ["قط قط"])
    assert chosen == [line[::-1]]
    assert doubt is not None


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[int, str]:
    """The text of each page of a PDF that a browser has printed, one page per language."""
    folder = tmp_path_factory.mktemp("printed")
    pages = "".join(
        f'<div lang="{code}" dir="{"rtl" if code in ("ar", "fa", "ur", "ps", "he") else "ltr"}" '
        f"style=\"font-family: '{_FONTS.get(code, 'Noto Naskh Arabic')}', 'Noto Sans'\">"
        + "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n"))
        + "</div>"
        for code, text in PRINTED.items()
    )
    style = "@page { size: 420mm 200mm } div { break-after: page; font-size: 14pt; line-height: 1.9 }"
    source = folder / "page.html"
    source.write_text(f"<!doctype html><meta charset=utf-8><title>.</title><style>{style}</style>{pages}")
    target = folder / "page.pdf"
    subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
         f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}", source.as_uri()],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120,
    )  # fmt: skip
    texts: dict[int, str] = {}
    for block in read_bytes(target.read_bytes(), "page.pdf").blocks:
        assert block.page is not None
        assert block.kind is BlockKind.LINE
        texts[block.page] = f"{texts[block.page]}\n{block.text}" if block.page in texts else block.text
    return texts


@pytest.mark.browser
@pytest.mark.parametrize("code", PRINTED)
def test_what_a_browser_prints_is_read_letter_by_letter(printed: dict[int, str], code: str) -> None:
    page = list(PRINTED).index(code) + 1
    wanted = unicodedata.normalize("NFC", PRINTED[code])
    assert re.sub(" +", " ", printed[page]) == wanted


@pytest.mark.browser
def test_the_browser_has_the_letters(printed: dict[int, str]) -> None:
    # Without the fonts a page would hold boxes, and the tests above would tell nothing of the reader.
    assert Path("/usr/share/fonts").is_dir()
    assert len(printed) == len(PRINTED)
