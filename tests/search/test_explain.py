"""Why a hit was found: words, concepts, the sentence, the parts of the score."""

from __future__ import annotations

import json
from collections.abc import Sequence

import numpy as np
import pytest
from search_samples import make_bundle  # type: ignore[import-not-found]

from corpus.progress import Report
from corpus.settings import Settings
from corpus.store import Store
from search.balance import LanguageBalance
from search.build import build_index
from search.encoders.demo import DemoEncoder
from search.encoders.protocol import Vectors
from search.explain import Question, SentenceVectors, Why, ask, describe_parts, explain
from search.index import open_index
from search.index.protocol import Generation
from search.words.keywords import analyzer
from search.words.lexicon import Lexicon

LAWS = (
    make_bundle(
        "rivers", "en",
        ["Boats carry lamps at night.", "Boats keep to the right.", "Boats with precursors are stopped."],
    ),
    make_bundle("gates", "ru", ["Ворота закрываются ночью.", "Прекурсоры изымаются."]),
    make_bundle("walls", "zh", ["易制毒化学品应当登记。", "船舶应当登记。"]),
)  # fmt: skip


@pytest.fixture(scope="module")
def generation(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    home = tmp_path_factory.mktemp("laws")
    settings = Settings.load({"NARCORD_HOME": str(home), "NARCORD_ENCODER": "demo"})
    with Store.open(settings.database_url) as store:
        for law in LAWS:
            store.put(law)
        build_index(store, settings)
    return open_index(settings).current()


class CountingEncoder(DemoEncoder):
    """Counts what it is given."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def encode_passages(self, texts: Sequence[str], progress: Report | None = None) -> Vectors:
        self.seen += texts
        return super().encode_passages(texts, progress)


def question(generation: Generation, text: str, language: str = "en", *, meaning: bool = True) -> Question:
    balance = LanguageBalance.from_bytes(generation.balance)
    vector = None
    if meaning:
        vector = balance.centre_queries(DemoEncoder().encode_queries([text]), [language])[0]
    return ask(text, language, vector, generation, balance)


def why(generation: Generation, query: str, text: str, language: str = "en", **options: str) -> Why:
    asked = question(generation, query, options.pop("asked_in", "en"))
    return explain(asked, text, language, SentenceVectors(DemoEncoder), **options)  # type: ignore[arg-type]


def test_words_are_those_of_the_query_with_their_places(generation: Generation) -> None:
    text = "At night a boat with lamps keeps to the right. Lamps burn."
    found = why(generation, "boats and lamps in harbours", text).words
    assert [word.text for word in found] == ["boats", "lamps"]
    assert [[text[a:b] for a, b in word.spans] for word in found] == [["boat"], ["lamps", "Lamps"]]


def test_rare_words_have_the_larger_share_and_shares_make_a_whole(generation: Generation) -> None:
    boats, lamps = why(generation, "boats lamps", "Boats carry lamps.").words
    assert lamps.share > boats.share  # three articles have boats, one has lamps
    assert boats.share + lamps.share == pytest.approx(1)


def test_a_word_that_differs_by_accents_alone_is_a_reason_where_the_lexicon_is_known(
    generation: Generation,
) -> None:
    balance = LanguageBalance.from_bytes(generation.balance)
    forms = analyzer("fr").forms("récépissé")
    lexicon = Lexicon.from_words(("fr", form, term) for form, term in forms)

    def words(known: Lexicon | None) -> list[str]:
        asked = ask("recepisse", "fr", None, generation, balance, known)
        return [
            word.text for word in explain(asked, "Un récépissé.", "fr", SentenceVectors(DemoEncoder)).words
        ]

    assert words(lexicon) == ["recepisse"]
    assert words(None) == []


def test_a_word_of_the_headings_counts_without_a_place(generation: Generation) -> None:
    (word,) = why(generation, "lamps", "They burn at night.", headings="Part 2 Lamps").words
    assert (word.text, word.spans) == ("lamps", ())


def test_pairs_of_characters_are_shown_as_the_word_they_make(generation: Generation) -> None:
    text = "易制毒化学品应当登记。"
    (word,) = why(generation, "易制毒化学品", text, "zh", asked_in="zh").words
    assert word.text == "易制毒化学品"
    assert [text[a:b] for a, b in word.spans] == ["易制毒化学品"]


def test_a_concept_is_a_reason_across_languages(generation: Generation) -> None:
    text = "Прекурсоры изымаются."
    found = why(generation, "precursors", text, "ru")
    assert found.words == ()
    (reason,) = found.concepts
    assert (reason.id, reason.asked, reason.found, reason.narrower) == (
        "precursor", "precursors", "Прекурсоры", False,
    )  # fmt: skip
    assert [text[a:b] for a, b in reason.spans] == ["Прекурсоры"]


def test_what_is_a_kind_of_what_was_asked_for_is_a_reason(generation: Generation) -> None:
    found = why(generation, "precursors", "Уксусный ангидрид изымается.", "ru")
    assert [(reason.id, reason.narrower) for reason in found.concepts] == [("acetic-anhydride", True)]


def test_the_sentence_is_the_one_that_is_nearest(generation: Generation) -> None:
    text = "Gates close at night. Boats carry lamps on the river. The guard sleeps."
    sentence = why(generation, "lamps on boats", text).sentence
    assert sentence is not None
    assert text[sentence.start : sentence.end] == "Boats carry lamps on the river."
    assert 0 < sentence.closeness <= 1


def test_without_meaning_there_is_no_sentence(generation: Generation) -> None:
    asked = question(generation, "boats", meaning=False)
    encoder = CountingEncoder()
    found = explain(asked, "Boats carry lamps.", "en", SentenceVectors(lambda: encoder))
    assert (found.sentence, encoder.seen) == (None, [])
    assert [word.text for word in found.words] == ["boats"]


def test_a_long_text_is_compared_in_at_most_twelve_stretches(generation: Generation) -> None:
    encoder = CountingEncoder()
    text = "\n".join(f"({n}) The guard of gate number {n} sleeps." for n in range(40))
    explain(question(generation, "gate guards"), text, "en", SentenceVectors(lambda: encoder))
    assert len(encoder.seen) == 12
    assert all(f"number {n} " in "\n".join(encoder.seen) for n in range(40))


def test_a_sentence_is_encoded_once_and_the_oldest_is_forgotten() -> None:
    encoder = CountingEncoder()
    vectors = SentenceVectors(lambda: encoder, kept=2)
    vectors.encode(["one", "two"])
    vectors.encode(["two", "two"])
    assert encoder.seen == ["one", "two"]
    vectors.encode(["two", "three"])
    vectors.encode(["two"])
    assert encoder.seen == ["one", "two", "three"]
    vectors.encode(["one"])
    assert encoder.seen[-1] == "one"


def test_kept_vectors_are_the_encoders_own() -> None:
    vectors = SentenceVectors(DemoEncoder)
    first = vectors.encode(["a b", "c"])
    np.testing.assert_allclose(vectors.encode(["c", "a b"])[::-1], first)
    np.testing.assert_allclose(first, DemoEncoder().encode_passages(["a b", "c"]))


def test_parts_are_told_with_their_shares_of_what_speaks_for_the_hit() -> None:
    parts = {"semantic": 3.0, "keyword": 0.0, "area": 1.0, "role": -2.0, "concepts": 0.0}
    ranks = {"semantic_rank": 4.0, "keyword_rank": 0.0, "bm25": 0.0}
    assert describe_parts(parts | ranks) == {
        "semantic": {"points": 3.0, "share": 0.75, "rank": 4},
        "keyword": {"points": 0.0, "share": 0.0, "bm25": 0.0},
        "area": {"points": 1.0, "share": 0.25},
        "role": {"points": -2.0, "share": 0.0},
    }


def test_reasons_have_the_promised_shape(generation: Generation) -> None:
    found = json.loads(json.dumps(why(generation, "lamps precursors", "Lamps and precursors.").to_json()))
    assert list(found) == ["words", "concepts", "sentence", "parts"]
    assert list(found["words"][0]) == ["text", "start", "end", "spans", "share"]
    assert list(found["concepts"][0]) == ["id", "asked", "found", "spans", "narrower"]
    assert list(found["sentence"]) == ["start", "end", "similarity", "closeness"]


def test_a_text_without_words_has_no_reasons(generation: Generation) -> None:
    assert why(generation, "boats", " … ") == Why()
