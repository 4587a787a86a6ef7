"""The command that counts citations and draws a sample to read."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.citations import draw, main, read_folder, tally

LAW = "Pond Act, 1995\n\nArticle 1\nArticle 2 applies, and article 9.\n\nArticle 2\nArticle 1 applies.\n"


@pytest.fixture
def laws(tmp_path: Path) -> Path:
    folder = tmp_path / "laws"
    folder.mkdir()
    (folder / "pond.txt").write_text(LAW, encoding="utf-8")
    return folder


def test_counts_and_reasons_per_language(laws: Path) -> None:
    counts = tally(read_folder(laws))
    assert list(counts) == ["en"]
    assert (counts["en"].found, counts["en"].resolved, counts["en"].linked) == (3, 2, 0)
    assert counts["en"].reasons == {"this document has no such provision": 1}


def test_one_seed_draws_one_sample(laws: Path) -> None:
    bundles = read_folder(laws)
    assert [c.start for _, c in draw(bundles, 2, 1)] == [c.start for _, c in draw(bundles, 2, 1)]
    assert len(draw(bundles, 9, 1)) == 2


def test_printed_with_the_words_and_their_target(laws: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(laws), "--sample", "2"]) == 0
    printed = capsys.readouterr().out
    assert "⟦Article 2⟧" in printed
    assert "art_2: Article 2 Article 1 applies." in printed
