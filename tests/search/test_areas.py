"""Proposals of areas: what speaks for them, what is shown for them, and what they must not touch."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from search_samples import make_bundle  # type: ignore[import-not-found]

from corpus.access import Access
from corpus.areas import load_areas
from corpus.model import AssignmentStatus, Nature
from corpus.settings import Settings
from corpus.store import Store
from search.area_model import FEATURES, AreaModel, load_area_model, make_features
from search.assign import assign_areas
from search.fit.areas import choose_threshold, cross_validate, fit
from search.prototypes import describe_area
from search.signals import find_headed, locate_signals

SYSTEM = Access.system_()
AID = make_bundle(
    "aid", "en",
    ["Each side answers requests for mutual legal assistance and extradition without delay.",
     "The weather office measures rainfall on Mondays."],
)  # fmt: skip
SAME_IN_RUSSIAN = make_bundle(
    "aid", "ru", ["Просьбы о взаимной правовой помощи, выдаче лиц и экстрадиции исполняются быстро."]
)
ABSTRACT = make_bundle("aid", "de", ["Auslieferung und Rechtshilfe."], nature=Nature.ABSTRACT)


@pytest.fixture
def aided(settings: Settings) -> Iterator[Store]:
    with Store.open(settings.database_url) as store:
        for bundle in (AID, SAME_IN_RUSSIAN, ABSTRACT):
            store.put(bundle)
        yield store


def proposed(store: Store, document: str) -> dict[tuple[str, str], AssignmentStatus]:
    return {(a.eid, a.area): a.status for a in store.assignments(SYSTEM, document)}


@pytest.mark.parametrize("bundle", [AID, SAME_IN_RUSSIAN])
def test_signal_terms_lead_to_a_proposal_with_their_spans_as_evidence(
    aided: Store, settings: Settings, bundle: object
) -> None:
    report = assign_areas(aided, settings)
    document = bundle.document  # type: ignore[attr-defined]
    assert proposed(aided, document.id)[("art_1", "A1")] is AssignmentStatus.PROPOSED
    (found,) = (a for a in aided.assignments(SYSTEM, document.id) if (a.eid, a.area) == ("art_1", "A1"))
    words = [document.text[span.start : span.end] for span in found.evidence]
    assert any(word.startswith(("extradit", "выдач")) for word in words)
    assert 0.35 <= found.score <= 1
    assert found.by == f"narcord/areas-{load_area_model().version}"
    assert report.documents == 2
    assert report.assignments >= 2


def test_what_signals_nothing_is_not_proposed_and_abstracts_are_left_alone(
    aided: Store, settings: Settings
) -> None:
    assign_areas(aided, settings)
    assert not [place for place in proposed(aided, AID.document.id) if place[0] == "art_2"]
    assert proposed(aided, ABSTRACT.document.id) == {}


def test_decisions_of_persons_survive_and_the_same_proposals_change_nothing(
    aided: Store, settings: Settings
) -> None:
    assign_areas(aided, settings)
    aided.decide(AID.document.id, "art_1", "A1", AssignmentStatus.REJECTED, "ann", "not this one")
    aided.decide(AID.document.id, "art_2", "A18", AssignmentStatus.CONFIRMED, "ann")
    revision = aided.content_revision()
    assign_areas(aided, settings)
    found = proposed(aided, AID.document.id)
    assert found[("art_1", "A1")] is AssignmentStatus.REJECTED
    assert found[("art_2", "A18")] is AssignmentStatus.CONFIRMED
    assert aided.content_revision() == revision


def test_a_proposal_by_meaning_alone_shows_the_whole_provision(aided: Store, settings: Settings) -> None:
    everything = AreaModel(9, (0.0,) * len(FEATURES), 5.0, 0.5)
    assign_areas(aided, settings, model=everything)
    found = [a for a in aided.assignments(SYSTEM, AID.document.id) if a.eid == "art_2"]
    assert len(found) == len(load_areas())
    assert {AID.document.text[span.start : span.end] for a in found for span in a.evidence} == {
        "The weather office measures rainfall on Mondays."
    }


def test_signals_belong_to_the_passage_they_lie_in() -> None:
    areas = load_areas()
    found = locate_signals(AID.document.text, AID.passages, areas, "en")
    assert next(areas[number].code for number in found[0]) == "A1"
    assert found[1] == {}
    for spans in found[0].values():
        assert all(AID.passages[0].start <= s.start < s.end <= AID.passages[0].end for s in spans)


def test_headings_signal_but_the_documents_title_does_not() -> None:
    areas = load_areas()
    assert find_headed("Treaty on extradition", areas, "en") == frozenset()
    assert 0 in find_headed("Treaty on rain › Article 6 Extradition", areas, "en")
    assert 0 in find_headed("Treaty on rain > Extradition", areas, "en")


def test_every_area_is_described_in_every_language_it_has_words_in() -> None:
    for area in load_areas():
        texts = describe_area(area)
        assert {code for code, _ in texts} >= set(area.labels) | set(area.terms)
        assert all(len(text) < 2_000 for _, text in texts)


def test_features_are_those_that_the_model_names() -> None:
    closeness = np.array([[2.0, -1.0, 0.5]])
    found = make_features(closeness, np.array([[1.0, 0.0, 3.0]]), np.array([[0.0, 0.0, 1.0]]))[0]
    assert dict(zip(FEATURES, found[0], strict=True)) == pytest.approx(
        {
            "closeness": 2,
            "margin": 1.5,
            "signalled": 1,
            "signals": np.log(2),
            "headed": 0,
            "rivals": np.log(2),
        }
    )
    assert found[2, 1] == pytest.approx(0.5 - 2)


def test_the_shipped_model_trusts_signals_and_closeness() -> None:
    model = load_area_model()
    weights = dict(zip(FEATURES, model.weights, strict=True))
    assert all(weights[name] > 0 for name in ("closeness", "margin", "signalled", "signals", "headed"))
    features = make_features(np.array([[3.0, 0.0]]), np.array([[2.0, 0.0]]), np.zeros((1, 2)))
    sure, unlikely = model.score(features)[0]
    assert sure > 0.9
    assert unlikely < 0.1 < model.threshold < 0.6


@given(st.integers(0, 1000))
def test_the_fit_recovers_a_known_model(seed: int) -> None:
    generator = np.random.default_rng(seed)
    x = generator.standard_normal((4000, 2))
    p = 1 / (1 + np.exp(-(x @ [2.0, -1.0] - 1.0)))
    weights, bias = fit(x, (generator.random(4000) < p).astype(float))
    assert weights == pytest.approx([2, -1], abs=0.5)
    assert bias == pytest.approx(-1, abs=0.5)


def test_cross_validation_never_scores_an_article_by_a_model_that_saw_it() -> None:
    # One feature per article and labels at random: a model that saw its article would know the label.
    generator = np.random.default_rng(3)
    labels = (generator.random(60) < 0.5).astype(float)
    scores = cross_validate(np.eye(60), labels, [f"a{n}" for n in range(60)])
    assert abs(float(np.corrcoef(scores, labels)[0, 1])) < 0.5
    assert len(set(scores.round(6))) <= 5


def test_the_threshold_is_the_lowest_with_the_wanted_precision() -> None:
    scores = np.array([0.2, 0.3, 0.4, 0.6, 0.7, 0.8])
    labels = np.array([0.0, 0.0, 1.0, 0.0, 1.0, 1.0])
    threshold = choose_threshold(scores, labels)
    assert labels[scores >= threshold].mean() >= 0.75
    assert 0.3 < threshold <= 0.4
