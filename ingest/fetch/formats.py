"""Whether what comes is of the type that it should be: by what the site says, then by the bytes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import InputError, RefusedError, UnknownFormatError
from ingest.fetch.problems import Problem
from ingest.limits import Limits
from ingest.readers import load
from ingest.readers.registry import DOCX, FORMATS, HTML, MARKDOWN, PDF, PLAIN, XML, Format, recognise
from ingest.sandbox import Sandbox

# What sites say of a file when they say nothing.
_UNSPECIFIC = frozenset(
    {
        "",
        "application/octet-stream",
        "binary/octet-stream",
        "application/download",
        "application/x-download",
        "application/force-download",
        "application/unknown",
    }
)
# By what other names sites send a format that we know under one.
_ALSO = {
    PDF.media_type: frozenset({"application/x-pdf", "application/acrobat", "text/pdf"}),
    HTML.media_type: frozenset({"application/xhtml+xml"}),
    XML.media_type: frozenset({"text/xml"}),
    DOCX.media_type: frozenset({"application/msword", "application/zip"}),
}
_TAIL = 4_096
_OPENING = 800
PAGES = (HTML, PLAIN, MARKDOWN)
"""Formats in which a site also sends what is no text of a law."""
_REMEDY = (
    "Look at the address in a browser; if the text has moved or is published in another format, correct "
    "official_text in the register file."
)


def formats_of(media_types: Collection[str]) -> tuple[Format, ...]:
    """Return the formats that media types name, in their order.

    >>> [each.name for each in formats_of(("text/html", "application/xhtml+xml"))]
    ['HTML']
    """
    found = [
        next((each for each in FORMATS if name in (each.media_type, *_ALSO.get(each.media_type, ()))), None)
        for name in media_types
    ]
    return tuple(dict.fromkeys(each for each in found if each is not None))


def check_declared(header: str, wanted: Collection[Format]) -> None:
    """Refuse an answer that says itself that it is something else than what is wanted.

    Raises:
        RefusedError: by its Content-Type.
    """
    said = header.partition(";")[0].strip().lower()
    if said in _UNSPECIFIC:
        return
    for each in wanted:
        if said == each.media_type or said in _ALSO.get(each.media_type, ()):
            return
        if each is XML and said.endswith(("+xml", "/xml")) and "html" not in said:
            return
        if each is PLAIN and said.startswith("text/") and said not in ("text/html", "text/xml"):
            return
    raise _wrong(f"'{said[:80]}'", wanted)


@dataclass(frozen=True, slots=True)
class Glance:
    """What shows of a file before it is read: its format; of a page, its title, opening words and length."""

    format: Format
    title: str = ""
    opening: str = ""
    characters: int = 0


@dataclass(frozen=True, slots=True)
class _Sniff:
    uri: str
    path: str
    name: str
    limits: Limits


def _sniff(task: _Sniff) -> tuple[str, bool, str, str, int]:
    """In a worker: media type by the bytes, whether a PDF has its end, and of a page what a Glance tells."""
    data = load(Path(task.path), task.limits)
    found = recognise(data, task.name)
    if found not in PAGES:
        return found.media_type, found is not PDF or b"%%EOF" in data[-_TAIL:], "", "", 0
    source = found.read(data, task.name, task.limits, None)
    text = "\n".join(block.text for block in source.blocks)
    return found.media_type, True, source.title or "", text[:_OPENING], len(text)


def check_content(
    sandbox: Sandbox, path: Path, uri: str, wanted: Collection[Format], *, whole: bool
) -> Glance:
    """Return what shows of a file, which is of one of the formats wanted by its bytes.

    ``whole`` says that the site told the length, so that nothing can be missing at the end.

    Raises:
        RefusedError: it is of another format, broken off, or there is nothing in it.
    """
    first = next(iter(wanted), PLAIN)
    # The name tells apart what bytes cannot: plain text and Markdown.
    task = _Sniff(uri, str(path), f"text{first.suffixes[0]}", sandbox.limits)
    try:
        media_type, ended, title, opening, characters = sandbox.run(_sniff, task)
    except InputError as error:
        strange = isinstance(error, UnknownFormatError)
        raise RefusedError(
            error.message, remedy=_REMEDY, problem=Problem.WRONG_TYPE if strange else Problem.UNREADABLE
        ) from error
    found = next((each for each in wanted if each.media_type == media_type), None)
    if found is None:
        came = next((each.name for each in FORMATS if each.media_type == media_type), media_type)
        raise _wrong(came, wanted)
    if not whole and not ended:
        raise RefusedError(
            f"{uri} ends before the end of the file.", remedy="Try again later.", problem=Problem.BROKEN
        )
    return Glance(found, title, opening, characters)


def _wrong(came: str, wanted: Collection[Format]) -> RefusedError:
    names = " or ".join(each.name for each in wanted)
    return RefusedError(
        f"{names} should come, and {came} came: most likely a page that says why not.",
        remedy=_REMEDY,
        problem=Problem.WRONG_TYPE,
    )
