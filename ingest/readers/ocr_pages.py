"""Recognising the pages of one document: in which language, within which time."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from corpus.errors import InputError
from ingest.readers.ocr import (
    MUCH_OVERLOOKED,
    POOR,
    Image,
    Recognised,
    Segmentation,
    detect_script,
    measure_overlooked,
    recognise,
)
from ingest.readers.ocr_packs import PACKS, SCRIPTS, choose_packs, installed_packs

# Two programs at a time: more would starve whatever else the machine does.
_AT_A_TIME = 2
# So many letters tell a language.
_ENOUGH = 100
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Unread:
    """A page that was not recognised, and why."""

    reason: str


@dataclass(slots=True)
class Recogniser:
    """Recognises pages of one document with the packs of its language, until its time is over.

    ``languages`` are those stated for the document or found on its other pages; where there are none, the
    first page tells. ``page_seconds`` bound a page, ``deadline`` (of the monotonic clock) all of them.
    ``missing`` names the Debian packages that would have served better.
    """

    languages: Sequence[str]
    page_seconds: float
    deadline: float
    packs: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    _settled: bool = field(default=False)

    def run(
        self, pages: Sequence[int], draw: Callable[[int], Image]
    ) -> Iterator[tuple[int, Recognised | Unread]]:
        """Yield the reading of each page; ``draw`` makes the image of a page, one call at a time."""
        if not pages:
            return
        self._settle(pages, draw)
        if not self.packs:
            reason = f"No pack of Tesseract for its script is installed: {', '.join(self.missing) or 'any'}."
            yield from ((page, Unread(reason)) for page in pages)
            return
        with ThreadPoolExecutor(_AT_A_TIME, thread_name_prefix="ocr") as pool:
            for at in range(0, len(pages), _AT_A_TIME):
                batch = pages[at : at + _AT_A_TIME]
                yield from zip(batch, pool.map(self._read, [draw(page) for page in batch]), strict=True)

    def _read(self, image: Image) -> Recognised | Unread:
        left = self.deadline - time.monotonic()
        if left < 1:
            return Unread("The time for character recognition was over.")
        try:
            return best_reading(image, self.packs, min(self.page_seconds, left))
        except InputError as error:
            return Unread(error.message)

    def _settle(self, pages: Sequence[int], draw: Callable[[int], Image]) -> None:
        """Choose the packs: from the languages stated, else from what the pages show."""
        installed = installed_packs()
        languages = [code for code in self.languages if PACKS.get(code) or PACKS.get(code.split("-")[0])]
        # A cover may have too few words; then a page from the middle is asked.
        for page in dict.fromkeys((pages[0], pages[len(pages) // 2])):
            if languages:
                break
            image = draw(page)
            script = detect_script(image, self.page_seconds) if "osd" in installed else None
            guess = choose_packs(SCRIPTS.get(script or "Latin", ("en",)), installed)
            read = self._attempt(image, guess.packs)
            found = identify_language([line.text for line in read.lines] if read else [])
            languages = [found] if found else []
            self.missing = guess.missing
        if languages:
            choice = choose_packs(languages, installed)
            self.packs, self.missing = choice.packs, choice.missing

    def _attempt(self, image: Image, packs: tuple[str, ...]) -> Recognised | None:
        self.packs = packs
        read = self._read(image) if packs else None
        return read if isinstance(read, Recognised) else None


def best_reading(image: Image, packs: Sequence[str], seconds: float) -> Recognised:
    """Recognise one page; once more, in another way, if that leaves ink unread or cannot be relied on."""
    best = next(iter(_read_once(image, packs, seconds, Segmentation.PAGE)), Recognised(0, 0, (), 0.0))
    further = [Segmentation.ANY_WAY_UP] if best.confidence < POOR else []
    further += [Segmentation.COLUMN] if best.overlooked > MUCH_OVERLOOKED else []
    for segmentation in further:
        try:
            again = _read_once(image, packs, seconds, segmentation)
        except InputError as error:  # too few letters to tell which way is up
            _LOG.debug("no second reading: %s", error)
            continue
        # What counts is ink that was read with confidence.
        best = max([best, *again], key=lambda one: one.confidence * (1.0 - one.overlooked))
    return best


def _read_once(
    image: Image, packs: Sequence[str], seconds: float, segmentation: Segmentation
) -> list[Recognised]:
    read = recognise(image, packs, seconds, segmentation)[:1]
    return [replace(one, overlooked=measure_overlooked(image, one)) for one in read]


def identify_language(texts: Sequence[str]) -> str | None:
    """Name the language of most of the letters in ``texts``; None where there are too few."""
    from ingest.language import identify  # its models load on first use, not on import of this module

    texts = [text for text in texts if sum(map(str.isalpha, text)) >= 10]
    if sum(map(len, texts)) < _ENOUGH:
        return None
    weights: Counter[str] = Counter()
    joined = [" ".join(texts[at : at + 8]) for at in range(0, len(texts), 8)]
    for text, found in zip(joined, identify(joined), strict=True):
        if found.language != "und":
            weights[found.language] += len(text)
    return weights.most_common(1)[0][0] if weights else None
