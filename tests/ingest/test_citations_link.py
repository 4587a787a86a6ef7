"""Citations across documents: linked when the instrument is there, in whatever order it came."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from corpus.access import Access
from corpus.model import Citation
from corpus.store import Store
from ingest.citations.link import link
from ingest.pipeline import ingest

ROOT = Path(__file__).parents[2]
MOSS = "Moss Act, 1990\n\nArticle 1\n1. Moss is green.\n2. Moss is soft.\n\nArticle 2\nMoss stays.\n"
POND = (
    "Pond Act, 1995\n\nArticle 1\nArticle 1, paragraph 2, of the Moss Act applies.\n\n"
    "Article 2\nArticle 9 of the Moss Act applies, and the Fern Act, 1991.\n"
)


def _store(tmp_path: Path, name: str) -> Store:
    return Store.open(f"sqlite:///{tmp_path / name}.db")


def _write(folder: Path, **texts: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def _citations(store: Store, source: str = "pond") -> list[Citation]:
    access = Access.system_()
    (entry,) = [d for d in store.documents(access) if Path(d.source).stem == source]
    return store.citations(entry.id, access)


def test_linked_to_the_provision_that_is_there(tmp_path: Path) -> None:
    with _store(tmp_path, "one") as store:
        ingest(store, [_write(tmp_path / "laws", moss=MOSS, pond=POND)], workers=1)
        first, second, third = _citations(store)
    assert "moss" in (first.target_instrument or "")
    assert first.target_eid == "art_1__para_2"
    assert (second.target_instrument, second.reason) == (
        None,
        "the instrument named has no such provision: Moss Act",
    )
    assert (third.target_instrument, third.reason) == (None, "not in the knowledge base: Fern Act, 1991")


def test_the_order_of_arrival_makes_no_difference(tmp_path: Path) -> None:
    folder = _write(tmp_path / "laws", pond=POND)
    with _store(tmp_path, "late") as late, _store(tmp_path, "calm") as calm:
        ingest(late, [folder], workers=1)
        assert _citations(late)[0].reason == "not in the knowledge base: Moss Act"
        _write(folder, moss=MOSS)
        ingest(late, [folder], workers=1)
        ingest(calm, [folder], workers=1)
        assert _citations(late) == _citations(calm)
        assert link(late) == 0


def test_what_is_taken_out_or_closed_is_no_target_any_more(tmp_path: Path) -> None:
    folder = _write(tmp_path / "laws", moss=MOSS, pond=POND)
    with _store(tmp_path, "one") as store:
        ingest(store, [folder], workers=1)
        (moss,) = [d for d in store.documents(Access.system_()) if Path(d.source).stem == "moss"]
        store.remove(moss.id)
        link(store)
        assert _citations(store)[0].target_instrument is None
        assert _citations(store)[0].reason == "not in the knowledge base: Moss Act"


def test_two_acts_of_one_name_are_no_target(tmp_path: Path) -> None:
    folder = _write(tmp_path / "laws", moss=MOSS, pond=POND)
    with _store(tmp_path, "one") as store:
        ingest(store, [folder], workers=1)
        _write(folder, other=MOSS.replace("1990", "1999").replace("green", "grey"))
        ingest(store, [folder], workers=1)
        assert _citations(store)[0].target_instrument is None


@pytest.mark.parametrize("moment", [1, 2])
def test_killed_before_linking_and_run_again_ends_as_undisturbed(tmp_path: Path, moment: int) -> None:
    folder = _write(tmp_path / "laws", moss=MOSS, pond=POND)
    code = textwrap.dedent(
        """
        import os, signal, sys
        from pathlib import Path
        from corpus.store import Store
        import ingest.pipeline as pipeline
        if sys.argv[3] == "1":
            pipeline.link = lambda store: os.kill(os.getpid(), signal.SIGKILL)
        else:
            Store.set_targets = lambda self, rows: os.kill(os.getpid(), signal.SIGKILL)
        with Store.open(sys.argv[1]) as store:
            pipeline.ingest(store, [Path(sys.argv[2])], workers=1)
        """
    )
    command = [sys.executable, "-c", code, f"sqlite:///{tmp_path / 'rough.db'}", str(folder), str(moment)]
    killed = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=120, env=os.environ)
    assert killed.returncode == -signal.SIGKILL
    with _store(tmp_path, "rough") as rough, _store(tmp_path, "calm") as calm:
        ingest(rough, [folder], workers=1)
        ingest(calm, [folder], workers=1)
        assert _citations(rough) == _citations(calm)
        assert _citations(rough)[0].target_eid == "art_1__para_2"
