"""How well scanned pages are read: pages with known text are made into images and recognised again.

    python -m evaluation.ocr [LANGUAGE ...] [--dpi 200] [--noise 12] [--guess]

Authentic pages come from ``../shared/corpus``; the others are invented sentences that a browser (Chromium)
prints. Prints, per page, the share of characters that came out right (one minus the edit distance over
the length, white space counted once), Tesseract's confidence, and the seconds it took. With ``--guess``
the language is not told, as for a file that no catalogue names.
"""

from __future__ import annotations

import argparse
import html
import logging
import re
import subprocess
import tempfile
import time
import tomllib
import unicodedata
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.errors import InputError
from ingest.page_image import draw
from ingest.readers import read_bytes
from ingest.readers.pdf_engines import open_pdfium

_CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
_TEXTS = Path(__file__).with_name("ocr_texts.toml")
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "ur", "ps", "he"})
# Language, file and page (from 1).
AUTHENTIC: tuple[tuple[str, str, int], ...] = (
    ("es", "es/un-single-convention-1961-es.pdf", 15),
    ("vi", "vi/vn-luat-73-2021-qh14.pdf", 7),
    ("en", "en/eu-cjeu-c-663-18-kanavape.pdf", 4),
    ("fr", "fr/fr-arrete-30-12-2021-cannabis.pdf", 2),
    ("cs", "cs/cz-zakon-366-2021.pdf", 22),
)


@dataclass(frozen=True, slots=True)
class Sample:
    """A page whose text is known: a PDF with a text layer, and which page of it."""

    language: str
    name: str
    data: bytes
    page: int
    text: str


@dataclass(frozen=True, slots=True)
class Score:
    """What came of one page: ``accuracy`` and ``confidence`` are in 0..1."""

    sample: Sample
    accuracy: float
    confidence: float
    seconds: float
    notes: tuple[str, ...]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.ocr", description=__doc__)
    parser.add_argument("languages", nargs="*", help="only these (BCP 47)")
    parser.add_argument("--dpi", type=int, default=200)
    parser.add_argument("--noise", type=float, default=12.0, help="standard deviation, of 255 levels of gray")
    parser.add_argument("--guess", action="store_true", help="do not tell the language")
    options = parser.parse_args(arguments)
    logging.getLogger("pypdf").setLevel(logging.ERROR)
    print(f"{'page':<44}{'accuracy':>9}{'confidence':>12}{'seconds':>9}")
    scores = []
    for sample in samples(frozenset(options.languages)):
        score = measure(sample, options.dpi, options.noise, options.guess)
        scores.append(score)
        line = f"{sample.language:<9}{sample.name:<35}{score.accuracy:9.3f}{score.confidence:12.2f}"
        print(
            f"{line}{score.seconds:9.1f}{'  ' + score.notes[-1] if len(score.notes) > 1 else ''}", flush=True
        )
    if scores:
        mean = sum(score.accuracy for score in scores) / len(scores)
        print(f"{'mean of ' + str(len(scores)) + ' pages':<44}{mean:9.3f}")


def samples(wanted: frozenset[str] = frozenset()) -> Iterator[Sample]:
    """Yield the authentic pages, then the invented ones, of the ``wanted`` languages or of all."""
    for language, path, page in AUTHENTIC:
        if (wanted and language not in wanted) or not (_CORPUS / path).is_file():
            continue
        data = (_CORPUS / path).read_bytes()
        source = read_bytes(data, path)
        text = "\n".join(block.text for block in source.blocks if block.page == page)
        yield Sample(language, f"{Path(path).stem}, p. {page}", data, page, text)
    texts = tomllib.loads(_TEXTS.read_text("utf-8"))
    for language, entry in texts.items():
        if not wanted or language in wanted:
            yield Sample(language, "invented", print_page(entry["text"], language), 1, entry["text"])


