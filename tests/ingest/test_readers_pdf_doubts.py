"""PDF: suspicious characters are named; words set wide, ligatures and hyphens come out whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.readers import read_bytes
from ingest.readers.pdf_doubts import SIGNS, Sign, find_doubts
from tests.ingest.pdf_samples import Painted, Sheet, write_pdf


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: sign.says)
def test_each_sign_finds_its_example(sign: Sign) -> None:
    doubts, _ = find_doubts([sign.example])
    assert any(sign.says in doubt for doubt in doubts)


def test_a_page_full_of_unreadable_characters_is_unfit() -> None:
    assert find_doubts(["\ue012\ue013\ue014 a b c d"])[1]
    assert not find_doubts(["\ue012 words of the law that can be read"])[1]
    assert find_doubts(["Ñòàòüÿ ïåðâàÿ Íàñòîÿùèé çàêîí"])[1]
    # Letters that look alike are wrong one by one; the page is still better than its image.
    assert not find_doubts(["стaтья зaкoн пpaво"])[1]


@pytest.mark.parametrize(
    "line",
    [
        "Étranger, éléments, où l'État a été créé: à côté",
        "Nghị định của Chính phủ về phòng, chống ma túy",
        "§ 1 Über Maßnahmen gegen größere Übel",
        "Закон о НДС и форме N 5, ГОСТ Р ИСО 9001, вещество 2C-B",
        "Çərpələng sahibi uçot jurnalını saxlayır",
        "O'zbekiston Respublikasining qonuni",
        "कोई भी व्यक्ति अनुज्ञप्ति के बिना पदार्थों का आयात नहीं करेगा",
        "உரிமம் இன்றி பொருட்களை இறக்குமதி செய்யக் கூடாது",
        "ห้ามมิให้ผู้ใดนำเข้า เว้นแต่ได้รับอนุญาต ไม่น้อยกว่า",
        "ခွင့်ပြုချက်မရှိဘဲ ဆေးဝါးများကို မပြုရ",
        "គ្មានបុគ្គលណាអាចនាំចូល ស្ត្រី ក្រុម",
        "मादक पदार्थ และ المادة",
    ],
)
def test_ordinary_text_raises_no_doubt(line: str) -> None:
    assert find_doubts([line]) == ([], False)


def test_no_authentic_page_is_taken_for_unfit(shared_corpus: Path) -> None:
    for path in sorted(shared_corpus.rglob("*.pdf")):
        if path.stat().st_size > 600_000:
            continue  # the larger files are read by other tests
        source = read_bytes(path.read_bytes(), path.name)
        assert all(page.text_layer and page.confidence is None for page in source.pages)
        assert sum(len(page.doubts) for page in source.pages) <= 1


def _wide(text: str, left: float, bottom: float, gap: float) -> list[Painted]:
    parts = []
    for letter in text:
        if letter == " ":
            left += 12
            continue
        parts.append(Painted(left, bottom, 12, [letter]))
        left += 6 + gap
    return parts


def test_words_set_wide_are_closed_up_and_stay_apart_from_each_other() -> None:
    parts = [*_wide("PART SEVEN", 72, 700, 4), *_wide("ABCDEF", 72, 650, 30)]
    assert [b.text for b in read_bytes(write_pdf([Sheet(parts)]), "a.pdf").blocks] == [
        "PART SEVEN",
        "A B C D E F",  # cells of a table, far apart
    ]


def test_ligatures_are_spelt_and_a_soft_hyphen_at_a_line_end_shows() -> None:
    parts = [
        Painted(72, 700, 12, ["o", "ﬃ", "c", "e", " ", "ﬁ", "n", "d", "s"]),
        Painted(72, 680, 12, list("the drug\u00ad")),
        Painted(72, 666, 12, list("dealer")),
    ]
    texts = [b.text for b in read_bytes(write_pdf([Sheet(parts)]), "a.pdf").blocks]
    assert texts == ["office finds", "the drug-", "dealer"]


def test_a_layer_that_does_not_show_is_read() -> None:
    # So do programs that recognise characters write their words under the image of a page.
    parts = [Painted(72, 700, 12, list("Kites are registered."), mode=3)]
    source = read_bytes(write_pdf([Sheet(parts)]), "a.pdf")
    assert [b.text for b in source.blocks] == ["Kites are registered."]
    assert source.pages[0].text_layer


def test_doubts_stand_at_their_page() -> None:
    good = Sheet([Painted(72, 700, 12, list("Kites are registered."))])
    bad = Sheet([Painted(72, 700, 12, [*"Kites are registered here and now ", "\ue001"])])
    source = read_bytes(write_pdf([good, bad]), "a.pdf")
    assert [len(page.doubts) for page in source.pages] == [0, 1]
    assert "private use" in source.pages[1].doubts[0]


def test_symbols_are_named_by_their_font() -> None:
    def read(font: str) -> str:
        data = write_pdf([Sheet([Painted(72, 700, 12, ["\uf044", *"9-T9T-9-T"])])])
        # A Type 3 font has no name that pdfium would tell, so the name is put into one that has.
        return read_bytes(_as_named_font(data, font), "a.pdf").blocks[0].text

    assert read("AAAAAA+Symbol") == "Δ9-T9T-9-T"
    assert read("AAAAAA+Webdings") == "\uf0449-T9T-9-T"


def _as_named_font(data: bytes, name: str) -> bytes:
    """Make the sample's font one that is not embedded, with the same codes and the same map."""
    begin, end = data.index(b"<< /Type /Font "), data.index(b"endobj", data.index(b"<< /Type /Font "))
    widths = b"500 " * 4
    font = (
        b"<< /Type /Font /Subtype /TrueType /BaseFont /%b /FirstChar 1 /LastChar 4 /Widths [%b]"
        b" /ToUnicode 6 0 R /FontDescriptor << /Type /FontDescriptor /FontName /%b /Flags 4"
        b" /FontBBox [0 -200 500 800] /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 /ItalicAngle 0 >> >>"
        % (name.encode(), widths, name.encode())
    )
    return data[:begin] + font + b"\n" + data[end:]
