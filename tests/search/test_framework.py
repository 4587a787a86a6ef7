"""One instrument against the others: what is new, repeats, is weaker or stronger, and left unsaid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus.access import Access
from corpus.areas import load_areas
from corpus.errors import NotFoundError
from corpus.model import (
    Assignment,
    AssignmentStatus,
    Bundle,
    Classification,
    Commitment,
    Force,
    Nature,
    Strength,
)
from corpus.settings import Settings
from corpus.store import Store
from search.balance import LanguageBalance
from search.build import build_index
from search.encoders import Vectors, open_encoder
from search.framework import (
    NEW_BELOW,
    REPEATS,
    Counterpart,
    Framework,
    Relation,
    Shift,
    Standings,
    compare_strength,
    relate,
)
from search.index import open_index
from search.passages import PassageText
from tests.search.samples import make_bundle

ALL = Access.system_()
REGISTER = "Every harbour keeps a register of the ships that enter it and of the cargo they carry ashore."
LAMPS = "Lighthouse lamps burn between sunset and sunrise while keepers watch the channel from towers."
PILOTS = "Pilots board foreign vessels outside the reef and guide them along marked fairways to berth."
SECRET = "Undercover agents infiltrate smuggling crews aboard yachts with forged passports and papers."


def commit(bundle: Bundle, strengths: Sequence[Strength], preamble: Sequence[int] = ()) -> Bundle:
    """The same document, its articles committing so strongly, some of them in a preamble."""
    pairs = list(zip(bundle.provisions, strengths, strict=True))
    return replace(
        bundle,
        provisions=tuple(replace(provision, strength=strength) for provision, strength in pairs),
        commitments=tuple(
            Commitment(
                bundle.document.id,
                provision.eid,
                Force.PREAMBULAR if number in preamble else Force.OPERATIVE,
                strength,
            )
            for number, (provision, strength) in enumerate(pairs)
            if strength is not Strength.NONE
        ),
    )


S = Strength
TREATY = commit(make_bundle("treaty", "en", [REGISTER, LAMPS], year=1961), [S.SHALL, S.CONSIDER])
LATER = commit(make_bundle("later", "en", [PILOTS], year=2030), [S.SHALL])
HIDDEN = commit(
    make_bundle("hidden", "en", [SECRET], classification=Classification.CONFIDENTIAL, provider="tr"),
    [S.SHALL],
)
NEWCOMER = commit(
    make_bundle("newcomer", "en", [REGISTER, LAMPS, PILOTS, SECRET], year=2021, areas={1: "A3", 3: "A5"}),
    [S.ENCOURAGE, S.SHOULD, S.SHOULD, S.NOTE],
    preamble=[3],
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Settings]]:
    folder = tmp_path_factory.mktemp("framework")
    settings = Settings.load({"NARCORD_HOME": str(folder), "NARCORD_ENCODER": "demo"})
    with Store.open(settings.database_url) as store:
        for bundle in (TREATY, LATER, HIDDEN):
            store.put(bundle)
        build_index(store, settings)
        yield store, settings


@pytest.fixture
def framework(home: tuple[Store, Settings]) -> Iterator[Framework]:
    yield from _open(*home, Access.public())


def _open(store: Store, settings: Settings, access: Access) -> Iterator[Framework]:
    index = open_index(settings)
    try:
        generation = index.current()
        yield Framework(store, generation, LanguageBalance.from_bytes(generation.balance), access)
    finally:
        index.close()


def tie_nothing(bundle: Bundle, passages: Sequence[PassageText], vectors: Vectors) -> list[Assignment]:
    assert vectors.shape == (len(passages), vectors.shape[1])
    return list(bundle.assignments)


def test_a_new_text_is_placed_and_not_stored(home: tuple[Store, Settings], framework: Framework) -> None:
    store, settings = home
    before = store.content_revision()
    encoder = open_encoder(settings, bulk=False)
    newcomer = framework.take_new(NEWCOMER, encoder, tie_nothing)
    standing = framework.place(newcomer)
    told = {each.commitment.eid: (each.relation, each.shift) for each in standing.findings}
    assert told == {
        "art_1": (Relation.REPEATS, Shift.WEAKER),
        "art_2": (Relation.REPEATS, Shift.STRONGER),
        # What says the same is younger, and what says the same is not for the public.
        "art_3": (Relation.NEW, None),
        "art_4": (Relation.NEW, None),
    }
    first = standing.findings[0].nearest[0]
    assert (first.provision.document.id, first.provision.provision.eid) == (TREATY.document.id, "art_1")
    assert first.closeness > 0.99
    assert first.strength is Strength.SHALL
    assert [each.commitment.eid for each in standing.recitals] == ["art_4"]
    assert (standing.relations[Relation.NEW], standing.shifts[Shift.WEAKER]) == (1, 1)
    assert store.content_revision() == before
    with pytest.raises(NotFoundError):
        store.summary(NEWCOMER.document.id, ALL)


def test_silence_and_mere_mention(home: tuple[Store, Settings], framework: Framework) -> None:
    encoder = open_encoder(home[1], bulk=False)
    tied = [
        *NEWCOMER.assignments,
        Assignment(NEWCOMER.document.id, "art_4", "A7", 0.8, AssignmentStatus.PROPOSED, "t"),
    ]
    standing = framework.place(framework.take_new(NEWCOMER, encoder, lambda *_: tied))
    assert set(standing.silent) == {area.code for area in load_areas()} - {"A3", "A5", "A7"}
    assert standing.mentioned == ("A7",)
    # Sub-themes are told only where the assignments know of them.
    theme = Assignment(NEWCOMER.document.id, "art_1", "A3.1", 0.8, AssignmentStatus.PROPOSED, "t")
    with_themes = framework.place(framework.take_new(NEWCOMER, encoder, lambda *_: [*tied, theme]))
    assert "A3.2" in with_themes.silent
    assert "A3.1" not in with_themes.silent


def test_what_may_be_seen_is_found(home: tuple[Store, Settings]) -> None:
    for framework in _open(*home, ALL):
        newcomer = framework.take_new(NEWCOMER, open_encoder(home[1], bulk=False), tie_nothing)
        last = framework.place(newcomer).findings[-1]
        assert last.relation is Relation.REPEATS
        assert last.shift is None  # a preamble commits nobody


def test_a_held_text_is_not_compared_with_itself(framework: Framework) -> None:
    standing = framework.place(framework.take_held(TREATY.document.id))
    assert {each.relation for each in standing.findings} == {Relation.NEW}
    assert standing.newcomer.held
    assert framework.place(framework.take_held(TREATY.document.id), most=1).left_out == 1
    with pytest.raises(NotFoundError):
        framework.take_held(HIDDEN.document.id)


def test_thresholds_and_the_scale(home: tuple[Store, Settings]) -> None:
    assert [relate(each) for each in (NEW_BELOW - 0.01, NEW_BELOW, REPEATS)] == [
        Relation.NEW, Relation.RELATED, Relation.REPEATS,
    ]  # fmt: skip
    hit = home[0].provision_hits([(TREATY.document.id, "art_1")], ALL)[TREATY.document.id, "art_1"]

    def near(strength: Strength | None, closeness: float = 0.9) -> Counterpart:
        return Counterpart(hit, closeness, strength)

    assert compare_strength(S.SHOULD, [near(None), near(S.SHALL)]) is Shift.WEAKER
    assert compare_strength(S.SHOULD, [near(S.NOTE), near(S.SHALL)]) is Shift.STRONGER
    assert compare_strength(S.SHOULD, [near(S.SHOULD)]) is Shift.SAME
    assert compare_strength(S.SHOULD, [near(None), near(S.SHALL, NEW_BELOW - 0.1)]) is None
    assert compare_strength(S.SHOULD, []) is None


def test_counterparts_are_shown_in_the_language_of_the_newcomer(tmp_path: Path) -> None:
    settings = Settings.load({"NARCORD_HOME": str(tmp_path), "NARCORD_ENCODER": "demo"})
    # The demo encoder knows words alone: the version that shares none is the one in the newcomer's language.
    near = make_bundle("twins", "nl", [REGISTER], year=1961)
    far = make_bundle("twins", "en", ["Harbour masters write down what arrives."], year=1961, checksum="2")
    summed = make_bundle("twins", "en", [LAMPS], year=1961, checksum="3", nature=Nature.ABSTRACT)
    with Store.open(settings.database_url) as store:
        for bundle in (near, far, replace(summed, document=replace(summed.document, lineage="abstract"))):
            store.put(bundle)
        build_index(store, settings)
        for framework in _open(store, settings, ALL):
            newcomer = framework.take_new(NEWCOMER, open_encoder(settings, bulk=False), tie_nothing)
            best = framework.place(newcomer, most=1).findings[0].nearest[0]
            assert best.provision.document.id == far.document.id
            assert best.closeness == pytest.approx(1.0, abs=0.05)


def test_results_are_kept_by_what_they_depend_on(framework: Framework) -> None:
    kept = Standings(most=1)
    standing = framework.place(framework.take_held(TREATY.document.id))
    made = []

    def make() -> object:
        made.append(1)
        return standing

    for key in (("a",), ("a",), ("b",), ("a",)):
        assert kept.find(key, make) is standing  # type: ignore[arg-type]
    assert len(made) == 3


def test_a_text_without_passages_has_nothing_near(framework: Framework, home: tuple[Store, Settings]) -> None:
    bare = replace(NEWCOMER, passages=())
    newcomer = framework.take_new(bare, open_encoder(home[1], bulk=False), tie_nothing)
    assert newcomer.vectors.shape[0] == 0
    assert newcomer.vectors.dtype == np.float32
    assert all(each.nearest == () for each in framework.place(newcomer).findings)