def measure(sample: Sample, dpi: int, noise: float, guess: bool) -> Score:
    """Make an image of the page, read it, and compare."""
    scan = scan_page(sample.data, sample.page, dpi, noise)
    begun = time.perf_counter()
    try:
        source = read_bytes(scan, f"{sample.name}.pdf", language=None if guess else sample.language)
    except InputError as error:
        return Score(sample, 0.0, 0.0, time.perf_counter() - begun, ("", str(error)))
    seconds = time.perf_counter() - begun
    text = "\n".join(block.text for block in source.blocks)
    return Score(
        sample, accuracy(sample.text, text), source.pages[0].confidence or 0.0, seconds, source.notes
    )


def accuracy(expected: str, found: str) -> float:
    """Return one minus the edit distance over the length of ``expected``, at least 0.

    >>> accuracy("article 12", "artic1e 12")
    0.9
    """
    want, have = _plain(expected), _plain(found)
    return max(0.0, 1.0 - edit_distance(want, have) / max(1, len(want)))


def edit_distance(one: str, other: str) -> int:
    """Return how many insertions, deletions and replacements make ``other`` of ``one``.

    >>> edit_distance("kitten", "sitting")
    3
    """
    columns = np.arange(len(other) + 1)
    letters = np.array([ord(c) for c in other], dtype=np.int64)
    row: npt.NDArray[np.int64] = columns.astype(np.int64)
    for number, letter in enumerate(one, start=1):
        best = np.empty_like(row)
        best[0] = number
        best[1:] = np.minimum(row[1:] + 1, row[:-1] + (letters != ord(letter)))
        row = np.minimum.accumulate(best - columns) + columns
    return int(row[-1])


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip()


def print_page(text: str, language: str) -> bytes:
    """Print paragraphs to a PDF in a browser."""
    direction = "rtl" if language in _RIGHT_TO_LEFT else "ltr"
    body = "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n"))
    page = (
        f'<!doctype html><html lang="{language}" dir="{direction}"><meta charset="utf-8"><title>.</title>'
        '<style>body { font: 13pt/1.7 "Noto Serif", "Noto Naskh Arabic", serif; margin: 2cm }</style>'
        f"{body}</html>"
    )
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "page.html", Path(folder) / "page.pdf"
        source.write_text(page, encoding="utf-8")
        subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
             f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}", source.as_uri()],
            check=True, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL, timeout=120,
        )  # fmt: skip
        return target.read_bytes()


def scan_page(data: bytes, page: int, dpi: int, noise: float) -> bytes:
    """Return a PDF that holds nothing but a noisy gray image of one page, the same each time."""
    document = open_pdfium(data, "the sample")
    width = document[page - 1].get_size()[0]
    bitmap = draw(document, page - 1, round(width * dpi / 72), "the sample", gray=True)
    rows = np.frombuffer(bytes(bitmap.buffer), np.uint8).reshape(bitmap.height, bitmap.stride)
    gray = rows[:, : bitmap.width].astype(np.float64)
    document.close()
    speckled = gray + np.random.default_rng(1).normal(0.0, noise, gray.shape)
    return image_pdf(speckled.clip(0, 255).astype(np.uint8), dpi)


def image_pdf(gray: npt.NDArray[np.uint8], dpi: int) -> bytes:
    """Write a PDF of one page that shows a gray image, at ``dpi`` pixels per inch."""
    height, width = gray.shape
    pixels = zlib.compress(gray.tobytes())
    across, down = width * 72 / dpi, height * 72 / dpi
    drawn = b"q %g 0 0 %g 0 0 cm /I Do Q" % (across, down)
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [5 0 R] /Count 1 >>",
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8"
        b" /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream" % (width, height, len(pixels), pixels),
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(drawn), drawn),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %g %g] /Contents 4 0 R"
        b" /Resources << /XObject << /I 3 0 R >> >> >>" % (across, down),
    ]
    out = b"%PDF-1.4\n"
    for number, body in enumerate(bodies, start=1):
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    return out + b"trailer << /Size 6 /Root 1 0 R >>\n%%EOF\n"


if __name__ == "__main__":
    main()
