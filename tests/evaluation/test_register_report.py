"""The report on the register: samples that stay what they were, an error rate with its interval."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from corpus.register import load_register
from evaluation.areas.gold import Expected
from evaluation.register.__main__ import main
from evaluation.register.agreement import compare_with_gold
from evaluation.register.readings import (
    COUNT,
    SEEDS,
    Reading,
    Verdict,
    changed_since,
    checksum_of,
    draw,
    interval,
    read_samples,
)


def test_the_recorded_samples_are_whole_and_of_the_register() -> None:
    files = {entry.file for entry in load_register()}
    for sample in SEEDS:
        read = [each for each in read_samples() if each.sample == sample]
        assert len({(each.file, each.eid) for each in read}) == len(read) == COUNT
        assert {each.file for each in read} <= files
        assert all(each.what or each.verdict is Verdict.RIGHT for each in read)


def test_a_sample_is_drawn_the_same_again() -> None:
    register = load_register()
    first, again, other = draw(register, 1, 40), draw(register, 1, 40), draw(register, 2, 40)
    assert first == again != other
    assert len(set(first)) == 40
    described = {(entry.file, each.eid) for entry in register for each in entry.provisions if each.abstracts}
    assert set(first) <= described


def test_a_changed_abstract_is_noticed() -> None:
    entry = next(entry for entry in load_register() if not entry.bare)
    provision = next(each for each in entry.provisions if each.abstracts)
    reading = Reading(1, entry.file, provision.eid, checksum_of(provision), Verdict.RIGHT)
    assert changed_since([reading], [entry]) == []
    other = replace(provision, abstracts={**provision.abstracts, "en": "Something else."})
    mended = replace(entry, provisions=(other,))
    assert changed_since([reading], [mended]) == [reading]
    assert changed_since([reading], []) == [reading]


def test_areas_are_compared_where_gold_and_register_have_the_provision() -> None:
    entry = next(entry for entry in load_register() if entry.slug == "cica-2024-concept-paper")
    assert entry.checked_against is not None

    def gold(eid: str, *areas: str) -> Expected:
        empty: frozenset[str] = frozenset()
        return Expected(
            entry.checked_against or "", "en", eid, "", "random", "tuning", (), frozenset(areas), empty, empty
        )

    rows = [gold("sec_2__para_1", "A1"), gold("sec_2__para_4", "A4", "A9"), gold("sec_99", "A2")]
    told = compare_with_gold([entry], rows)
    assert (told["provisions in both"], told["with the same areas"]) == (2, 1)
    assert (told["ties in the register"], told["ties in the gold"], told["ties in both"]) == (2, 3, 2)
    assert told["F1"] == 0.8


@pytest.mark.parametrize(("found", "of"), [(0, 150), (3, 150), (75, 150), (150, 150), (1, 1)])
def test_the_interval_holds_the_share(found: int, of: int) -> None:
    low, high = interval(found, of)
    assert 0 <= low <= found / of <= high <= 1
    assert high - low > 0


def test_the_report_counts(capsys: pytest.CaptureFixture[str]) -> None:
    # The checks against the texts are those of tests/ingest/test_abstracts_authentic.py.
    assert main(["--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["totals"]["instruments"] >= 25
    assert told["totals"]["provisions with an abstract"] >= 1_000
    assert {"en", "ru", "zh", "ja", "ko", "th", "vi", "bn", "ar", "tr", "uz", "uk", "de", "nl", "ms"} <= set(
        told["totals"]["languages"]
    )
    assert all(told["totals"]["areas"][f"A{number}"] for number in range(1, 19))
