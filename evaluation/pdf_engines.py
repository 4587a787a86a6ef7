"""Which of two engines reads the pages of a PDF better: a table over authentic files.

    python -m evaluation.pdf_engines [FILE ...]

Without files, the PDFs of ``../shared/corpus``. Faults are words that one engine breaks or glues and the
other reads whole, with the document's own words as judge (:mod:`ingest.readers.pdf_choice`).
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.limits import DEFAULT_LIMITS
from ingest.readers.pdf_choice import choose_engine, count_faults, count_words
from ingest.readers.pdf_engines import open_pdfium, open_pypdf, pypdf_text, read_pages

_CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both engines over one file: seconds, faults in all its pages, and on how many pages each is chosen.

    ``ordered`` pages are not open to choice: their lines had to be put in order by their places.
    """

    pages: int
    ordered: int
    pdfium_faults: int
    pypdf_faults: int
    pypdf_chosen: int
    pdfium_seconds: float
    pypdf_seconds: float


def compare(data: bytes, name: str) -> Comparison:
    """Read a PDF with both engines and count the faults of each."""
    document = open_pdfium(data, name)
    begun = time.perf_counter()
    pages = read_pages(document, DEFAULT_LIMITS, name)
    pdfium_seconds = time.perf_counter() - begun
    document.close()
    begun = time.perf_counter()
    reader = open_pypdf(data)
    plain = [pypdf_text(reader, index) if reader is not None else "" for index in range(len(pages))]
    pypdf_seconds = time.perf_counter() - begun
    placed = ["\n".join(page.texts) for page in pages]
    counts = count_words([*plain, *placed])
    chosen = sum(
        choose_engine(one, other, counts) == "pypdf" and not page.ordered
        for one, other, page in zip(plain, placed, pages, strict=True)
    )
    return Comparison(
        pages=len(pages),
        ordered=sum(page.ordered for page in pages),
        pdfium_faults=sum(count_faults(a, b, counts) for a, b in zip(placed, plain, strict=True)),
        pypdf_faults=sum(count_faults(b, a, counts) for a, b in zip(placed, plain, strict=True)),
        pypdf_chosen=chosen,
        pdfium_seconds=pdfium_seconds,
        pypdf_seconds=pypdf_seconds,
    )


def main(arguments: Sequence[str]) -> None:
    """Print the table."""
    paths = [Path(argument) for argument in arguments] or sorted(_CORPUS.rglob("*.pdf"))
    print(f"{'file':<38}{'pages':>6}{'ordered':>8}{'faults':>14}{'pypdf':>7}{'seconds':>14}")
    print(f"{'':<52}{'pdfium  pypdf':>14}{'chosen':>7}{'pdfium  pypdf':>14}")
    for path in paths:
        row = compare(path.read_bytes(), path.name)
        print(
            f"{path.parent.name + '/' + path.stem:<38}{row.pages:6}{row.ordered:8}"
            f"{row.pdfium_faults:7}{row.pypdf_faults:7}{row.pypdf_chosen:7}"
            f"{row.pdfium_seconds:7.1f}{row.pypdf_seconds:7.1f}",
            flush=True,
        )


if __name__ == "__main__":
    main(sys.argv[1:])
