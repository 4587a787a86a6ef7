"""Asking a site for something, hop by hop: each one checked, at its host's pace, with its robots' leave."""

from __future__ import annotations

import logging
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import TracebackType
from typing import Self

import httpcore
import httpx

from corpus.errors import RefusedError, UnreachableError
from ingest.fetch.guard import read_address, refuse_address
from ingest.fetch.network import GuardedTransport
from ingest.fetch.policy import Policy
from ingest.fetch.problems import Problem
from ingest.fetch.robots import Rules, allow_all, read_rules
from ingest.fetch.unpacking import unpacked
from ingest.fetch.waiting import retry_after

logger = logging.getLogger(__name__)

REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ROBOTS_BYTES = 512 * 1024  # RFC 9309 asks for at least 500 KiB
_AGAIN = "Try again later; if it stays so, look at the official page in a browser."

HeadersFor = Callable[[httpx.URL], Mapping[str, str]]


class Asker:
    """One run's connections to official sites, with what their robots.txt say and when each was asked."""

    def __init__(
        self,
        policy: Policy,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.policy = policy
        self.sleep = sleep
        self._clock = clock
        self._transport = GuardedTransport(policy)
        self._rules: dict[str, Rules] = {}
        self._asked: dict[str, float] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._transport.close()

    @contextmanager
    def ask(self, address: str, headers: HeadersFor) -> Iterator[httpx.Response]:
        """Yield the answer at the end of all redirects; its body is read from it, packed as it came.

        ``headers`` gives those of a hop beyond our own. What answered is ``response.request.url``.

        Raises:
            UnreachableError: there is no answer, or one with an error.
            RefusedError: it leads where we do not go, or the site's robots.txt asks us not to.
        """
        url = read_address(address)
        seen = {url}
        while True:
            self._obey(url)
            response = self._send(url, headers(url))
            try:
                if response.status_code not in REDIRECTS:
                    with explained(url):
                        check_status(response)
                        yield response
                    return
                url = self._follow(url, response, seen)
            finally:
                response.close()

    def _follow(self, url: httpx.URL, response: httpx.Response, seen: set[httpx.URL]) -> httpx.URL:
        location = response.headers.get("location", "")
        try:
            following = read_address(str(url.join(location))) if location else None
        except httpx.InvalidURL as error:
            raise refuse_address(
                location, "is where it redirects to, and no address", Problem.REDIRECT
            ) from error
        if following is None:
            raise refuse_address(str(url), "redirects without saying where to", Problem.REDIRECT)
        if following in seen:
            raise refuse_address(str(url), f"redirects in a circle, back to {following}", Problem.REDIRECT)
        if len(seen) > self.policy.max_redirects:
            raise refuse_address(str(url), "redirects once too often", Problem.REDIRECT)
        seen.add(following)
        return following

    def _send(self, url: httpx.URL, headers: Mapping[str, str]) -> httpx.Response:
        self._keep_pace(url)
        own = {"User-Agent": self.policy.user_agent, "Accept-Encoding": "gzip", "Accept": "*/*"}
        logger.info("asking %s", url)
        with explained(url):
            return self._transport.handle_request(httpx.Request("GET", url, headers={**own, **headers}))

    def _keep_pace(self, url: httpx.URL) -> None:
        rules = self._rules.get(_origin(url))
        pause = max(self.policy.pause, rules.pause if rules else 0.0)
        last = self._asked.get(url.host)
        if last is not None and (wait := last + pause - self._clock()) > 0:
            self.sleep(wait)
        self._asked[url.host] = self._clock()

    def _obey(self, url: httpx.URL) -> None:
        origin = _origin(url)
        rules = self._rules.get(origin)
        if rules is None:
            rules = self._rules[origin] = self._fetch_rules(origin)
        if not rules.allows(str(url)):
            raise RefusedError(
                f"The robots.txt of {url.host} asks programs not to fetch {url.path[:200]}.",
                remedy="Open the official page in a browser, save the text, and run narcord ingest FILE.",
                problem=Problem.ROBOTS,
            )
        if rules.pause > self.policy.longest_pause:
            raise RefusedError(
                f"The robots.txt of {url.host} asks for {rules.pause:.0f} s between two requests.",
                remedy="Open the official page in a browser, save the text, and run narcord ingest FILE.",
                problem=Problem.ROBOTS,
            )

    def _fetch_rules(self, origin: str) -> Rules:
        """Read a site's robots.txt as RFC 9309 has it: none is leave, one that cannot be had is no leave.

        Raises:
            UnreachableError: it cannot be had.
        """
        url = read_address(f"{origin}/robots.txt")
        seen = {url}
        while True:
            response = self._send(url, {})
            try:
                if response.status_code in REDIRECTS:
                    try:
                        url = self._follow(url, response, seen)
                    except RefusedError as error:
                        raise _without_rules(url, error.message) from error
                    continue
                if response.status_code == 429 or response.status_code >= 500:
                    raise _without_rules(url, f"the site answers {response.status_code}.")
                if response.status_code >= 400:
                    return allow_all()
                return read_rules(self._read_start(url, response, _ROBOTS_BYTES))
            finally:
                response.close()

    def _read_start(self, url: httpx.URL, response: httpx.Response, most: int) -> bytes:
        data = bytearray()
        with explained(url):
            for chunk in unpacked(response.iter_raw(), response.headers.get("content-encoding", "")):
                data += chunk
                if len(data) >= most:
                    break
        return bytes(data[:most])


def _without_rules(url: httpx.URL, why: str) -> UnreachableError:
    return UnreachableError(
        f"{url} cannot be read: {why} As long as a site's robots.txt cannot be had, nothing may be fetched.",
        remedy=_AGAIN,
        problem=Problem.ROBOTS_UNREACHABLE,
    )


def _origin(url: httpx.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def check_status(response: httpx.Response) -> None:
    """Raise UnreachableError for an answer that is an error."""
    status = response.status_code
    if status in (200, 206, 304, 416):
        return
    wait = retry_after(response.headers.get("retry-after"))
    later = f" It asks to come back after {wait:.0f} s." if wait is not None else ""
    error = UnreachableError(
        f"{response.request.url.host} answers {status}{_MEANINGS.get(status, '')}.{later}",
        remedy=_REMEDIES.get(status, _AGAIN),
        problem=Problem.STATUS,
    )
    error.wait = wait if status in (429, 503) else None
    raise error


_MEANINGS = {
    401: " (a password is wanted)",
    403: " (forbidden)",
    404: " (not found)",
    410: " (gone)",
    429: " (too many requests)",
    451: " (unavailable for legal reasons)",
    500: " (an error of its own)",
    502: " (an error of its own)",
    503: " (out of service)",
    504: " (an error of its own)",
}
_MOVED = "The text may have moved: look at the official page and correct official_text in the register file."
_BY_HAND = "Open the official page in a browser, save the text, and run narcord ingest FILE."
_REMEDIES = {404: _MOVED, 410: _MOVED, 401: _BY_HAND, 403: _BY_HAND, 451: _BY_HAND}


@contextmanager
def explained(url: httpx.URL) -> Iterator[None]:
    """Say in words what goes wrong with the connection to ``url`` within.

    Raises:
        UnreachableError: anything did.
    """
    host = url.host
    try:
        yield
    except (httpcore.TimeoutException, httpcore.PoolTimeout) as error:
        raise UnreachableError(
            f"{host} does not answer in time.", remedy=_AGAIN, problem=Problem.TIMEOUT
        ) from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpx.HTTPError, httpx.StreamError) as error:
        certificate = _certificate_error(error)
        if certificate is not None:
            raise UnreachableError(
                f"The certificate of {host} cannot be trusted: {certificate.verify_message}.",
                remedy="Tell the keeper of the site. If you trust the authority that signed it, add it to "
                "the certificate authorities of this machine; narcord never fetches past such an error.",
                problem=Problem.CERTIFICATE,
            ) from error
        broken = isinstance(error, httpcore.RemoteProtocolError | httpcore.ReadError)
        raise UnreachableError(
            f"{'The answer of' if broken else 'The connection to'} {host} broke off ({error}).",
            remedy=_AGAIN,
            problem=Problem.BROKEN if broken else Problem.CONNECTION,
        ) from error


def _certificate_error(error: BaseException | None) -> ssl.SSLCertVerificationError | None:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        if isinstance(error, ssl.SSLCertVerificationError):
            return error
        seen.add(id(error))
        error = error.__cause__ or error.__context__
    return None
