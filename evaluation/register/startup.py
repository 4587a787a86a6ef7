"""How long a first start takes: ``python -m evaluation.register.startup [--cores 2] [--times 3]``.

Each time a new, empty home: from the command ``narcord serve`` to the first answer of the start page, with
the register stored, indexed and searchable. The encoder is prepared in it as well; nothing is installed.
"""

from __future__ import annotations

import argparse
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

_LIMIT = 1_800.0  # seconds after which a start has failed


def measure(cores: int | None) -> float:
    """Return the seconds of one first start, on that many cores (None: on all there are).

    Raises:
        RuntimeError: the server stopped, or gave no page in half an hour.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        environment = os.environ | {"NARCORD_HOME": str(home)}
        command = [sys.executable, "-m", "web", "serve", "--port", str(port)]
        if cores is not None:
            command = ["taskset", "-c", f"0-{cores - 1}", *command]
        began = time.perf_counter()
        with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as server:
            try:
                return _wait(server, f"http://127.0.0.1:{port}/", began)
            finally:
                server.terminate()


def _wait(server: subprocess.Popen[bytes], address: str, began: float) -> float:
    while time.perf_counter() - began < _LIMIT:
        if server.poll() is not None:
            raise RuntimeError(f"the server stopped with exit code {server.returncode}")
        try:
            # The server listens from the start and answers when all is built.
            with urlopen(address, timeout=_LIMIT) as answer:
                if answer.status == 200:
                    return time.perf_counter() - began
        except (URLError, ConnectionError):
            time.sleep(0.2)
    raise RuntimeError("no page came")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the seconds of each start and their median."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cores", type=int, help="how many cores it may use (needs taskset)")
    parser.add_argument("--times", type=int, default=1)
    asked = parser.parse_args(arguments)
    seconds = []
    for _ in range(asked.times):
        seconds.append(measure(asked.cores))
        print(f"first page after {seconds[-1]:.1f} s", flush=True)
    print(f"median {statistics.median(seconds):.1f} s")


if __name__ == "__main__":
    main()
