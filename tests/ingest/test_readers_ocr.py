"""Scanned pages: recognised by Tesseract in the right language, with places, confidence and honest doubts."""

from __future__ import annotations

import struct
import threading
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image as PillowImage

from corpus.access import Access
from corpus.errors import (
    DamagedFileError,
    EmptyFileError,
    LimitExceededError,
    NotADocumentError,
    UnknownFormatError,
)
from corpus.store import Store
from ingest.limits import Limits
from ingest.page_image import draw
from ingest.pipeline import ingest
from ingest.readers import ocr, ocr_image, ocr_pages, pdf_ocr, read_bytes
from ingest.readers.ocr import Image, Recognised, measure_overlooked, parse_tsv, recognise
from ingest.readers.ocr_packs import KIN, PACKS, choose_packs, installed_packs, package_of
from ingest.readers.ocr_pages import Recogniser, Unread, best_reading, identify_language
from ingest.readers.pdf_engines import open_pdfium
from ingest.readers.pdf_lines import Line
from ingest.readers.registry import may_be_recognised
from ingest.sandbox import Sandbox
from ingest.source import SourceText
from tests.ingest.pdf_samples import Painted, Picture, Sheet, write_pdf

MakePdf = Callable[..., bytes]
Gray = npt.NDArray[np.uint8]
_WORDS = [
    "Article 12. The owner of a kite shall keep the register",
    "of flights for five years after the last entry.",
    "Article 13. A licence ends when no report was handed in",
    "before the fifteenth day of March of the next year.",
]


def _png_head(width: int, height: int) -> bytes:
    """A PNG file that ends where its pixels begin."""
    body = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", 13)
        + body
        + struct.pack(">I", zlib.crc32(body))
        + b"\0\0\1\0IDAT"
    )


def _write(kind: str, pages: list[Gray]) -> bytes:
    first, *others = map(PillowImage.fromarray, pages)
    file = BytesIO()
    first.save(file, kind, **({"save_all": True, "append_images": others} if others else {}))
    return file.getvalue()


_PAGE = [(72, 700 - 30 * n, 14, words) for n, words in enumerate(_WORDS)]
_HEAD = "level page_num block_num par_num line_num word_num left top width height conf text".replace(
    " ", "\t"
)


def _scan(data: bytes, page: int = 1, width: int = 1654) -> Gray:
    """The picture of a page, at 200 dpi for A4."""
    document = open_pdfium(data, "a.pdf")
    bitmap = draw(document, page - 1, width, "a.pdf", gray=True)
    rows = np.frombuffer(bytes(bitmap.buffer), np.uint8).reshape(bitmap.height, bitmap.stride)
    gray = rows[:, : bitmap.width].copy()
    document.close()
    return gray


def _sheet(gray: Gray) -> Sheet:
    height, width = gray.shape
    return Sheet([Picture(width, height, gray.tobytes())], width * 72 / 200, height * 72 / 200)


@pytest.fixture(scope="module")
def scan() -> Gray:
    from tests.ingest.conftest import build_pdf

    return _scan(build_pdf([_PAGE]))


@pytest.fixture(scope="module")
def scanned(scan: Gray) -> SourceText:
    return read_bytes(write_pdf([_sheet(scan)]), "scan.pdf", language="en")


def test_a_scan_is_read_word_by_word(scanned: SourceText) -> None:
    assert [b.text for b in scanned.blocks] == _WORDS


def test_recognised_lines_have_places_and_confidence(scanned: SourceText) -> None:
    for n, block in enumerate(scanned.blocks):
        assert block.box is not None
        assert block.box.left == pytest.approx(72 / 595, abs=0.01)
        assert block.box.bottom == pytest.approx(1 - (700 - 30 * n) / 842, abs=0.01)
        assert block.confidence is not None
        assert 0.8 < block.confidence <= 1


def test_the_page_tells_that_it_was_recognised(scanned: SourceText) -> None:
    (page,) = scanned.pages
    assert (page.number, page.text_layer, page.doubts) == (1, False, ())
    assert page.confidence is not None
    assert page.confidence > 0.8
    assert scanned.notes[0].startswith("Recognised from page images: pages 1 (confidence 0.9")


def test_text_and_scans_in_one_file(scan: Gray, make_pdf: MakePdf) -> None:
    text = Sheet([Painted(72, 700, 12, list("Kites are registered with the office of the town."))])
    source = read_bytes(write_pdf([text, _sheet(scan), Sheet([])]), "mixed.pdf", language="en")
    assert [page.text_layer for page in source.pages] == [True, False, False]
    assert [page.confidence is not None for page in source.pages] == [False, True, False]
    assert [b.text for b in source.blocks if b.page == 2] == _WORDS
    assert all(b.confidence is None for b in source.blocks if b.page == 1)
    assert "Pages without text: 3." in source.notes


