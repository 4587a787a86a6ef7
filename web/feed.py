"""An Atom feed (RFC 4287) of what has come in for a saved search."""

from __future__ import annotations

import re
from datetime import datetime
from xml.etree import ElementTree

from corpus.model import Nature
from corpus.store import SavedSearch
from web.messages import Messages
from web.watch import News, search_address

FEED_TYPE = "application/atom+xml"
MOST = 50
_ATOM = "http://www.w3.org/2005/Atom"
# What XML 1.0 cannot hold, however it is escaped.
_UNFIT = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def make_feed(saved: SavedSearch, news: News, base: str, t: Messages) -> bytes:
    """Return the feed as XML; ``base`` is how this reader reaches us (``http://127.0.0.1:8000``).

    An entry stays the same whoever asks: its id is made of the document's and the provision's.
    """
    ElementTree.register_namespace("", _ATOM)
    feed = ElementTree.Element(f"{{{_ATOM}}}feed")
    _add(feed, "id", f"urn:narcord:saved:{saved.id}")
    _add(feed, "title", t("saved.title_of", name=saved.name))
    latest = max((hit["ingested_at"] for hit in news.hits), default=saved.created_at)
    _add(feed, "updated", _moment(latest))
    _add(_add(feed, "author"), "name", "Narcord")
    _add(feed, "link", rel="self", href=f"{base}/saved/{saved.id}/feed.atom")
    _add(feed, "link", rel="alternate", type="text/html", href=f"{base}{search_address(saved)}")
    for hit in news.hits[:MOST]:
        entry = _add(feed, "entry")
        provision = hit["provision"]
        where = (
            " ".join(part for part in (provision["label"], provision["heading"]) if part) or provision["eid"]
        )
        _add(entry, "id", f"urn:narcord:provision:{hit['document']}#{provision['eid']}")
        # A reader of feeds shows the words alone: what is not the law's own says so itself.
        nature = hit["nature"]
        mark = "" if nature == Nature.AUTHENTIC else f"[{t(f'nature.{nature}')}] "
        _add(entry, "title", f"{mark}{hit['instrument']['title']}, {where}")
        _add(entry, "updated", _moment(hit["ingested_at"]))
        link = f"{base}/documents/{hit['document']}#{provision['eid']}"
        _add(entry, "link", rel="alternate", type="text/html", href=link)
        _add(entry, "category", term=nature)
        content = _add(entry, "content", f"{mark}{hit['text']}", type="text")
        content.set("{http://www.w3.org/XML/1998/namespace}lang", hit["language"])
    found: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return found


def _add(
    parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str
) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    element.text = _UNFIT.sub("\ufffd", text) if text is not None else None
    return element


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
