"""Headers that every answer carries: nothing but our own files runs, nothing leaves the machine."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from corpus.errors import UsageError

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # A query is nobody else's business: the address of a results page is not sent along to official sources.
    # Among our own pages it is told: browsers that tell nothing call the sender of a form unknown.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class ForeignRequestError(UsageError):
    """Something was to be changed here by a page of another site."""


def refuse_foreign(request: Request, kind_of_body: str = "application/json") -> None:
    """Refuse a request that changes something if a page of another site sends it.

    Browsers say where a request comes from, in ``Sec-Fetch-Site`` or ``Origin``; programs say nothing. What
    has a body must be declared as JSON, or as another kind that no page of another site may send without
    asking first.

    Raises:
        ForeignRequestError: it comes from elsewhere.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    bodiless = (
        request.headers.get("content-length", "0") == "0" and "transfer-encoding" not in request.headers
    )
    if not _is_ours(request) or not (bodiless or kind == kind_of_body):
        raise _foreign()


def refuse_foreign_form(request: Request) -> None:
    """Refuse a form unless the browser says that it stands on a page of ours.

    Raises:
        ForeignRequestError: it comes from elsewhere, or nothing says where from.
    """
    told = "sec-fetch-site" in request.headers or "origin" in request.headers
    if not told or not _is_ours(request):
        raise _foreign()


def _is_ours(request: Request) -> bool:
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site not in (None, "same-origin", "none"):
        return False
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


def _foreign() -> ForeignRequestError:
    return ForeignRequestError(
        "This was not sent from a page of Narcord.",
        remedy="Use the form on the page, or send JSON (Content-Type: application/json).",
    )


class SecurityHeaders:
    """Adds :data:`HEADERS`, keeps answers that depend on the reader out of shared caches, serves HEAD."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request (ASGI)."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        head = scope["method"] == "HEAD"
        if head:
            # Routes answer GET; whoever asks for the headers alone gets those of the same answer.
            scope = {**scope, "method": "GET"}

        async def send_with_headers(message: Message) -> None:
            if head and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                if not scope["path"].startswith("/static/"):
                    headers["Cache-Control"] = "private, no-cache"
                    headers.add_vary_header("Cookie, Accept-Language")
                elif scope["query_string"].startswith(b"v=") and message["status"] == 200:
                    # The address of a static file holds a hash of it.
                    headers["Cache-Control"] = "public, max-age=31536000, immutable"
            await send(message)

        await self.app(scope, receive, send_with_headers)
