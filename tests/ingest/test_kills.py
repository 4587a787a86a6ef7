"""A few kills of an ingestion at work; ``python -m evaluation.kills`` does it a hundred times."""

from __future__ import annotations

from pathlib import Path

from evaluation.kills import choose_files, dump, run

LAW = "# A law on {0}\n\nArticle 1. All {0} are left alone.\n\nArticle 2. This law enters into force now.\n"


def test_a_killed_ingestion_ends_as_if_undisturbed(tmp_path: Path) -> None:
    folder = tmp_path / "laws"
    folder.mkdir()
    for name in ("ferns", "mosses", "lichens", "algae", "fungi", "horsetails"):
        (folder / f"{name}.md").write_text(LAW.format(name), "utf-8")
    files = choose_files(folder, 6)
    assert len(files) == 6
    result = run(files, times=2, seed=2, work=tmp_path / "work", most=2)
    assert result.kills >= 2
    assert result.compared >= 2
    assert result.different == ()
    # The comparison sees the documents, also those of the second act.
    tables = dump(tmp_path / "work" / "calm")
    assert len(tables["document"]) > 6
    assert len(tables["provision"]) > 12
