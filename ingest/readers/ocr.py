"""Optical character recognition by the Tesseract program: an image in, lines with boxes and confidence out.

The program is called as a process of its own, with bounds on its time; it inherits the bound on memory
from the sandboxed worker that calls it.
"""

from __future__ import annotations

import contextlib
import itertools
import logging
import os
import re
import resource
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from corpus.errors import DamagedFileError, InputError, LimitExceededError
from ingest.readers.ocr_packs import PROGRAM
from ingest.readers.pdf_lines import Line
from ingest.readers.pdf_units import compose_am

# Below this mean confidence a reading is no better than a guess, and a page may stand on its head.
POOR = 0.65
# So much of the ink in no line is more than rules and stamps: words were overlooked, or there is a picture.
MUCH_OVERLOOKED = 0.15
_DARK = 110  # of 255 levels of gray
_SOME_INK = 500  # pixels: less is dust
_LOG = logging.getLogger(__name__)

# Scripts written without spaces between words: Tesseract cuts them into "words" all the same, and so it
# does with Korean. A gap of so many heights of the line is a space there too: Thai and Khmer part phrases
# so, Chinese a heading.
_PHRASED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_SQUARE = re.compile("[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
_SQUARE_STOP = re.compile("[\u3001-\u3003\uff01\uff0c\uff0e\uff1a\uff1b\uff1f）」』】》〉〕]")
_HANGUL = re.compile("[\u1100-\u11ff\uac00-\ud7af]")
_PHRASE_GAP = 0.35
_SQUARE_GAP = 0.75
_MIXED_GAP = 0.4  # between a square and a digit or a letter
_HANGUL_GAP = 0.24


class Segmentation(StrEnum):
    """How Tesseract looks for text (its ``--psm``)."""

    PAGE = "3"  # columns and blocks, upright
    COLUMN = "4"  # one column of lines of any size
    ANY_WAY_UP = "1"  # the same, whichever way the page is turned
    SCRIPT = "0"  # no text: only which way up, and which script


@dataclass(frozen=True, slots=True)
class Image:
    """A picture for the recogniser: a file's bytes (PNM, PNG, JPEG, TIFF) and its resolution.

    ``gray`` are its levels of gray, row by row, where they are known: they tell what was overlooked.
    """

    data: bytes
    dpi: int = 300
    gray: npt.NDArray[np.uint8] | None = None


@dataclass(frozen=True, slots=True)
class Recognised:
    """One recognised page: its size in pixels, its lines in pixels from the lower left, its confidence.

    ``overlooked`` is the share of the ink in none of the lines, as far as it was measured.
    """

    width: int
    height: int
    lines: tuple[Line, ...]
    confidence: float
    overlooked: float = 0.0


def recognise(
    image: Image, packs: Sequence[str], seconds: float, segmentation: Segmentation = Segmentation.PAGE
) -> list[Recognised]:
    """Recognise the words of ``image`` with the language ``packs``; several pages from a TIFF file.

    Raises:
        LimitExceededError: it took longer than ``seconds``.
        DamagedFileError: the program could not read the image.
    """
    answer = _call(
        image, ["-l", "+".join(packs), "--psm", segmentation.value, "tsv"], seconds, "recognise characters"
    )
    return parse_tsv(answer)


def measure_overlooked(image: Image, result: Recognised) -> float:
    """Return the share (0 to 1) of the dark ink that is in no recognised line; 0 where it cannot be told."""
    if image.gray is None or not result.height:
        return 0.0
    dark = image.gray < _DARK
    total = int(dark.sum())
    if total < _SOME_INK:
        return 0.0
    for line in result.lines:
        top, bottom = result.height - line.top, result.height - line.bottom
        dark[int(top) : int(bottom) + 1, int(line.left) : int(line.right) + 1] = False
    return float(dark.sum()) / total


def detect_script(image: Image, seconds: float) -> str | None:
    """Name the script of ``image`` as Tesseract does ("Cyrillic"); None where it cannot tell."""
    try:
        answer = _call(image, ["-l", "osd", "--psm", Segmentation.SCRIPT.value], seconds, "tell the script")
    except InputError as error:
        _LOG.debug("no script: %s", error)
        return None
    found = re.search(r"^Script: (\w+)", answer, re.MULTILINE)
    return found[1] if found else None


def _call(image: Image, options: Sequence[str], seconds: float, purpose: str) -> str:
    command = [PROGRAM, "stdin", "stdout", "--dpi", str(image.dpi), *options]
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},  # its threads cost more than they bring
        )
    except OSError as error:
        raise DamagedFileError(
            f"The program {PROGRAM} cannot be started ({error}).",
            remedy=f"Install it: apt-get install {PROGRAM}-ocr.",
        ) from error
    # If the worker is killed, nobody is left to end its child: this does.
    with contextlib.suppress(OSError, ValueError, AttributeError):
        bound = int(seconds) + 5
        resource.prlimit(process.pid, resource.RLIMIT_CPU, (bound, bound))
    try:
        answer, messages = process.communicate(image.data, timeout=seconds)
    except subprocess.TimeoutExpired as error:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream is not None:
                with contextlib.suppress(OSError):  # what was still to be written goes nowhere
                    stream.close()
        raise LimitExceededError(
            f"It took longer than {seconds:.0f} s to {purpose} on one page.",
            remedy="Scan the page again at 300 dpi in black and white.",
        ) from error
    if process.returncode != 0:
        said = messages.decode("utf-8", "replace").strip().splitlines()
        raise DamagedFileError(
            f"The character recognition failed ({said[-1][:200] if said else process.returncode}).",
            remedy="Open the image in its own program and save it again.",
        )
    return answer.decode("utf-8", "replace")