def test_a_scan_that_stands_on_its_head_is_read(scan: Gray) -> None:
    turned = np.ascontiguousarray(np.rot90(scan, 2))
    source = read_bytes(write_pdf([_sheet(turned)]), "scan.pdf", language="en")
    assert sorted(b.text for b in source.blocks) == sorted(_WORDS)
    first = next(b for b in source.blocks if b.text == _WORDS[0])
    assert first.box is not None
    assert first.box.top > 0.7  # where it stands on the page as it is shown


def test_an_unreadable_text_layer_gives_way_to_the_image(scan: Gray) -> None:
    picture = _sheet(scan)
    noise = Painted(72, 60, 12, [chr(0xE000 + n % 40) for n in range(60)], mode=3)
    sheet = Sheet([*picture.parts, noise], picture.width, picture.height)
    source = read_bytes(write_pdf([sheet]), "scan.pdf", language="en")
    assert [b.text for b in source.blocks] == _WORDS
    assert not source.pages[0].text_layer
    assert any("private use" in doubt for doubt in source.pages[0].doubts)
    assert any("unreadable" in doubt for doubt in source.pages[0].doubts)


def test_without_the_program_the_error_names_its_package(
    scan: Gray, monkeypatch: pytest.MonkeyPatch, make_pdf: MakePdf
) -> None:
    monkeypatch.setattr(pdf_ocr, "installed_packs", frozenset)
    monkeypatch.setattr(ocr_image, "installed_packs", frozenset)
    with pytest.raises(EmptyFileError) as caught:
        read_bytes(write_pdf([_sheet(scan)]), "scan.pdf")
    assert "apt-get install tesseract-ocr" in caught.value.remedy
    with pytest.raises(UnknownFormatError) as caught_image:
        read_bytes(_png(scan), "scan.png")
    assert "apt-get install tesseract-ocr" in caught_image.value.remedy
    # A file that has text too loses none of it.
    text = Sheet([Painted(72, 700, 12, list("Kites are registered."))])
    source = read_bytes(write_pdf([text, _sheet(scan)]), "mixed.pdf")
    assert [b.text for b in source.blocks] == ["Kites are registered."]
    assert any("apt-get install tesseract-ocr" in note for note in source.notes)
    assert source.pages[1].doubts == ("It needs character recognition: apt-get install tesseract-ocr.",)


def test_a_missing_pack_is_named_and_a_kin_stands_in(scan: Gray, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr_pages, "installed_packs", lambda: frozenset({"eng", "osd"}))
    source = read_bytes(write_pdf([_sheet(scan)]), "scan.pdf", language="vi")
    assert [b.text for b in source.blocks] == _WORDS
    assert any("apt-get install tesseract-ocr-vie" in note for note in source.notes)


def test_no_pack_for_the_script_is_a_doubt_and_an_error(scan: Gray, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr_pages, "installed_packs", lambda: frozenset({"eng", "osd"}))
    with pytest.raises(EmptyFileError) as caught:
        read_bytes(write_pdf([_sheet(scan)]), "scan.pdf", language="km")
    assert "tesseract-ocr-khm" in caught.value.remedy


def test_pages_beyond_the_time_are_named(scan: Gray) -> None:
    text = Sheet([Painted(72, 700, 12, list("Kites are registered."))])
    source = read_bytes(write_pdf([text, _sheet(scan)]), "a.pdf", Limits(ocr_seconds=0.0), "en")
    assert "Pages that were not recognised: 2." in source.notes
    assert "time" in source.pages[1].doubts[0]


def test_a_page_that_takes_too_long_is_ended(scan: Gray) -> None:
    with pytest.raises(LimitExceededError, match="longer"):
        recognise(_image(scan), ["eng"], 0.01)


def test_the_packs_follow_the_catalogue(scan: Gray) -> None:
    asked: list[tuple[str, ...]] = []

    def read(image: Image, packs: tuple[str, ...], seconds: float) -> Recognised:
        asked.append(tuple(packs))
        return Recognised(1, 1, (), 0.9)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ocr_pages, "best_reading", read)
        patch.setattr(ocr_pages, "installed_packs", lambda: frozenset({"eng", "rus", "kaz", "osd"}))
        list(Recogniser(["kk", "ru"], 1.0, 1e12).run([1], lambda _: _image(scan)))
    assert asked == [("kaz", "rus")]


