"""From an official page to the text that it links to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

import httpx
from lxml import html

from corpus.errors import InputError, RefusedError
from ingest.fetch.asking import Asker
from ingest.fetch.formats import check_declared
from ingest.fetch.problems import Problem
from ingest.fetch.unpacking import unpacked
from ingest.limits import Limits
from ingest.readers.encoding import decode
from ingest.readers.registry import HTML, Format
from ingest.sandbox import Sandbox

_ACCEPT = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"
_REMEDY = "Look at the page in a browser, and correct link of official_text in the register file."
_MOST_LINKS = 20_000
_SHOWN = 4
# What can hold an address: an anchor, or a file shown within the page.
_PLACES = (("a", "href"), ("area", "href"), ("iframe", "src"), ("embed", "src"), ("object", "data"))


def find_text(asker: Asker, sandbox: Sandbox, address: str, link: str, wanted: tuple[Format, ...]) -> str:
    """Return the address of the text that a page links to, by the one link with ``link`` in words or address.

    Raises:
        UnreachableError: the page does not come.
        RefusedError: it is no page, or no link fits, or several do.
    """
    page, base = _read_page(asker, address)
    task = _Page(
        base, page, link, tuple(suffix for each in wanted for suffix in each.suffixes), sandbox.limits
    )
    try:
        found = sandbox.run(_find, task)
    except InputError as error:
        raise RefusedError(error.message, remedy=_REMEDY, problem=Problem.NO_LINK) from error
    if not found:
        raise RefusedError(
            f"No link on {base} has '{link}' in its words or its address.",
            remedy=_REMEDY,
            problem=Problem.NO_LINK,
        )
    if len(found) > 1:
        shown = ", ".join(found[:_SHOWN]) + (" ..." if len(found) > _SHOWN else "")
        raise RefusedError(
            f"{len(found)} links on {base} have '{link}' in their words or address: {shown}.",
            remedy="Make link of official_text in the register file say which one.",
            problem=Problem.NO_LINK,
        )
    return found[0]


def _read_page(asker: Asker, address: str) -> tuple[bytes, str]:
    most = asker.policy.max_page_bytes
    with asker.ask(address, lambda _: {"Accept": _ACCEPT}) as response:
        check_declared(response.headers.get("content-type", ""), (HTML,))
        data = bytearray()
        for chunk in unpacked(response.iter_raw(), response.headers.get("content-encoding", "")):
            data += chunk
            if len(data) > most:
                raise RefusedError(
                    f"The page {response.request.url} is larger than {most // 1024:,} KiB.",
                    remedy=_REMEDY,
                    problem=Problem.TOO_LARGE,
                )
        return bytes(data), str(response.request.url)


@dataclass(frozen=True, slots=True)
class _Page:
    """What a worker needs to find the link; ``suffixes`` are the endings of the formats wanted."""

    uri: str
    data: bytes
    link: str
    suffixes: tuple[str, ...]
    limits: Limits


def _find(page: _Page) -> list[str]:
    """In a worker: the addresses of the links that fit, without repetition.

    Where some end like a file of the format wanted and others do not, the others are passed over.
    """
    text, _, _ = decode(page.data, declared=True)
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    root = html.document_fromstring(text.replace("\x00", "").encode("utf-8", "ignore"), parser=parser)
    base = _base(root, page.uri)
    wanted = _plain(page.link)
    found: list[str] = []
    for place, (node, target) in enumerate(_targets(root)):
        if place >= _MOST_LINKS:
            break
        words = " ".join((node.text_content() or "", node.get("title") or "", node.get("aria-label") or ""))
        if wanted not in _plain(words) and wanted not in _plain(unquote(target)) and page.link not in target:
            continue
        try:
            address = httpx.URL(base).join(target.strip()).copy_with(fragment=None)
        except (httpx.InvalidURL, ValueError):
            continue
        if address.scheme in ("http", "https") and str(address) not in found:
            found.append(str(address))
    files = [each for each in found if httpx.URL(each).path.lower().endswith(page.suffixes)]
    return files or found


def _targets(root: Any) -> list[tuple[Any, str]]:
    names = dict(_PLACES)
    return [(node, node.get(names[node.tag])) for node in root.iter(*names) if node.get(names[node.tag])]


def _base(root: Any, uri: str) -> str:
    node = root.find(".//base")
    stated = node.get("href") if node is not None else None
    try:
        return str(httpx.URL(uri).join(stated)) if stated else uri
    except (httpx.InvalidURL, ValueError):
        return uri


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
