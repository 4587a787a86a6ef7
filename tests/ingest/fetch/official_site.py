"""A server on the loopback address that plays what official sites do, over https, with its own certificate.

It answers to every name under ``.example``; a policy made by :func:`policy_for` finds them all there, and
trusts the certificate. What is asked is kept in :attr:`OfficialSite.asked`.
"""

from __future__ import annotations

import gzip
import re
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from ingest.fetch import Policy

NAMES = ("law.example", "other.example", "files.example")
HTML, PDF, TEXT = "text/html; charset=utf-8", "application/pdf", "text/plain; charset=utf-8"


def make_certificate(folder: Path, names: Sequence[str] = NAMES) -> Path:
    """Write a certificate for these names with its key to one file."""
    folder.mkdir(parents=True, exist_ok=True)
    key, certificate, both = folder / "key.pem", folder / "certificate.pem", folder / "both.pem"
    subprocess.run(
        [
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
            "-days", "2", "-subj", f"/CN={names[0]}", "-keyout", str(key), "-out", str(certificate),
            "-addext", "subjectAltName=" + ",".join(f"DNS:{name}" for name in names),
            "-addext", "keyUsage=critical,digitalSignature,keyCertSign",
        ],
        check=True,
        capture_output=True,
        timeout=60,
    )  # fmt: skip
    both.write_bytes(key.read_bytes() + certificate.read_bytes())
    return both


@dataclass(frozen=True)
class Asked:
    """One request that the site got."""

    host: str
    path: str
    headers: Message


class Talk(BaseHTTPRequestHandler):
    """One connection; an answer is given by whatever the site has under the path."""

    protocol_version = "HTTP/1.1"
    server: Any

    def do_GET(self) -> None:
        site: OfficialSite = self.server.site
        host = (self.headers["Host"] or "").partition(":")[0]
        site.asked.append(Asked(host, self.path, self.headers))
        answer = site.answers.get(self.path, nothing_there)
        # Who is asked may find that the other side has gone.
        with suppress(OSError, ssl.SSLError):
            answer(self)

    def send(self, status: int, body: bytes, **headers: str) -> None:
        """Send a whole answer; underscores in the names of headers are hyphens."""
        self.head(status, **{"Content_Length": str(len(body)), **headers})
        self.wfile.write(body)

    def head(self, status: int, **headers: str) -> None:
        """Send the head of an answer alone."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Say nothing."""


Answer = Callable[[Talk], None]


def nothing_there(talk: Talk) -> None:
    """404, in words."""
    talk.send(404, b"<html><body>Not found</body></html>", Content_Type=HTML)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: clients that break off are what many tests are about."""


@dataclass
class OfficialSite:
    """What the site answers, by path, and what it was asked."""

    port: int
    authorities: Path
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def url(self, path: str, host: str = "law.example") -> str:
        return f"https://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """The paths that were asked for, robots.txt left out."""
        return [each.path for each in self.asked if each.path != "/robots.txt"]

    def serve(
        self,
        path: str,
        body: bytes | str,
        content_type: str = HTML,
        *,
        status: int = 200,
        etag: str | None = None,
        modified: str | None = None,
        packed: bool = False,
        **headers: str,
    ) -> None:
        """Answer as a good site does: validators, conditions, ranges."""
        data = body.encode() if isinstance(body, str) else body
        data = gzip.compress(data, mtime=0) if packed else data

        def answer(talk: Talk) -> None:
            mine = {"Content_Type": content_type, **headers}
            if packed:
                mine["Content_Encoding"] = "gzip"
            if etag:
                mine["ETag"] = etag
            if modified:
                mine["Last_Modified"] = modified
            asked = talk.headers
            if (etag and asked["If-None-Match"] == etag) or (
                modified and not etag and asked["If-Modified-Since"] == modified
            ):
                talk.head(304, **{name: value for name, value in mine.items() if name in ("ETag",)})
                return
            match = re.fullmatch(r"bytes=(\d+)-", asked["Range"] or "")
            if match and status == 200 and asked["If-Range"] in (etag, modified):
                start = int(match[1])
                if start >= len(data):
                    talk.send(416, b"", Content_Range=f"bytes */{len(data)}")
                    return
                mine["Content_Range"] = f"bytes {start}-{len(data) - 1}/{len(data)}"
                talk.send(206, data[start:], **mine)
                return
            talk.send(status, data, **mine)

        self.answers[path] = answer

    def redirect(self, path: str, target: str, status: int = 302) -> None:
        self.answers[path] = lambda talk: talk.send(status, b"", Location=target)


@contextmanager
def run_site(certificate: Path) -> Iterator[OfficialSite]:
    """Run a site that shows this certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server = _Server(("127.0.0.1", 0), Talk)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    site = OfficialSite(server.server_address[1], certificate)
    server.site = site  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


LEADS_TO = {
    "inside.example": ["10.0.0.7"],
    "metadata.example": ["169.254.169.254"],
    "mixed.example": ["127.0.0.1", "10.0.0.7"],
}


def find(host: str, port: int) -> Sequence[str]:
    """The addresses of the tests' names."""
    if host == "nowhere.example":
        raise socket.gaierror(-2, "Name or service not known")
    return LEADS_TO.get(host, ["127.0.0.1"])


def policy_for(site: OfficialSite, **changes: Any) -> Policy:
    """How the tests ask: at once, and on the loopback address."""
    manners: dict[str, Any] = {
        "pause": 0.0,
        "connect": 5.0,
        "read": 5.0,
        "whole": 20.0,
        "allowed": frozenset({"127.0.0.1"}),
        "authorities": str(site.authorities),
        "resolve": find,
    }
    return Policy(**manners | changes)


def law(articles: int = 14, *, changed: dict[int, str] | None = None, around: str = "") -> str:
    """A page with a made-up law: our own words."""
    words = {
        n: f"The keeper of quay {n} writes down each crate of seeds that is landed, and shows the book to "
        "whoever is sent by the harbour office."
        for n in range(1, articles + 1)
    } | (changed or {})
    body = "\n".join(f"<p>Article {n}</p>\n<p>{text}</p>" for n, text in sorted(words.items()))
    return (
        "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>Harbour Seeds Act 2001</title>"
        f"</head><body><nav>Home</nav><h1>Harbour Seeds Act 2001</h1>\n{body}\n"
        f"<footer>{around}</footer></body></html>"
    )