def test_without_a_catalogue_the_page_tells_its_language(scan: Gray) -> None:
    recogniser = Recogniser([], 60.0, 1e12)
    ((number, read),) = recogniser.run([7], lambda _: _image(scan))
    assert number == 7
    assert isinstance(read, Recognised)
    assert recogniser.packs == ("eng",)
    assert recogniser.missing == ()


def test_the_other_pages_tell_the_language_of_a_scan(scan: Gray) -> None:
    assert identify_language(["Собственник воздушного змея обязан хранить журнал учёта полётов."] * 3) == "ru"
    assert identify_language(["короткое"]) is None


def test_every_language_has_a_pack_and_its_package() -> None:
    languages = (
        "en ru kk ky uz tg mn az tr tk fa prs ps ar he ur hi bn ne si ta th lo km my",
        "vi id ms fil zh zh-Hant ja ko de fr es pt nl uk cs",
    )
    for code in " ".join(languages).split():
        assert PACKS[code]
    assert package_of("uzb_cyrl") == "tesseract-ocr-uzb-cyrl"
    assert choose_packs(["uz-Cyrl"], frozenset({"uzb_cyrl"})).packs == ("uzb_cyrl",)
    assert choose_packs(["zh-Hant"], frozenset({"chi_sim"})).packs == ("chi_sim",)
    assert choose_packs(["km"], frozenset({"eng"})).packs == ()
    assert len({pack for row in KIN for pack in row}) == sum(map(len, KIN))
    assert {"eng", "osd", "rus"} <= installed_packs()  # what the tests install


def test_words_become_lines_with_spaces_where_the_script_has_them() -> None:
    def table(*words: tuple[int, int, str]) -> Line:
        rows = [f"5\t1\t1\t1\t1\t{n}\t{left}\t10\t{width}\t20\t90\t{text}" for n, (left, width, text) in
                enumerate(words, start=1)]  # fmt: skip
        page = "1\t1\t0\t0\t0\t0\t0\t0\t1000\t500\t-1\t"
        ((line,),) = (one.lines for one in parse_tsv("\n".join([_HEAD, page, *rows, ""])))
        return line

    assert table((0, 40, "the"), (50, 40, "kite")).text == "the kite"
    assert table((0, 20, "第"), (24, 20, "二"), (62, 20, "风")).text == "第二 风"
    assert table((0, 20, "第"), (24, 20, "45"), (48, 20, "号")).text == "第45号"
    assert table((0, 20, "经，"), (38, 20, "自")).text == "经，自"
    assert table((0, 20, "허"), (22, 20, "가"), (52, 20, "는")).text == "허가 는"
    assert table((0, 20, "มาตรา"), (23, 20, "ผู้"), (60, 20, "ใด")).text == "มาตราผู้ ใด"
    line = table((100, 40, "a"), (150, 50, "b"))
    assert (line.left, line.bottom, line.right, line.top, line.confidence) == (100, 470, 200, 490, 0.9)


def test_confidence_counts_by_letters_and_empty_words_are_none() -> None:
    page = "1\t1\t0\t0\t0\t0\t0\t0\t100\t50\t-1\t"
    rows = ["5\t1\t1\t1\t1\t1\t0\t0\t9\t9\t100\tabc", "5\t1\t1\t1\t1\t2\t9\t0\t9\t9\t20\tx",
            "5\t1\t1\t1\t1\t3\t9\t0\t9\t9\t95\t "]  # fmt: skip
    (read,) = parse_tsv("\n".join([_HEAD, page, *rows]))
    assert read.confidence == pytest.approx((3 * 1.0 + 0.2) / 4)
    assert [line.text for line in read.lines] == ["abc x"]


