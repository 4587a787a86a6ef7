"""How official sites are asked: who we say we are, how often, how long, how much, over which addresses."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version

from corpus.errors import ConfigurationError
from corpus.settings import Settings
from ingest.limits import MEBIBYTE

Resolve = Callable[[str, int], Sequence[str]]

PRODUCT = "Narcord"
"""The name by which a robots.txt may address us."""


def look_up(host: str, port: int) -> Sequence[str]:
    """Return the addresses of a host, by the system's resolver (OSError if it has none)."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True, slots=True)
class Policy:
    """The bounds and manners of one run. Times are in seconds, sizes in bytes.

    ``pause`` lies between two requests to one host, more where its robots.txt asks for more; a site that
    asks for more than ``longest_pause`` is left alone. ``whole`` bounds a request from the first byte to the
    last, ``read`` the silence within it. ``attempts`` is how often a broken download is taken up.

    ``allowed`` are addresses that may be asked although they are not public ones, ``authorities`` a file of
    certificate authorities besides those of the system, ``resolve`` finds the addresses of a host: all
    three are for tests, and no setting and no variable reaches them.
    """

    contact: str | None = None
    pause: float = 5.0
    longest_pause: float = 120.0
    connect: float = 20.0
    read: float = 60.0
    whole: float = 600.0
    max_bytes: int = 200 * MEBIBYTE
    max_page_bytes: int = 10 * MEBIBYTE
    max_redirects: int = 6
    attempts: int = 3
    allowed: frozenset[str] = frozenset()
    authorities: str | None = None
    resolve: Resolve = look_up

    @classmethod
    def of(cls, settings: Settings) -> Policy:
        """Return the manners that the settings ask for.

        Raises:
            ConfigurationError: the contact cannot stand in a header.
        """
        contact = settings.fetch_contact
        if contact is not None and not (contact.isascii() and contact.isprintable() and len(contact) <= 200):
            raise ConfigurationError(
                "The setting fetch_contact cannot stand in a request.",
                remedy="Give an e-mail address or the address of a page, in ASCII letters, on one line.",
            )
        return cls(
            contact=contact,
            pause=float(settings.fetch_pause),
            whole=float(settings.fetch_seconds),
            max_bytes=settings.max_file_mb * MEBIBYTE,
        )

    @property
    def user_agent(self) -> str:
        """What we call ourselves in every request."""
        who = f"{PRODUCT}/{version('narcord')}"
        about = "fetches official texts of drug-control law for a local knowledge base"
        return f"{who} ({about}; {self.contact})" if self.contact else f"{who} ({about})"
