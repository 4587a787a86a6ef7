"""What all parts of the store share: its engine, its transactions, its cache of texts."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from itertools import islice
from threading import Lock
from typing import TypeVar
from uuid import uuid4

from sqlalchemy import Connection, Engine, select, update

from corpus.access import Access
from corpus.errors import NotFoundError
from corpus.store.engine import reading, writing
from corpus.store.rows import DOCUMENT, AnyRow
from corpus.store.tables import document, document_text, revision
from corpus.store.visibility import visible

T = TypeVar("T")
_CACHED_CHARACTERS = 32_000_000  # some 100 MB in the worst case, that of non-Latin scripts


def in_batches(items: Iterable[T], size: int = 500) -> Iterator[list[T]]:
    """Yield ``items`` in lists of ``size``: databases bound the number of parameters."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def not_found(what: str, name: str) -> NotFoundError:
    """Return the error for something that is absent or hidden: the words are the same."""
    return NotFoundError(
        f"There is no {what} {name!r}, or you may not see it.",
        remedy="Check the identifier, or ask the providing party for its authorisation.",
    )


class TextCache:
    """The texts of documents read lately, by document and revision, so never an outdated one."""

    def __init__(self, characters: int = _CACHED_CHARACTERS) -> None:
        self._limit = characters
        self._held = 0
        self._texts: OrderedDict[tuple[str, str], str] = OrderedDict()
        self._lock = Lock()

    def read(self, connection: Connection, wanted: Sequence[tuple[str, str]]) -> dict[str, str]:
        """Return the texts of the ``wanted`` (document id, revision) pairs by document id."""
        found: dict[str, str] = {}
        missing: dict[str, str] = {}
        with self._lock:
            for key in wanted:
                if key in self._texts:
                    self._texts.move_to_end(key)
                    found[key[0]] = self._texts[key]
                else:
                    missing[key[0]] = key[1]
        for batch in in_batches(missing):
            rows = connection.execute(
                select(document_text.c.document_id, document_text.c.text).where(
                    document_text.c.document_id.in_(batch)
                )
            )
            for document_id, text in rows:
                found[document_id] = text
                self._keep((document_id, missing[document_id]), text)
        return found

    def _keep(self, key: tuple[str, str], text: str) -> None:
        with self._lock:
            if key in self._texts or len(text) > self._limit:
                return
            self._texts[key] = text
            self._held += len(text)
            while self._held > self._limit:
                _, dropped = self._texts.popitem(last=False)
                self._held -= len(dropped)


class Base:
    """The engine and the transactions on it; the parts of the store build on this."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._texts = TextCache()

    def _reading(self) -> AbstractContextManager[Connection]:
        return reading(self._engine)

    def _writing(self) -> AbstractContextManager[Connection]:
        return writing(self._engine)


def find_document(connection: Connection, document_id: str, access: Access) -> AnyRow:
    """Return the row (columns DOCUMENT) of a document that ``access`` may see.

    Raises:
        NotFoundError: there is none, or it may not be seen.
    """
    row = connection.execute(select(*DOCUMENT).where(document.c.id == document_id, visible(access))).first()
    if row is None:
        raise not_found("document", document_id)
    return row


def touch(connection: Connection, document_id: str | None = None) -> None:
    """Record that what an index must hold has changed, of one document or on the whole."""
    connection.execute(update(revision).values(token=uuid4().hex))
    if document_id is not None:
        connection.execute(update(document).where(document.c.id == document_id).values(revision=uuid4().hex))
