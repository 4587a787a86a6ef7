"""A PostgreSQL server for the tests: started in a temporary folder, stopped at the end."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

# Debian keeps these programs off the path.
_PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


def is_installed() -> bool:
    """Whether the programs of a PostgreSQL server are on this machine."""
    return bool(_PROGRAMS) or shutil.which("initdb") is not None


@contextmanager
def run_postgres() -> Iterator[str]:
    """Run an empty server on the loopback address; yields the URL of its database."""
    programs = _PROGRAMS[-1].parent if _PROGRAMS else Path(str(shutil.which("initdb"))).parent
    # Not in pytest's own folder, which the server's user may not enter.
    folder = Path(mkdtemp(prefix="narcord-postgres-"))
    user = _server_user(folder)
    data = folder / "data"
    port = _free_port()

    def call(program: str, *arguments: str) -> None:
        subprocess.run(
            [programs / program, *arguments],
            user=user,
            cwd=folder,
            check=True,
            capture_output=True,
            timeout=120,
        )

    try:
        call("initdb", "-D", str(data), "-A", "trust", "-U", "narcord", "-E", "UTF8", "--no-sync")
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        call("pg_ctl", "-D", str(data), "-o", options, "-l", str(folder / "log"), "-w", "start")
        try:
            call("createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "narcord", "narcord_test")
            yield f"postgresql+psycopg://narcord@127.0.0.1:{port}/narcord_test"
        finally:
            call("pg_ctl", "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _server_user(folder: Path) -> str | None:
    """The user to run the server as: it refuses root."""
    if os.geteuid() != 0:
        return None
    name = "postgres"
    account = pwd.getpwnam(name)
    os.chown(folder, account.pw_uid, account.pw_gid)
    return name


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
