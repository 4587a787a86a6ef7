"""The measure of redlines: made-up versions with the truth about them, and how it is counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.settings import Settings
from corpus.store import Store
from evaluation.edits import edit
from evaluation.redline import Tally, check, main
from search.redline import Kind, compare_texts
from tests.search.samples import make_bundle

NOUNS = [
    "harbour", "ship", "lamp", "quay", "pilot", "oil", "net", "cargo", "mayor", "council", "crown",
    "autumn", "sunset", "keeper", "boat",
]  # fmt: skip
ARTICLES = [
    f"Article on the {noun}: the {NOUNS[n - 3]} and the {NOUNS[n - 7]} of the {noun} may not be sold."
    for n, noun in enumerate(NOUNS)
]
RULES = make_bundle("rules", "en", ARTICLES)


@pytest.mark.parametrize("seed", range(8))
def test_a_made_up_version_and_its_truth_agree(seed: int) -> None:
    text, provisions = RULES.document.text, RULES.provisions
    made = edit(text, provisions, 0.5, seed)
    assert made.text != text
    assert sorted(after for _, after in made.truth if after) == sorted(each.eid for each in made.provisions)
    assert sorted(before for before, _ in made.truth if before) == sorted(each.eid for each in provisions)
    old = {each.eid: text[each.start : each.end] for each in provisions}
    new = {each.eid: made.text[each.start : each.end] for each in made.provisions}
    for (before, after), kinds in made.truth.items():
        if before and after and Kind.CHANGED not in kinds:
            assert new[after].partition(" ")[2].split() == old[before].partition(" ")[2].split()
        elif before and after:
            assert new[after].split() != old[before].split()


def test_rightly_is_beside_the_true_counterpart() -> None:
    text, provisions = RULES.document.text, RULES.provisions
    made = edit(text, provisions, 0.4, 3)
    tallies = check(made, compare_texts(text, provisions, made.text, made.provisions))
    assert tallies["counterparts"].right == tallies["counterparts"].there
    assert tallies["unchanged"].there > 0
    # Against another version's truth it is not all right.
    other = edit(text, provisions, 0.4, 4)
    wrong = check(other, compare_texts(text, provisions, made.text, made.provisions))
    assert wrong["changed"].right < wrong["changed"].there


def test_precision_recall_and_f1() -> None:
    tally = Tally(there=4, told=2, right=1)
    assert (tally.precision, tally.recall) == (0.5, 0.25)
    assert tally.f1 == pytest.approx(2 * 0.5 * 0.25 / 0.75)
    tally.add(Tally(1, 1, 1))
    assert (tally.there, tally.told, tally.right) == (5, 3, 2)


def test_the_command_prints_the_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(tmp_path) == 2
    with Store.open(Settings.load({"NARCORD_HOME": str(tmp_path)}).database_url) as store:
        store.put(RULES)
    assert _run(tmp_path) == 0
    assert "counterparts" in capsys.readouterr().out


def _run(home: Path) -> int:
    Store.open(Settings.load({"NARCORD_HOME": str(home)}).database_url).close()
    return main(["--home", str(home), "--versions", "2"])
