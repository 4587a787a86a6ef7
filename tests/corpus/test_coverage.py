"""What counts as covered: each provision once, with status and strength over its versions; no secrets."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from corpus.access import Access
from corpus.model import (
    AssignmentStatus,
    Bundle,
    Classification,
    Commitment,
    Force,
    Nature,
    Strength,
)
from corpus.store import AreaTally, Selection, Store
from tests.corpus.samples import FERNS, MOSSES, make_bundle

PUBLIC = Access.public()
PROPOSED, CONFIRMED, REJECTED = (
    AssignmentStatus.PROPOSED,
    AssignmentStatus.CONFIRMED,
    AssignmentStatus.REJECTED,
)
COMMITTED = Selection(least=Strength.NOTE)


def committing(
    bundle: Bundle, strengths: dict[str, Strength], guessed: bool = False, force: Force = Force.OPERATIVE
) -> Bundle:
    """Return the bundle with commitments of these strengths; NONE stands on the provision alone."""
    key = bundle.document.id
    return replace(
        bundle,
        provisions=tuple(replace(each, strength=strengths.get(each.eid)) for each in bundle.provisions),
        commitments=tuple(
            Commitment(key, eid, force, strength, guessed=guessed)
            for eid, strength in strengths.items()
            if strength is not Strength.NONE
        ),
    )


def ferns(areas: tuple[tuple[str, str, AssignmentStatus], ...], **changes: Any) -> Bundle:
    return make_bundle(assignments=areas, **changes)


def test_a_provision_counts_once_over_versions_and_abstracts(store: Store) -> None:
    store.put(committing(ferns((("art_1", "A3", PROPOSED),)), {"art_1": Strength.SHALL}))
    kazakh = ferns((("art_1", "A3", CONFIRMED),), source="kk.txt", language="kk")
    store.put(committing(kazakh, {"art_1": Strength.SHALL}))
    abstract = ferns((("art_1", "A3", CONFIRMED),), source="register:f", nature=Nature.ABSTRACT)
    store.put(committing(abstract, {"art_1": Strength.SHOULD}))
    found = store.coverage(PUBLIC, COMMITTED)
    # Confirmed in two of three, and the register's strength, read by hand, is the one that counts.
    assert found.tallies == {("A3", FERNS.id): AreaTally(1, 0, Strength.SHOULD, None)}
    english = replace(COMMITTED, languages=("en",), natures=("authentic",))
    assert store.coverage(PUBLIC, english).tallies == {
        ("A3", FERNS.id): AreaTally(0, 1, None, Strength.SHALL)
    }


def test_what_the_register_says_commits_nobody_is_no_commitment(store: Store) -> None:
    store.put(committing(ferns((("art_1", "A3", PROPOSED),)), {"art_1": Strength.SHALL}))
    abstract = ferns((("art_1", "A3", CONFIRMED),), source="register:f", nature=Nature.ABSTRACT)
    store.put(committing(abstract, {"art_1": Strength.NONE}))
    assert store.coverage(PUBLIC, COMMITTED).tallies == {}
    assert store.coverage(PUBLIC).tallies == {("A3", FERNS.id): AreaTally(1, 0)}


def test_a_tested_reading_outweighs_a_guess(store: Store) -> None:
    store.put(committing(ferns((("art_1", "A3", PROPOSED),)), {"art_1": Strength.CONSIDER}))
    thai = ferns((("art_1", "A3", PROPOSED),), source="th.txt", language="th")
    store.put(committing(thai, {"art_1": Strength.SHALL}, guessed=True))
    (tally,) = store.coverage(PUBLIC, COMMITTED).tallies.values()
    assert tally == AreaTally(0, 1, None, Strength.CONSIDER)


def test_sub_themes_are_rows_of_their_own_and_strengths_are_kept_apart_by_status(store: Store) -> None:
    areas = (
        ("art_1", "A3", CONFIRMED),
        ("art_1", "A3.2", PROPOSED),
        ("art_2", "A3", PROPOSED),
        ("art_1__para_1", "A3", PROPOSED),
        ("art_1__para_2", "A3", REJECTED),
    )
    strengths = {
        "art_1": Strength.NOTE,
        "art_2": Strength.SHOULD,
        "art_1__para_1": Strength.NONE,
        "art_1__para_2": Strength.SHALL,
    }
    store.put(committing(ferns(areas), strengths))
    assert store.coverage(PUBLIC, COMMITTED).tallies == {
        ("A3", FERNS.id): AreaTally(1, 1, Strength.NOTE, Strength.SHOULD),
        ("A3.2", FERNS.id): AreaTally(0, 1, None, Strength.NOTE),
    }
    should = replace(COMMITTED, least=Strength.SHOULD)
    assert store.coverage(PUBLIC, should).tallies == {
        ("A3", FERNS.id): AreaTally(0, 1, None, Strength.SHOULD)
    }
    confirmed = replace(COMMITTED, statuses=(CONFIRMED,))
    assert store.coverage(PUBLIC, confirmed).tallies == {
        ("A3", FERNS.id): AreaTally(1, 0, Strength.NOTE, None)
    }


def test_what_only_gives_reasons_can_be_left_out(store: Store) -> None:
    areas = (("art_1", "A3", PROPOSED),)
    store.put(committing(ferns(areas), {"art_1": Strength.NOTE}, force=Force.PREAMBULAR))
    assert store.coverage(PUBLIC, COMMITTED).tallies
    assert not store.coverage(PUBLIC, replace(COMMITTED, operative=True)).tallies


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(), {FERNS.id, MOSSES.id}),
        (Selection(instruments=(MOSSES.id,)), {MOSSES.id}),
        (Selection(jurisdictions=("kz",)), {FERNS.id}),
        (Selection(groups=("csto",)), {FERNS.id}),
        (Selection(groups=("asean",)), set()),
        (Selection(kinds=("bill",)), set()),
        (Selection(year_from=2002), {MOSSES.id}),
        (Selection(year_to=2001), {FERNS.id}),
        (Selection(languages=("fr",)), set()),
    ],
)
def test_a_selection_chooses_instruments(store: Store, selection: Selection, expected: set[str]) -> None:
    store.put(ferns((("art_1", "A1", PROPOSED),), instrument=replace(FERNS, jurisdiction="kz")))
    store.put(make_bundle(source="m.txt", instrument=MOSSES))
    found = store.coverage(PUBLIC, selection)
    # Mosses have nothing under any area: they are there, with gaps only.
    assert set(found.instruments) == expected
    assert {instrument for _, instrument in found.tallies} == expected & {FERNS.id}


def test_counts_and_lists_are_the_same_provisions(store: Store) -> None:
    states = (PROPOSED, CONFIRMED, REJECTED)
    eids = ("art_1", "art_1__para_1", "art_1__para_2", "art_2", "art_2__para_1", "chp_1")
    ranks = tuple(Strength)
    for number, (language, nature) in enumerate(product(("en", "kk"), (Nature.AUTHENTIC, Nature.ABSTRACT))):
        areas = tuple(
            (eid, code, states[(place * 2 + number * step) % 3])
            for place, eid in enumerate(eids)
            for step, code in enumerate(("A1", "A3", "A3.1"))
            if (place + number + step) % 4
        )
        made = make_bundle(
            source=f"{nature}.txt", language=language, nature=nature, assignments=areas,
            instrument=FERNS if number % 2 else MOSSES,
        )  # fmt: skip
        store.put(committing(made, {eid: ranks[(3 * i + number) % 6] for i, eid in enumerate(eids)}))
    seen = 0
    for least, languages, statuses in product(
        (None, *ranks[:5]), ((), ("kk",)), ((PROPOSED, CONFIRMED), (PROPOSED,), (CONFIRMED,))
    ):
        selection = Selection(least=least, languages=languages, statuses=statuses)
        tallies = store.coverage(PUBLIC, selection).tallies
        for code in ("A1", "A3", "A3.1", "A18"):
            page = store.area_provisions(code, PUBLIC, selection=selection)
            counted = {owner: tally for (area, owner), tally in tallies.items() if area == code}
            assert page.total == sum(tally.total for tally in counted.values())
            assert {
                group.instrument.id: (group.confirmed, group.proposed, len(group.hits))
                for group in page.groups
            } == {owner: (tally.confirmed, tally.proposed, tally.total) for owner, tally in counted.items()}
            seen += page.total
    assert seen > 100


def test_what_is_kept_in_memory_shows_nobody_what_they_may_not_see(store: Store) -> None:
    areas = (("art_1", "A7", CONFIRMED),)
    secret = ferns(areas, classification=Classification.CONFIDENTIAL, provider="yy")
    store.put(committing(secret, {"art_1": Strength.SHALL}))
    own, other = Access.of("yy"), Access.of("zz")
    assert store.coverage(own).tallies  # now in memory
    for stranger in (PUBLIC, other):
        assert store.coverage(stranger).tallies == {}
        assert store.coverage(stranger).instruments == {}
        assert store.standings(stranger) == []
    store.classify(secret.document.id, Classification.PUBLIC, None)
    assert store.coverage(PUBLIC).tallies
    store.classify(secret.document.id, Classification.RESTRICTED, "yy")
    assert store.coverage(PUBLIC).tallies == {}
    store.remove(secret.document.id)
    assert store.coverage(own).tallies == {}


def test_a_decision_and_a_proposal_count_at_once(store: Store) -> None:
    bundle = ferns((("art_1", "A1", PROPOSED),))
    store.put(bundle)
    assert store.coverage(PUBLIC).tallies == {("A1", FERNS.id): AreaTally(0, 1)}
    store.decide(bundle.document.id, "art_1", "A1", CONFIRMED, "somebody")
    assert store.coverage(PUBLIC).tallies == {("A1", FERNS.id): AreaTally(1, 0)}
    store.decide(bundle.document.id, "art_1", "A1", REJECTED, "somebody")
    assert store.coverage(PUBLIC).tallies == {}


def test_ties_of_unknown_areas_are_left_out(store: Store) -> None:
    store.put(ferns((("art_1", "A1.9", PROPOSED), ("art_1", "A1", PROPOSED))))
    assert list(store.coverage(PUBLIC).tallies) == [("A1", FERNS.id)]
