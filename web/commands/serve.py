"""`narcord serve`: the web application on this machine."""

from __future__ import annotations

import errno
import socket
from dataclasses import replace
from typing import Annotated

import typer

from corpus.errors import ConfigurationError
from corpus.settings import Settings
from corpus.store import Store
from web.commands.console import drawn_progress, say
from web.upkeep import refresh


def add_to(app: typer.Typer) -> None:
    """Add the subcommand."""

    @app.command()
    def serve(
        host: Annotated[str | None, typer.Option(help="Address to listen on; default: 127.0.0.1.")] = None,
        port: Annotated[
            int | None, typer.Option(help="Port to listen on; default: 8000.", min=0, max=65535)
        ] = None,
    ) -> None:
        """Serve the pages and the JSON API; builds the starter knowledge base first if there is none."""
        settings = Settings.load()
        settings = replace(
            settings,
            host=settings.host if host is None else host,
            port=settings.port if port is None else port,
        )
        # Before any work, so that a port in use is told at once and not after minutes.
        with open_listener(settings.host, settings.port) as listener:
            with Store.open(settings.database_url) as store, drawn_progress() as report:
                refresh(store, settings, report)
            run_server(settings, listener)


def open_listener(host: str, port: int) -> socket.socket:
    """Bind the address that will be served.

    Raises:
        ConfigurationError: it is taken, forbidden, or not an address of this machine.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
            # SO_REUSEADDR lets a second bind through on some systems; listening is what must be exclusive.
            listener.listen(128)
        except OSError:
            listener.close()
            raise
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise ConfigurationError(
                f"Port {port} on {host} is in use by another program.",
                remedy=f"stop that program, or choose another port: narcord serve --port {port + 1}",
            ) from error
        raise ConfigurationError(
            f"Cannot listen on {host}, port {port}: {error.strerror or error}.",
            remedy="choose an address of this machine (--host 127.0.0.1) and a port above 1023 (--port 8000)",
        ) from error
    return listener


def run_server(settings: Settings, listener: socket.socket) -> None:
    """Serve until stopped."""
    import uvicorn

    from web.app import create_app

    host, port = listener.getsockname()[:2]
    address = f"[{host}]" if ":" in host else host
    say(f"Narcord is at http://{address}:{port} (stop with Ctrl-C; home: {settings.home})")
    config = uvicorn.Config(create_app(settings), log_level="warning", access_log=False)
    uvicorn.Server(config).run(sockets=[listener])
