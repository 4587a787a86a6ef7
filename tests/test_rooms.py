"""The shape of the repository itself: rooms, commands and documents agree."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("corpus", "ingest", "search", "web", "evaluation")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_rooms_are_imported_from_the_checkout(tmp_path: Path) -> None:
    """A foreign package of the same name (there are some called `web`) would shadow ours.

    Asked in another folder, so that only the installation answers.
    """
    code = f"import importlib\nfor room in {ROOMS!r}: print(importlib.import_module(room).__file__)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=True, timeout=120
    )
    assert done.stdout.splitlines() == [str(ROOT / room / "__init__.py") for room in ROOMS]


def test_every_command_is_described_in_the_readme() -> None:
    from web.cli import COMMANDS

    missing = [name for name in COMMANDS if f"narcord {name}" not in README]
    assert missing == []


def test_every_dependency_is_justified_in_the_readme() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = [re.split(r"[><=\[]", line)[0] for line in project["dependencies"]]
    missing = [name for name in names if f"`{name}`" not in README]
    assert missing == []


def test_importing_the_rooms_loads_no_heavy_library() -> None:
    """Nothing is built at import; torch alone would cost seconds on every command."""
    code = (
        "import sys, web.cli, web.app, search.service, ingest.pipeline\n"
        "heavy = {'torch', 'sentence_transformers', 'transformers', 'sklearn'} & set(sys.modules)\n"
        "sys.exit(f'loaded at import: {heavy}' if heavy else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
