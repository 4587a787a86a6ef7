"""What a site's robots.txt says to us (RFC 9309), read by Protego: longest match, wildcards, pauses.

The standard library's reader takes the first match, and stars for letters. Protego compares without regular
expressions (from 0.7), so that no file makes it run for long.
"""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

from ingest.fetch.policy import PRODUCT


@dataclass(frozen=True, slots=True)
class Rules:
    """What we may fetch from a site, and how many seconds to leave between two requests."""

    parsed: Protego
    pause: float

    def allows(self, address: str) -> bool:
        """Whether the site lets programs fetch this address."""
        return bool(self.parsed.can_fetch(address, PRODUCT))


def read_rules(data: bytes) -> Rules:
    r"""Return the rules of a robots.txt; what cannot be understood forbids nothing.

    >>> rules = read_rules(b"User-agent: *\nDisallow: /*.pdf$\nCrawl-delay: 7")
    >>> rules.allows("https://law.example/act.pdf"), rules.allows("https://law.example/act"), rules.pause
    (False, True, 7.0)
    """
    parsed = Protego.parse(data.decode("utf-8", "replace"))
    rate = parsed.request_rate(PRODUCT)
    between = rate.seconds / rate.requests if rate is not None and rate.requests else 0.0
    return Rules(parsed, float(max(parsed.crawl_delay(PRODUCT) or 0.0, between)))


def allow_all() -> Rules:
    """Return the rules of a site that has none."""
    return read_rules(b"")
