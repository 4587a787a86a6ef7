"""Provisions that say much the same, on a small knowledge base, by the encoder that matches words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from search_samples import make_bundle  # type: ignore[import-not-found]

from corpus.access import Access
from corpus.errors import NotFoundError, SearchIndexError, UsageError
from corpus.model import Bundle, Classification, Passage, Provision, ProvisionKind
from corpus.settings import Settings
from corpus.store import Store
from search.balance import LanguageBalance
from search.build import build_index
from search.index import Selection, open_index, select
from search.index.protocol import Generation
from search.similar import MOST, SimilarProvisions, find_similar

PUBLIC = Access.public()
BOARDING = "The captain of a ship lets officers board the ship at sea and search its cargo."
LAMPS = "Every boat on the river carries two lamps between sunset and sunrise in winter."
SEIZING = "Officers who find precursors in the cargo of a ship seize the precursors and keep them."
STEPS = "the harbour master keeps a register of ships with the name of every captain"


def _same_in_two_languages() -> tuple[Bundle, Bundle]:
    """One instrument in two languages; both write the words that the encoder compares."""
    english = make_bundle("ports", "en", [BOARDING, LAMPS, SEIZING], areas={1: "A3"})
    french = make_bundle("ports", "fr", [BOARDING, LAMPS, SEIZING], checksum="2")
    return english, french


def _in_parts() -> Bundle:
    """A chapter of two articles, one of which is a heading with a paragraph."""
    bundle = make_bundle("towers", "en", ["Ships", STEPS, LAMPS])
    document = bundle.document
    first, second, third = bundle.provisions
    chapter = Provision(document.id, "chp_1", ProvisionKind.CHAPTER, first.start, second.end, "en", 0)
    paragraph = replace(second, eid="art_1__para_1", kind=ProvisionKind.PARAGRAPH, parent="art_1", ordinal=2)
    article = replace(first, end=second.end, parent="chp_1", ordinal=1)
    passages = [
        replace(passage, eid="art_1__para_1") if passage.eid == "art_2" else passage
        for passage in bundle.passages
    ]
    return replace(
        bundle,
        provisions=(chapter, article, paragraph, replace(third, ordinal=3)),
        passages=tuple(passages),
    )


PORTS, PORTS_FR = _same_in_two_languages()
TOWERS = _in_parts()
RIVERS = make_bundle(
    "rivers", "en",
    [LAMPS, "Officers board a ship at sea and search the cargo of the ship.", "Nobody fishes on Mondays."],
    jurisdiction="kz", areas={2: "A3"},
)  # fmt: skip
REGISTERS = make_bundle(
    "registers", "ru", ["Прекурсоры изымаются officers who find the cargo of a ship.", STEPS],
    jurisdiction="ru",
)  # fmt: skip
HIDDEN = make_bundle(
    "hidden", "en", [BOARDING], jurisdiction="tr",
    classification=Classification.CONFIDENTIAL, provider="tr",
)  # fmt: skip


@dataclass(frozen=True)
class Home:
    """An indexed home."""

    store: Store
    generation: Generation

    def find(
        self, bundle: Bundle, eid: str, access: Access = PUBLIC, only: Selection = (), **options: int
    ) -> SimilarProvisions:
        balance = LanguageBalance.from_bytes(self.generation.balance)
        return find_similar(
            self.store, self.generation, balance, bundle.document.id, eid, access,
            only=only, limit=options.get("limit", 10), same_instrument=bool(options.get("same")),
        )  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    folder = tmp_path_factory.mktemp("similar")
    settings = Settings.load({"NARCORD_HOME": str(folder), "NARCORD_ENCODER": "demo"})
    with Store.open(settings.database_url) as store:
        for bundle in (PORTS, PORTS_FR, TOWERS, RIVERS, REGISTERS, HIDDEN):
            store.put(bundle)
        build_index(store, settings)
        index = open_index(settings)
        yield Home(store, index.current())
        index.close()


def keys(found: SimilarProvisions) -> list[tuple[str, str]]:
    return [(hit.provision.document.id, hit.provision.provision.eid) for hit in found.hits]


def test_the_provision_that_says_most_alike_comes_first(home: Home) -> None:
    assert keys(home.find(PORTS, "art_1"))[0] == (RIVERS.document.id, "art_2")
    assert keys(home.find(PORTS, "art_2"))[0] == (RIVERS.document.id, "art_1")


def test_its_own_versions_are_listed_apart(home: Home) -> None:
    found = home.find(PORTS, "art_1", same=True)
    assert [(version.document, version.language) for version in found.versions] == [
        (PORTS_FR.document.id, "fr")
    ]
    assert not {(PORTS.document.id, "art_1"), (PORTS_FR.document.id, "art_1")} & set(keys(found))


def test_the_same_instrument_is_left_out_unless_asked_for(home: Home) -> None:
    own = {PORTS.document.id, PORTS_FR.document.id}
    assert not own & {document for document, _ in keys(home.find(PORTS, "art_1"))}
    assert own & {document for document, _ in keys(home.find(PORTS, "art_1", same=True))}


def test_versions_of_one_provision_are_one_hit(home: Home) -> None:
    found = home.find(RIVERS, "art_1")
    hits = [hit for hit in found.hits if hit.provision.instrument.id == PORTS.instrument.id]
    lamps = [hit for hit in hits if hit.provision.provision.eid == "art_2"]
    assert len(lamps) == 1
    assert {lamps[0].provision.provision.language, *(other.language for other in lamps[0].versions)} == {
        "en",
        "fr",
    }


def test_a_provision_without_words_is_known_by_what_it_contains(home: Home) -> None:
    for eid in ("chp_1", "art_1"):
        assert keys(home.find(TOWERS, eid))[0] == (REGISTERS.document.id, "art_2"), eid


def test_what_contains_it_and_what_it_contains_are_no_hits(home: Home) -> None:
    family = {"chp_1", "art_1", "art_1__para_1"}
    for eid in family:
        found = keys(home.find(TOWERS, eid, same=True))
        assert not {inner for document, inner in found if document == TOWERS.document.id} & family
        assert (TOWERS.document.id, "art_3") in found


def test_what_the_reader_may_not_see_is_not_there(home: Home) -> None:
    assert HIDDEN.document.id not in {document for document, _ in keys(home.find(PORTS, "art_1"))}
    seen = keys(home.find(PORTS, "art_1", Access.of("tr")))
    assert (HIDDEN.document.id, "art_1") in seen
    with pytest.raises(NotFoundError):
        home.find(HIDDEN, "art_1")


def test_filters_hold(home: Home) -> None:
    only_russian = home.find(PORTS, "art_3", only=select(language=["ru"]))
    assert {hit.provision.provision.language for hit in only_russian.hits} == {"ru"}
    only_kz = home.find(PORTS, "art_3", only=select(jurisdiction=["kz"]))
    assert {hit.provision.instrument.jurisdiction for hit in only_kz.hits} == {"kz"}


def test_it_says_what_both_share(home: Home) -> None:
    first = home.find(PORTS, "art_1").hits[0]
    assert first.areas == ("A3",)
    assert 0 < first.closeness <= 1
    (russian,) = [
        hit for hit in home.find(PORTS, "art_3").hits if hit.provision.provision.eid == "art_1"
        and hit.provision.provision.language == "ru"
    ]  # fmt: skip
    assert [(shared.id, shared.here, shared.there) for shared in russian.concepts] == [
        ("precursor", "precursors", "Прекурсоры")
    ]
    assert [russian.text[start:end] for start, end in russian.highlights] == ["Прекурсоры"]


def test_the_limit_holds_and_is_bounded(home: Home) -> None:
    assert len(home.find(PORTS, "art_1", limit=1).hits) == 1
    for limit in (0, MOST + 1):
        with pytest.raises(UsageError):
            home.find(PORTS, "art_1", limit=limit)


def test_the_answer_has_the_promised_shape(home: Home) -> None:
    answer = json.loads(json.dumps(home.find(PORTS, "art_1").to_json()))
    assert list(answer) == ["of", "versions", "hits"]
    place = [
        "instrument", "document", "source", "nature", "language", "direction", "provision", "pages", "text",
        "areas", "permalink",
    ]  # fmt: skip
    assert list(answer["of"]) == place
    assert list(answer["hits"][0]) == [
        "rank", *place, "highlights", "closeness", "concepts", "shared_areas", "versions",
    ]  # fmt: skip


def test_a_provision_that_the_index_does_not_know_says_so(home: Home) -> None:
    late = make_bundle("late", "en", ["Words that came after the index was built and are not in it."])
    empty = replace(late, passages=tuple[Passage, ...]())
    home.store.put(late)
    with pytest.raises(SearchIndexError, match="not know"):
        home.find(late, "art_1")
    other = replace(empty, document=replace(empty.document, id="late-2", lineage="late/2", checksum="9"))
    provisions = tuple(replace(each, document_id="late-2") for each in other.provisions)
    home.store.put(replace(other, provisions=provisions))
    with pytest.raises(SearchIndexError, match="no words"):
        home.find(replace(other, provisions=provisions), "art_1")
