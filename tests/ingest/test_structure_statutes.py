"""A tiny invented statute in every language: read as plain text, it must give exactly these provisions.

Each file has a line per line of the statute: the eId of the provision that begins with it (``=``: the
line goes on with the one before), a tab, and the words. A line without words names a provision that
begins within the line above.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.limits import DEFAULT_LIMITS
from ingest.readers import plain
from ingest.structure import ParsedText, parse
from tests.ingest.structure_samples import check, one_language

FOLDER = Path(__file__).parent / "tiny_statutes"
NAMES = sorted(path.stem for path in FOLDER.glob("*.tsv"))
LANGUAGES_OF_THE_ISSUE = (
    "en ru kk ky uz tg mn az tr tk fa prs ps ar he ur hi bn ne si ta th lo km my vi id ms fil zh zh-Hant "
    "ja ko de fr es pt nl uk"
)


def load(name: str) -> list[tuple[str, str]]:
    """The lines of a sample, each with the eId that begins with it."""
    lines = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [(eid, words) for eid, _, words in (line.partition("\t") for line in lines)]


def read_sample(name: str) -> ParsedText:
    """The only version of a sample, through the reader of plain text."""
    text = "\n".join(words for _, words in load(name) if words)
    source = plain.read(text.encode(), f"{name}.txt", DEFAULT_LIMITS)
    (parsed,) = parse(source, name.removesuffix("-act"), one_language)
    return parsed


@pytest.mark.parametrize("name", NAMES)
def test_a_tiny_statute(name: str) -> None:
    parsed = read_sample(name)
    check(parsed)
    assert [p.eid for p in parsed.provisions] == [eid for eid, _ in load(name) if eid != "="]


@pytest.mark.parametrize("name", NAMES)
def test_each_provision_begins_with_its_line(name: str) -> None:
    parsed = read_sample(name)
    starts = {p.eid: parsed.text[: p.end][p.start :].split("\n")[0] for p in parsed.provisions}
    for eid, words in load(name):
        if eid != "=" and words:
            assert _bare(starts[eid]) == _bare(words)


def _bare(line: str) -> str:
    """The line as readers tidy it: no double or wide spaces, no bracket before a title."""
    return " ".join(line.split()).lstrip("[")


@pytest.mark.parametrize("language", LANGUAGES_OF_THE_ISSUE.split())
def test_every_language_of_the_issue_has_a_sample(language: str) -> None:
    eids = [eid for eid, _ in load(language)]
    assert len([eid for eid in eids if eid.count("_") == 1 and eid.startswith(("art_", "sec_"))]) >= 6
    assert "sched_1" in eids
