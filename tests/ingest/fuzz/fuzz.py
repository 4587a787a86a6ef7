"""Fuzz one target, or all in turn, guided by coverage; see README.md here.

Findings are told apart by the type of the exception and the place of ours that it came from; each
is written once, as the bytes that cause it, and fuzzing goes on. What hangs or eats memory ends
the process; libFuzzer then leaves the bytes as ``timeout-*`` or ``oom-*``.
"""

from __future__ import annotations

import argparse
import hashlib
import logging
import pkgutil
import subprocess
import sys
import time
import traceback
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SLOW = 10  # seconds that one input may take


def main() -> None:
    """Read the command line; with a single target fuzz it here, else start a process for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", help="which; default: all")
    parser.add_argument("--seconds", type=int, default=240, help="for each target")
    parser.add_argument("--work", type=Path, default=Path("fuzz-work"), help="where corpora and findings go")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    if given.inside:
        _fuzz(given.targets[0], given.seconds, given.work.absolute())
        return
    from tests.ingest.fuzz.targets import TARGETS

    for target in given.targets or TARGETS:
        call = [sys.executable, __file__, target, "--seconds", str(given.seconds), "--inside"]
        begun = time.monotonic()
        while (left := given.seconds - int(time.monotonic() - begun)) > 5:
            call[4] = str(left)
            # A hang ends the process: go on with the time that is left.
            done = subprocess.run([*call, "--work", str(given.work)], check=False)
            if done.returncode == 0:
                break


def _fuzz(name: str, seconds: int, work: Path) -> None:
    import atheris  # type: ignore[import-not-found, unused-ignore]

    with atheris.instrument_imports(include=["ingest", "corpus.eid", "corpus.numerals"]):
        from tests.ingest.fuzz.targets import TARGETS

        # Readers are imported when first needed, which would be too late for their coverage.
        for module in pkgutil.iter_modules([str(ROOT / "ingest" / "readers")], "ingest.readers."):
            import_module(module.name)
        for module in pkgutil.iter_modules([str(ROOT / "ingest")], "ingest."):
            if not module.name.endswith("worker"):
                import_module(module.name)
    from tests.ingest.fuzz.seeds import SEEDS

    logging.disable(logging.ERROR)
    corpus, findings = work / "corpus" / name, work / "findings" / name
    for folder in (corpus, findings):
        folder.mkdir(parents=True, exist_ok=True)
    for seed in SEEDS.get(name, ()):
        (corpus / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
    target = TARGETS[name]
    seen = {path.name for path in findings.iterdir()}

    def attempt(data: bytes) -> None:
        try:
            target(data)
        except Exception as error:
            signature = _place(error)
            if signature not in seen:
                seen.add(signature)
                (findings / signature).write_bytes(data)
                print(f"FINDING {name} {signature}\n{traceback.format_exc(limit=-4)}", flush=True)

    bounds = [
        f"-timeout={SLOW}",
        "-rss_limit_mb=4096",
        "-max_len=20000",
        "-len_control=20",
        "-print_final_stats=1",
    ]
    place = f"-artifact_prefix={findings}/"
    atheris.Setup([name, *bounds, place, f"-max_total_time={seconds}", str(corpus)], attempt)
    atheris.Fuzz()


def _place(error: BaseException) -> str:
    """Name the innermost line of ours in the traceback."""
    where = "unknown"
    for frame in traceback.extract_tb(error.__traceback__):
        if f"{ROOT}/" in frame.filename and "fuzz" not in frame.filename and ".venv" not in frame.filename:
            where = f"{Path(frame.filename).stem}-{frame.name}"
    return f"{type(error).__name__}-{where}"


if __name__ == "__main__":
    main()