def test_ink_in_no_line_is_measured_and_tried_again(scan: Gray, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = best_reading(_image(scan), ["eng"], 60.0)
    assert whole.overlooked < 0.02
    half = Recognised(whole.width, whole.height, whole.lines[:2], 0.95)
    assert 0.3 < measure_overlooked(_image(scan), half) < 0.7
    answers = [[half], [whole]]
    monkeypatch.setattr(ocr_pages, "recognise", lambda *_: answers.pop(0))
    assert best_reading(_image(scan), ["eng"], 60.0).lines == whole.lines
    assert answers == []


def test_an_image_file_is_a_page(scan: Gray) -> None:
    source = read_bytes(_png(scan), "scan.png", language="en")
    assert [b.text for b in source.blocks] == _WORDS
    assert source.media_type == "image/png"
    assert (source.page_count, source.pages[0].text_layer) == (1, False)
    box = source.blocks[0].box
    assert box is not None
    assert box.left == pytest.approx(72 / 595, abs=0.01)


def test_a_tiff_file_holds_several_pages(scan: Gray) -> None:
    source = read_bytes(_tiff([scan, scan[: scan.shape[0] // 2]]), "scan.tif", language="en")
    assert source.page_count == 2
    assert [b.text for b in source.blocks if b.page == 2] == _WORDS
    assert [page.number for page in source.pages] == [1, 2]


@pytest.mark.parametrize(
    ("data", "error", "match"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 8, DamagedFileError, "damaged"),
        (_png_head(90_000, 90_000), LimitExceededError, "pixels"),
        (_png_head(32, 32), NotADocumentError, "too small"),
        (_write("JPEG", [np.zeros((9, 9), np.uint8)]), NotADocumentError, "too small"),
        (b"II*\0" + struct.pack("<I", 8) + b"\xff\xff", DamagedFileError, "damaged"),
        (b"MM\0*" + struct.pack(">I", 8) + struct.pack(">H", 0) + struct.pack(">I", 8),
         DamagedFileError, "damaged"),
        (_write("TIFF", [np.zeros((9, 9), np.uint8)] * 3), NotADocumentError, "too small"),
    ],
)  # fmt: skip
def test_bad_images_are_told(data: bytes, error: type[Exception], match: str) -> None:
    with pytest.raises(error, match=match):
        read_bytes(data, "scan.png")


def test_a_broken_image_of_the_right_size_is_told() -> None:
    data = _png_head(1000, 1000) + b"x" * 99
    with pytest.raises((DamagedFileError, EmptyFileError)):
        read_bytes(data, "scan.png", language="en")


def test_a_page_that_takes_long_leaves_the_rest(scan: Gray, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(image: Image, packs: object, seconds: float) -> Recognised:
        raise LimitExceededError("It took longer than 1 s.", remedy="Wait.")

    monkeypatch.setattr(ocr_pages, "best_reading", read)
    results = dict(Recogniser(["en"], 1.0, 1e12).run([1, 2, 3], lambda _: _image(scan)))
    assert results == {n: Unread("It took longer than 1 s.") for n in (1, 2, 3)}


def test_the_program_missing_from_the_path_is_told(scan: Gray, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "PROGRAM", "no-such-program")
    with pytest.raises(DamagedFileError, match="cannot be started"):
        recognise(_image(scan), ["eng"], 9.0)


def test_an_authentic_page_is_recognised(shared_corpus: Path) -> None:
    name = "en/lk-podd-act-2022-41.pdf"
    data = (shared_corpus / name).read_bytes()
    known = [b.text for b in read_bytes(data, name).blocks if b.page == 16]
    scan = read_bytes(write_pdf([_sheet(_scan(data, 16))]), "scan.pdf", language="en")
    words = {word for text in known for word in text.split() if word.isalpha()}
    found = {word for block in scan.blocks for word in block.text.split()}
    assert len(words & found) > 0.95 * len(words)


def _image(gray: Gray) -> Image:
    height, width = gray.shape
    return Image(b"P5 %d %d 255\n%b" % (width, height, gray.tobytes()), 200, gray)


def _png(gray: Gray) -> bytes:
    return _write("PNG", [gray])


def _tiff(pages: list[Gray]) -> bytes:
    return _write("TIFF", pages)


def test_the_sandbox_grants_recognition_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    granted: list[float] = []

    class Timer(threading.Timer):
        def __init__(self, seconds: float, *arguments: Any) -> None:
            granted.append(seconds)
            super().__init__(seconds, *arguments)

    monkeypatch.setattr("ingest.sandbox.threading.Timer", Timer)
    with Sandbox(workers=1, limits=Limits(seconds=100.0)) as sandbox:
        sandbox.run(str, SimpleNamespace(more_seconds=60.0))
        sandbox.run(str, SimpleNamespace())
    assert granted == [160.0, 100.0]


def test_only_files_that_may_hold_scans_are_granted_more() -> None:
    assert may_be_recognised("a.PDF")
    assert may_be_recognised("a.tif")
    assert not may_be_recognised("a.docx")
    assert not may_be_recognised("a")


def test_a_scan_is_ingested_like_any_other_file(scan: Gray, tmp_path: Path) -> None:
    folder = tmp_path / "laws"
    folder.mkdir()
    (folder / "kites.pdf").write_bytes(write_pdf([_sheet(scan)]))
    with Store.open(f"sqlite:///{tmp_path / 'store.db'}") as store:
        report = ingest(store, [folder], workers=1)
        (part,) = report.outcomes[0].parts
        document = store.document(part.document_id, Access.public())
        found = {p.eid for p in store.provisions(part.document_id, Access.public())}
    assert {"art_12", "art_13"} <= found
    assert len(document.lines) == len(_WORDS)
    assert document.quality is not None
    assert document.quality.recognised_pages == (1,)
    assert document.quality.recognition_confidence is not None
