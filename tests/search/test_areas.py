"""Proposals of areas: what speaks for them, what is shown for them, and what they must not touch."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from search_samples import make_bundle  # type: ignore[import-not-found]

from corpus.access import Access
from corpus.areas import is_theme, load_areas, load_themes
from corpus.errors import ConfigurationError
from corpus.model import Assignment, AssignmentStatus, Evidence, Nature, Provision, ProvisionKind
from corpus.settings import Settings
from corpus.store import Store
from search.area_features import Lists, Surroundings, Words, describe, is_statement, read_words, within
from search.area_model import (
    BLOCKS,
    AreaModel,
    Network,
    choose_proposed,
    find_columns,
    find_rivals,
    join,
    list_codes,
    load_area_model,
    load_area_model_file,
    save_area_model,
)
from search.assign import assign_areas, leave_out_rejected
from search.fit.areas import calibrate, choose_thresholds, find_article, merge_labels, read_labels
from search.propose import choose_evidence
from search.prototypes import describe_area

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
    assert load_area_model().thresholds[0] <= found.score <= 1
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


LISTS = Lists.shipped()


def make_model(bias: float, *, hidden: int = 2) -> AreaModel:
    """A model that gives every code the same probability, whatever the provision says."""
    codes = list_codes()
    inputs = sum(LISTS.widths(384).values())
    network = Network(
        np.zeros((inputs, hidden), np.float32),
        np.zeros(hidden, np.float32),
        np.zeros((hidden, len(codes)), np.float32),
        np.full(len(codes), bias, np.float32),
    )
    facts = {"version": 9, "encoder": "none", "dimension": 384}
    return AreaModel(codes, (network,), 1.0, np.zeros(len(codes)), np.full(len(codes), 0.5), facts)


def test_a_proposal_by_meaning_alone_shows_the_whole_provision(aided: Store, settings: Settings) -> None:
    assign_areas(aided, settings, model=make_model(5.0))
    found = [a for a in aided.assignments(SYSTEM, AID.document.id) if a.eid == "art_2"]
    assert {a.area for a in found} == set(list_codes())
    assert {AID.document.text[span.start : span.end] for a in found for span in a.evidence} == {
        "The weather office measures rainfall on Mondays."
    }
    assert {a.area: a.rivals for a in found}["A16"] == ("A8", "A17")


def test_nothing_is_proposed_below_the_thresholds(aided: Store, settings: Settings) -> None:
    assign_areas(aided, settings, model=make_model(-5.0))
    assert proposed(aided, AID.document.id) == {}


def test_a_sub_theme_is_never_proposed_without_its_area() -> None:
    model = make_model(0.0)
    probabilities = np.zeros((1, len(model.codes)))
    probabilities[0, model.codes.index("A3.2")] = 0.9
    assert not choose_proposed(model, probabilities).any()
    probabilities[0, model.codes.index("A3")] = 0.9
    chosen = [model.codes[n] for n in np.flatnonzero(choose_proposed(model, probabilities)[0])]
    assert chosen == ["A3", "A3.2"]


def test_sub_themes_of_an_area_that_a_person_rejected_are_not_proposed_again() -> None:
    def tie(area: str, status: AssignmentStatus = AssignmentStatus.PROPOSED) -> Assignment:
        return Assignment("d", "art_1", area, 0.9, status, "x")

    kept = leave_out_rejected([tie("A3"), tie("A3.1"), tie("A13.2")], [tie("A3", AssignmentStatus.REJECTED)])
    assert [each.area for each in kept] == ["A3", "A13.2"]


def test_areas_that_overlap_are_told_apart_only_where_one_is_clearly_likelier() -> None:
    assert find_rivals(["A8", "A16", "A17"], np.array([0.1, 0.5, 0.6])) == {"A16": ("A17",), "A17": ("A16",)}
    assert find_rivals(["A8", "A16", "A17"], np.array([0.1, 0.3, 0.95])) == {}
    assert find_rivals(["A3", "A5"], np.array([0.5, 0.5])) == {}


def test_evidence_are_the_words_that_carry_the_decision() -> None:
    columns = find_columns(LISTS.widths(4))
    weights = np.zeros(sum(LISTS.widths(4).values()), np.float32)
    weights[columns["signals"]][0] = 3.0
    weights[columns["cues"]][1] = 1.0
    weights[columns["cues"]][2] = -2.0
    weights[columns["cues"]][3] = 0.1
    finds = Words(((0, 10, 15), (4, 60, 70)), (), ((1, 12, 20), (1, 30, 35), (2, 40, 45), (3, 50, 55)))
    assert choose_evidence(finds, weights, columns) == (Evidence(10, 15), Evidence(30, 35))
    assert choose_evidence(Words((), (), ((2, 40, 45),)), weights, columns) == ()


def unit(kind: ProvisionKind, eid: str, start: int, end: int, parent: str | None = None) -> Provision:
    return Provision("d", eid, kind, start, end, "en", start, parent=parent)


def test_an_item_is_read_with_the_words_around_its_list() -> None:
    text = "Any person who sells opium (a) at night; (b) by day, shall be liable to imprisonment."
    first, second = text.index("(a)"), text.index("(b)")
    end = text.index(", shall")
    units = [
        unit(ProvisionKind.SECTION, "sec_1", 0, len(text)),
        unit(ProvisionKind.POINT, "sec_1__point_a", first, second, "sec_1"),
        unit(ProvisionKind.POINT, "sec_1__point_b", second, end, "sec_1"),
    ]
    above = Surroundings(units).above(units[1])
    assert [text[start:stop] for start, stop in above] == [text[:first], text[end:]]
    row = describe(text, units[1], Surroundings(units), read_words(text, "en", LISTS), LISTS, statement=False)
    assert row["cues_above"][LISTS.cues["imprisonment"]] > 0
    assert row["cues"][LISTS.cues["imprisonment"]] == 0
    assert row["form"][1] == 1


def test_the_form_of_a_statement_has_few_sections_and_no_articles() -> None:
    sections = [unit(ProvisionKind.SECTION, f"sec_{n}", n, n + 1) for n in range(13)]
    assert is_statement(sections[:12])
    assert not is_statement(sections)
    assert not is_statement([unit(ProvisionKind.ARTICLE, "art_1", 0, 1)])


def test_finds_count_for_the_stretches_that_hold_them_whole() -> None:
    found = [(0, 2, 4), (1, 5, 9), (2, 9, 12)]
    assert within(found, [(0, 9)]) == [(0, 2, 4), (1, 5, 9)]
    assert within(found, [(3, 8), (9, 20)]) == [(2, 9, 12)]


def test_columns_follow_the_blocks() -> None:
    widths = LISTS.widths(5)
    assert list(widths) == list(BLOCKS)
    blocks = {name: np.full((2, width), 1.0, np.float32) for name, width in widths.items()}
    columns = find_columns(widths)
    joined = join(blocks)
    assert joined.shape == (2, sum(widths.values()))
    assert all((joined[:, columns[name]] == np.float32(weight)).all() for name, weight in BLOCKS.items())


def test_a_model_is_the_same_after_it_was_written(tmp_path: Path) -> None:
    model = load_area_model()
    save_area_model(tmp_path / "m.npz", model)
    again = load_area_model_file(tmp_path / "m.npz")
    rows = np.random.default_rng(1).random((5, model.networks[0].first.shape[0])).astype(np.float32)
    assert np.allclose(model.run(rows), again.run(rows), atol=1e-3)
    broken = AreaModel(("A1",), model.networks, 1.0, np.zeros(1), np.zeros(1), model.facts)
    save_area_model(tmp_path / "broken.npz", broken)
    with pytest.raises(ConfigurationError, match="fitted for other areas"):
        load_area_model_file(tmp_path / "broken.npz")


def test_the_shipped_model_fits_the_shipped_lists() -> None:
    model = load_area_model()
    assert model.networks[0].first.shape[0] == sum(LISTS.widths(384).values())
    assert model.codes == (*(a.code for a in load_areas()), *(t.code for t in load_themes()))
    assert ((model.thresholds > 0.05) & (model.thresholds < 0.9)).all()


def test_what_a_column_speaks_for_a_code_adds_up_to_its_logit() -> None:
    network = load_area_model().networks[0]
    row = np.random.default_rng(2).random(network.first.shape[0]).astype(np.float32)
    hidden = np.maximum(row @ network.first + network.first_bias, 0) > 0
    rest = (network.first_bias * hidden) @ network.second[:, 3] + network.second_bias[3]
    logit = float(network.run(row[None])[0, 3])
    assert float(network.weigh(row, 3).sum() + rest) == pytest.approx(logit, abs=1e-3)


def test_calibration_undoes_logits_that_are_too_sure() -> None:
    generator = np.random.default_rng(4)
    codes = len(list_codes())
    true = generator.normal(-1, 2, (800, codes))
    labels = (generator.random(true.shape) < 1 / (1 + np.exp(-true))).astype(float)
    slope, shifts = calibrate(true * 2 + 1, labels)
    assert slope == pytest.approx(0.5, abs=0.05)
    assert shifts == pytest.approx(-0.5 * np.ones(codes), abs=0.35)


def test_thresholds_of_areas_with_few_provisions_are_drawn_to_the_usual_one() -> None:
    generator = np.random.default_rng(5)
    codes = list_codes()
    labels = np.zeros((400, len(codes)))
    areas = [n for n, code in enumerate(codes) if not is_theme(code)]
    labels[:, areas[1:]] = generator.random((400, len(areas) - 1)) < 0.3
    labels[0, areas[0]] = 1
    probabilities = np.clip(labels * 0.4 + generator.random(labels.shape) * 0.5, 0, 1)
    probabilities[:, areas[0]] = 0.8  # one right among 400: its own best threshold would be above all
    found = choose_thresholds(probabilities, labels)
    usual = float(np.median(found[areas[1:]]))
    assert abs(found[areas[0]] - usual) < 0.1


def test_the_article_of_a_provision_is_what_is_held_out_together() -> None:
    assert find_article("chp_2__art_5__para_1__point_a") == "chp_2__art_5"
    assert find_article("block_7") == "block_7"


def test_every_area_is_described_in_every_language_it_has_words_in() -> None:
    for area in load_areas():
        texts = describe_area(area)
        assert {code for code, _ in texts} >= set(area.labels) | set(area.terms)
        assert all(len(text) < 2_000 for _, text in texts)


def test_decisions_change_only_the_codes_that_were_judged() -> None:
    place = {"path": "a.txt", "language": "en", "eid": "art_1", "fingerprint": "f"}
    label = {**place, "areas": ["A3", "A5"], "themes": ["A3.1"]}
    other = {**place, "eid": "art_2", "areas": ["A1"], "themes": [], "judged": ["A1"]}
    decided = {**place, "areas": ["A6"], "themes": [], "judged": ["A6", "A5"]}
    merged = merge_labels([label], [decided, other])
    assert merged == [{**place, "areas": ["A3", "A6"], "themes": ["A3.1"]}, other]


def test_the_labels_that_ship_are_wholly_judged_and_name_codes_that_exist() -> None:
    labels = read_labels()
    assert len(labels) >= 3000
    assert {code for label in labels for code in (*label["areas"], *label["themes"])} <= set(list_codes())
    assert not any("judged" in label or "text" in label for label in labels)
