"""Known counterparts are found by number, by term and by hand; what is measured is counted right."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from corpus.model import Passage, Provision, ProvisionKind
from evaluation.alignment.gold import Correction, Version, make_gold, read_corrections, restrict
from evaluation.alignment.material import hide_numbers
from evaluation.alignment.measure import Count, count, keep
from evaluation.alignment.pairs import PAIRS
from evaluation.alignment.synthetic import Change, change
from search.comparison.features import Features, read_features
from search.comparison.outline import read_outline
from search.comparison.pairing import Pair, Reason
from search.passages import PassageText

K = ProvisionKind
Line = tuple[str, K, str | None, str, str]  # eid, kind, parent, label, words


def make(lines: list[Line], language: str = "en") -> tuple[str, list[Provision]]:
    """A text of these lines, one below the other; a parent's span takes in its children."""
    text, starts, ends = "", {}, {}
    for eid, _, _parent, label, words in lines:
        starts[eid] = len(text)
        text += f"{label} {words}\n"
        while eid:
            ends[eid] = len(text) - 1
            eid = {line[0]: line[2] for line in lines}[eid] or ""
    return text, [
        Provision("d", eid, kind, starts[eid], ends[eid], language, n, label=label, parent=parent)
        for n, (eid, kind, parent, label, _) in enumerate(lines)
    ]


def version(lines: list[Line]) -> Version:
    text, provisions = make(lines)
    return Version(text, provisions, read_outline(text, provisions))


def test_equal_numbers_are_counterparts_whatever_the_kind_of_the_lower_steps() -> None:
    a = version([("art_1", K.ARTICLE, None, "1", "x"), ("art_1__para_2", K.PARAGRAPH, "art_1", "2.", "y")])
    b = version(
        [("art_1", K.ARTICLE, None, "1", "x"), ("art_1__subpara_2", K.SUBPARAGRAPH, "art_1", "(2)", "y")]
    )
    gold = make_gold(a, b, [])
    assert gold == {("art_1", "art_1"), ("art_1__para_2", "art_1__subpara_2")}
    assert restrict(gold, a.outline, b.outline) == {("art_1", "art_1")}


def test_definitions_are_matched_by_the_other_language_s_term_not_by_their_number() -> None:
    head: list[Line] = [
        ("sec_2", K.SECTION, None, "2", "Terms"), ("sec_2__para_1", K.PARAGRAPH, "sec_2", "(1)", "here")
    ]  # fmt: skip

    def entry(number: int, words: str) -> Line:
        return (f"sec_2__para_1__indent_{number}", K.INDENT, "sec_2__para_1", "", words)

    a = version(
        [*head, entry(1, "barn means a shed. (grange)"), entry(2, "oak (salt) means a tree. (chêne (sel))")]
    )
    b = version([*head, entry(1, "chêne (sel) Arbre. (oak (salt))"), entry(2, "grange Abri. (barn)")])
    eids = {pair for pair in make_gold(a, b, []) if "indent" in pair[0]}
    first, second = (f"sec_2__para_1__indent_{n}" for n in (1, 2))
    assert eids == {(first, second), (second, first)}


def test_a_line_by_hand_takes_what_is_below_along() -> None:
    a = version([("art_4", K.ARTICLE, None, "4", "x"), ("art_4__para_1", K.PARAGRAPH, "art_4", "1.", "y"),
                 ("art_4__para_1__point_i", K.POINT, "art_4__para_1", "(i)", "z")])  # fmt: skip
    b = version([("art_4", K.ARTICLE, None, "4", "x"), ("art_4__para_7", K.PARAGRAPH, "art_4", "7.", "y"),
                 ("art_4__para_7__point_i", K.POINT, "art_4__para_7", "(i)", "z")])  # fmt: skip
    line = Correction("p", "art_4__para_1", "art_4__para_7", True, "renumbered")
    assert ("art_4__para_1__point_i", "art_4__para_7__point_i") in make_gold(a, b, [line])
    no = Correction("p", "art_4", "art_4", False, "not the same")
    assert ("art_4", "art_4") not in make_gold(a, b, [no])


def test_the_lines_by_hand_name_known_pairs_and_reasons() -> None:
    lines = read_corrections()
    assert lines
    assert {line.pair for line in lines} <= {pair.name for pair in PAIRS}
    assert all(line.reason for line in lines)


def test_halves_share_no_instrument() -> None:
    files = [{pair.a[0] for pair in PAIRS if pair.held_out is held} for held in (False, True)]
    assert not files[0] & files[1]


def test_the_encoder_does_not_see_the_numbers_of_provisions() -> None:
    text, provisions = make(
        [
            ("art_12", K.ARTICLE, None, "Article 12", "Seizure"),
            ("art_12__para_1", K.PARAGRAPH, "art_12", "1.", "of 30 g"),
        ]
    )
    passage = Passage("p", "d", "art_12", 0, len(text), "en", "Act › Article 12 Seizure")
    (seen,) = hide_numbers(text, provisions, [PassageText(passage, text)])
    assert seen == "Seizure: Seizure\n of 30 g"


def features(articles: int) -> Features:
    lines: list[Line] = [
        (f"art_{n}", K.ARTICLE, None, f"Article {n}", f"word{n} means {n * 100} grams")
        for n in range(1, articles + 1)
    ]
    text, provisions = make(lines)
    passages = [Passage(e.eid, "d", e.eid, e.start, e.end, "en") for e in provisions]
    return read_features(text, provisions, passages, np.eye(articles, dtype=np.float32), "en")


@pytest.mark.parametrize("how", list(Change))
def test_what_is_deleted_or_moved_stays_what_it_is(how: Change) -> None:
    whole = features(40)
    changed = change(whole, how, 7)
    number = {unit.eid: row for row, unit in enumerate(whole.outline.units)}
    rows = [number[unit.eid] for unit in changed.outline.units]
    assert np.array_equal(changed.unit_vectors, whole.unit_vectors[rows])
    assert [node.unit for node in changed.outline.nodes] == [
        changed.outline.units[unit].eid for unit in changed.parents
    ]
    gone = len(whole.outline.units) - len(rows)
    assert (gone > 0) is (how in (Change.DELETED, Change.BOTH))
    assert (rows != sorted(rows)) is (how in (Change.MOVED, Change.BOTH, Change.SHUFFLED))
    gold = frozenset((unit.eid, unit.eid) for unit in whole.outline.units)
    assert len(keep(gold, whole, changed)) == len(rows)


def test_counts_by_hand() -> None:
    pairs = [
        Pair("a", "x", 0.9, Reason.MEANING),
        Pair("b", "y", 0.9, Reason.PLACE),
        Pair("c", "z", 0.5, Reason.SIMILAR),
    ]
    found = count(pairs, frozenset({("a", "x"), ("c", "z"), ("d", "w")}))
    assert found == Count(right=1, found=2, known=3)
    assert (found.precision, found.recall, found.f1) == (0.5, 1 / 3, 0.4)
    assert Count().f1 == 1.0


def test_the_corpus_is_where_the_command_looks(tmp_path: Path) -> None:
    from evaluation.alignment.__main__ import main

    assert main(["--home", str(tmp_path), "--encoder", "demo"]) != 0
