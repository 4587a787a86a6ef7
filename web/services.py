"""What the pages and the API work with: the store, the search, and on whose behalf they are asked."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from ipaddress import ip_address
from threading import Thread
from typing import TYPE_CHECKING

from starlette.requests import Request

from corpus.access import Access
from corpus.errors import NarcordError
from corpus.settings import Settings, prepare_home
from corpus.store import Failure, Store
from ingest.query_language import recognise
from ingest.query_references import ReferenceReader
from search.framework import Standings
from search.redline import Redlines
from web.page_images import PageImages
from web.terms import recognise_concepts

if TYPE_CHECKING:
    from search.service import SearchService

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Services:
    """Opened when the server starts, closed when it stops."""

    settings: Settings
    store: Store
    search: SearchService
    access: Access
    images: PageImages = field(default_factory=PageImages)
    redlines: Redlines = field(default_factory=Redlines)
    standings: Standings = field(default_factory=Standings)

    def failures(self) -> list[Failure]:
        """What could not be read in: told on this machine only, since it names files of the operator's."""
        return self.store.failures(self.access) if is_local(self.settings.host) else []


def is_local(host: str) -> bool:
    """Whether a server on ``host`` is reached from this machine alone."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@contextmanager
def open_services(settings: Settings) -> Iterator[Services]:
    """Open the store and the search of a home, which is made if it is not there yet."""
    from search.service import SearchService

    prepare_home(settings)
    # The server belongs to one reader: the party named in the settings, or the public.
    access = Access.of(settings.party) if settings.party else Access.public()
    with Store.open(settings.database_url) as store:
        search = SearchService(store, settings, identify=recognise, refer=ReferenceReader(store))
        # The encoder loads while the first reader looks at the start page, not while they wait for hits.
        warming = Thread(target=_warm, args=(search,), name="warm-search", daemon=True)
        warming.start()
        services = Services(settings, store, search, access)
        try:
            yield services
        finally:
            warming.join()
            services.images.close()
            search.close()


def _warm(search: SearchService) -> None:
    try:
        search.warm()
        recognise_concepts("?")
    except NarcordError as error:
        logger.info("search is not ready: %s", error)


def services_of(request: Request) -> Services:
    """Return the services of the running application."""
    services = request.app.state.services
    assert isinstance(services, Services)  # set by the lifespan of create_app
    return services
