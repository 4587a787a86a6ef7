"""Exported decisions as training rows: what was judged and no more."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import UsageError
from search.fit.decisions import read_decisions


def decision(area: str, status: str, at: str = "2026-01-01", **changes: Any) -> dict[str, Any]:
    return {
        "path": "en/ferns.md", "language": "en", "eid": "art_1", "fingerprint": "0123456789",
        "area": area, "status": status, "by": "Ann", "at": at, "reason": None,
    } | changes  # fmt: skip


def write(path: Path, *lines: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def test_only_what_was_decided_is_judged(tmp_path: Path) -> None:
    rows, judged = read_decisions(
        [write(tmp_path / "d.jsonl", decision("A3", "confirmed"), decision("A5", "rejected"))]
    )
    assert rows == [
        {
            "path": "en/ferns.md", "language": "en", "eid": "art_1", "fingerprint": "0123456789",
            "areas": ["A3"], "themes": [], "judged": ["A3", "A5"],
        }
    ]  # fmt: skip
    assert judged == {"A3", "A5"}


def test_the_latest_counts_and_what_is_taken_back_counts_for_nothing(tmp_path: Path) -> None:
    one = write(
        tmp_path / "1.jsonl",
        decision("A5", "confirmed", "2026-01-02"),
        decision("A7", "rejected", "2026-01-02"),
    )
    other = write(
        tmp_path / "2.jsonl",
        decision("A5", "rejected", "2026-01-01"),
        decision("A7", "proposed", "2026-01-03"),
    )
    for paths in ([one, other], [other, one]):
        ((row,), judged) = read_decisions(paths)
        assert (row["areas"], row["judged"], judged) == (["A5"], ["A5"], frozenset({"A5"}))
    assert read_decisions([other])[0][0]["areas"] == []
    assert read_decisions([write(tmp_path / "3.jsonl", decision("A7", "proposed"))]) == ([], frozenset())


def test_sub_themes_go_with_their_areas(tmp_path: Path) -> None:
    file = write(
        tmp_path / "d.jsonl",
        decision("A3.2", "confirmed"),
        decision("A13", "rejected"),
        decision("A3.1", "rejected", eid="art_2"),
    )
    first, second = read_decisions([file])[0]
    assert (first["areas"], first["themes"]) == (["A3"], ["A3.2"])
    assert {"A3", "A3.2", "A13", "A13.1", "A13.2"} <= {*first["judged"]}
    assert "A3.1" not in first["judged"]
    assert (second["areas"], second["themes"], second["judged"]) == ([], [], ["A3.1"])


def test_decisions_on_words_that_are_gone_are_left_out(tmp_path: Path) -> None:
    assert (
        read_decisions([write(tmp_path / "d.jsonl", decision("A3", "confirmed", fingerprint=None))])[0] == []
    )


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "line 1: it is no JSON object"),
        ("[]", "no JSON object"),
        (json.dumps(decision("A99", "confirmed")), "no area 'A99'"),
        (json.dumps(decision("A3.99", "confirmed")), "no area 'A3.99'"),
        (json.dumps(decision("A3", "perhaps")), "status 'perhaps'"),
        (json.dumps(decision("A3", "confirmed", eid=None)), "'eid'"),
        (json.dumps(decision("A3", "confirmed", fingerprint=5)), "'fingerprint'"),
    ],
)
def test_what_is_no_decision_is_told_with_its_line(tmp_path: Path, line: str, says: str) -> None:
    (tmp_path / "d.jsonl").write_text(line)
    with pytest.raises(UsageError, match=says):
        read_decisions([tmp_path / "d.jsonl"])


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_decisions([tmp_path / "none.jsonl"])
