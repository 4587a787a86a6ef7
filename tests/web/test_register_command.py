"""`narcord register`: faults are told by file, provision and field; drafts are begun, never overwritten."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from click.testing import Result

from corpus.errors import UsageError
from corpus.register import INSTRUMENTS

Run = Callable[..., Result]

LAW = "# Pond Act 1999\n\n## Article 1\n\nEvery keeper counts fish.\n\n## Article 2\n\nWho hides fish pays.\n"


def test_what_ships_is_without_fault(run: Run) -> None:
    lines = run("register", "check").stdout.splitlines()
    assert len(lines) == len(list(INSTRUMENTS.glob("*.yaml")))
    assert any(line.startswith("un-1988-illicit-traffic.yaml: ") for line in lines)


def test_a_draft_is_checked_and_its_gaps_are_named(run: Run, tmp_path: Path) -> None:
    text, file = tmp_path / "pond.md", tmp_path / "xx-1999-ponds.yaml"
    text.write_text(LAW, encoding="utf-8")
    words = tmp_path / "words.txt"
    drawn = run("register", "draft", str(text), "--output", str(file), "--words", str(words))
    assert "fill in what is empty" in drawn.stderr
    assert "[art_2]\n" in words.read_text(encoding="utf-8")
    assert "Who hides fish pays." in words.read_text(encoding="utf-8")
    drafted = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert [each["eid"] for each in drafted["provisions"]] == ["art_1", "art_2"]
    result = run("register", "check", str(file), code=1)
    assert "xx-1999-ponds.yaml, field 'titles." in result.stderr

    with pytest.raises(UsageError, match="exists already"):
        run("register", "draft", str(text), "--output", str(file))
    assert yaml.safe_load(file.read_text(encoding="utf-8")) == drafted


def test_a_filled_in_draft_is_checked_against_its_text(run: Run, tmp_path: Path) -> None:
    text, file = tmp_path / "pond.md", tmp_path / "xx-1999-ponds.yaml"
    text.write_text(LAW, encoding="utf-8")
    drafted = yaml.safe_load(run("register", "draft", str(text)).stdout)
    drafted |= {
        "id": "/akn/un/act/1999/ponds", "kind": "act", "jurisdiction": "un", "date": "1999",
        "body": "Pond Council", "status": "in force", "official_source": "https://ponds.example/",
        "titles": {"en": drafted["source_title"], "ru": "Закон о прудах"},
        "left_out": {"en": "Nothing.", "ru": "Ничего."},
    }  # fmt: skip
    for each in drafted["provisions"]:
        each |= {
            "abstract": {"en": "Fish: 7.", "ru": "Рыба."},
            "strength": "shall",
            "heading": {"en": "Fish", "ru": "Рыба"},
        }
    drafted["provisions"][1]["abstract"]["en"] = "Fish."
    file.write_text(yaml.safe_dump(drafted, allow_unicode=True, sort_keys=False), encoding="utf-8")
    assert "2 provisions, 2 abstracts (en, ru)" in run("register", "check", str(file)).stdout

    result = run("register", "check", str(file), "--texts", str(tmp_path), "--json", code=1)
    [told] = json.loads(result.stdout)["files"]
    [problem] = told["problems"]
    assert problem.startswith("xx-1999-ponds.yaml, provision art_1, field 'abstract.en'")
    assert "7" in problem