def parse_tsv(table: str) -> list[Recognised]:
    """Read Tesseract's table of words into pages of lines."""
    pages: list[Recognised] = []
    size = (0, 0)
    rows: dict[tuple[str, ...], list[_Word]] = {}

    def close() -> None:
        if size != (0, 0):
            lines = tuple(_join(words, size[1]) for words in rows.values())
            pages.append(Recognised(*size, lines, _confidence(w for words in rows.values() for w in words)))

    for row in table.split("\n")[1:]:
        cells = row.split("\t")
        if len(cells) < 12:
            continue
        left, top, width, height = (int(cell) for cell in cells[6:10])
        if cells[0] == "1":
            close()
            size, rows = (width, height), {}
        elif cells[0] == "5" and cells[11].strip():
            word = _Word(cells[11].strip(), left, top, left + width, top + height, float(cells[10]) / 100)
            rows.setdefault(tuple(cells[2:5]), []).append(word)
    close()
    return pages


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float


def _join(words: Sequence[_Word], page_height: int) -> Line:
    left, right = min(w.left for w in words), max(w.right for w in words)
    top, bottom = min(w.top for w in words), max(w.bottom for w in words)
    text = words[0].text
    for before, word in itertools.pairwise(words):
        text += _space(before, word, bottom - top) + word.text
    return Line(
        compose_am(text), left, page_height - bottom, right, page_height - top, round(_confidence(words), 4)
    )


def _space(before: _Word, word: _Word, height: int) -> str:
    last, first = before.text[-1], word.text[0]
    gap = (word.left - before.right) / max(1, height)
    if _SQUARE.match(last) or _SQUARE.match(first):
        # Their stops are ink in one half of a square and blank in the other.
        wide = _SQUARE_GAP if _SQUARE.match(last) and _SQUARE.match(first) else _MIXED_GAP
        return " " if gap > wide and not _SQUARE_STOP.match(last) else ""
    if _HANGUL.match(last) or _HANGUL.match(first):
        return " " if gap > _HANGUL_GAP else ""
    if _PHRASED.match(last) and _PHRASED.match(first):
        return " " if gap > _PHRASE_GAP else ""
    return " "


def _confidence(words: Iterable[_Word]) -> float:
    weighed = [(max(0.0, min(1.0, word.confidence)), len(word.text)) for word in words]
    total = sum(length for _, length in weighed)
    return sum(value * length for value, length in weighed) / total if total else 0.0
