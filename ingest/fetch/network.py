"""The connections: to the checked address itself, with one clock over everything that a request does."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable, Iterator
from typing import Any

import httpcore
import httpx

from corpus.errors import UnreachableError
from ingest.fetch.guard import find_addresses
from ingest.fetch.policy import Policy
from ingest.fetch.problems import Problem


class Deadline:
    """When the request that is under way must have ended: a site that trickles never goes silent."""

    def __init__(self) -> None:
        self._end = float("inf")

    def start(self, seconds: float) -> None:
        """Give the next request so many seconds."""
        self._end = time.monotonic() + seconds

    def cut(self, timeout: float | None) -> float:
        """Return how long may be waited for the next bytes.

        Raises:
            UnreachableError: the time is up.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise UnreachableError(
                "The site sends more slowly than can be waited for.",
                remedy="Try again at another time, or raise NARCORD_FETCH_SECONDS.",
                problem=Problem.SLOW,
            )
        return left if timeout is None else min(left, timeout)


class _TimedStream(httpcore.NetworkStream):
    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            return self._inner.read(max_bytes, self._deadline.cut(timeout))
        except httpcore.ReadTimeout:
            self._deadline.cut(timeout)  # tells which of the two it was
            raise

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.cut(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        inner = self._inner.start_tls(ssl_context, server_hostname, self._deadline.cut(timeout))
        return _TimedStream(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _GuardedBackend(httpcore.NetworkBackend):
    """Resolves a name, checks what it resolves to, and connects to that and to nothing else."""

    def __init__(self, policy: Policy, deadline: Deadline) -> None:
        self._policy = policy
        self._deadline = deadline
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        failure: httpcore.ConnectError | httpcore.ConnectTimeout | None = None
        for address in find_addresses(host, port, self._policy):
            try:
                stream = self._inner.connect_tcp(
                    address, port, self._deadline.cut(timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _TimedStream(stream, self._deadline)
        raise failure or httpcore.ConnectError(f"{host} has no address")

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        raise httpcore.ConnectError("a socket of this machine is no official source")

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


class _Body(httpx.SyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()


class GuardedTransport(httpx.BaseTransport):
    """Asks public addresses over https, directly.

    No proxy is used, whatever the environment says: a proxy would resolve names itself, out of reach of the
    guard. Nothing is redirected, unpacked or remembered here, and no cookie is kept.
    """

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self.deadline = Deadline()
        self._pool = httpcore.ConnectionPool(
            ssl_context=_trust(policy),
            # Between two requests lies a pause in which sites hang up; and a new connection is a new check.
            max_keepalive_connections=0,
            network_backend=_GuardedBackend(policy, self.deadline),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; the body of the answer is read from it later (errors are httpcore's)."""
        policy = self._policy
        self.deadline.start(policy.whole)
        response = self._pool.handle_request(
            httpcore.Request(
                request.method,
                httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                extensions={
                    "timeout": {
                        "connect": policy.connect,
                        "read": policy.read,
                        "write": policy.read,
                        "pool": policy.connect,
                    }
                },
            )
        )
        return httpx.Response(
            response.status, headers=response.headers, stream=_Body(response), request=request
        )

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


def _trust(policy: Policy) -> ssl.SSLContext:
    context = httpx.create_ssl_context()
    # Those that the keeper of this machine added; some States sign their sites with a root of their own.
    context.load_default_certs()
    if policy.authorities is not None:
        context.load_verify_locations(policy.authorities)
    return context
