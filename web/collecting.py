"""The folder that a reader adds to while reading: what pages with provisions show of it."""

from __future__ import annotations

from starlette.requests import Request

from corpus.errors import NotFoundError
from corpus.store import Folder
from web.services import services_of

COOKIE = "narcord_folder"
"""Which folder this browser adds to."""


class Collecting:
    """What pages with provisions know of the reader's folders; asks the store only when it is asked."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._folders: list[Folder] | None = None
        self._held: dict[tuple[str, str], int] | None = None

    @property
    def folders(self) -> list[Folder]:
        """All of them."""
        if self._folders is None:
            services = services_of(self._request)
            self._folders = services.store.folders(services.access)
        return self._folders

    @property
    def current(self) -> Folder | None:
        """The one that is added to: the one chosen last, or else the one changed last."""
        chosen = self._request.cookies.get(COOKIE)
        named = next((each for each in self.folders if each.id == chosen), None)
        return named or max(self.folders, key=lambda each: each.changed_at, default=None)

    def held(self, document: str, eid: str) -> int | None:
        """Return the entry of a provision in the current folder."""
        if self._held is None:
            self._held = {}
            if self.current is not None:
                services = services_of(self._request)
                try:
                    entries = services.store.folder_entries(self.current.id, services.access)
                except NotFoundError:  # removed a moment ago
                    entries = []
                self._held = {(each.document_id, each.eid): each.id for each in entries}
        return self._held.get((document, eid))
