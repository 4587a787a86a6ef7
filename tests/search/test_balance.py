"""Language balance: hand-computed means and scales, and the shipped statistics."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from corpus.errors import IndexMismatchError
from corpus.languages import LANGUAGES
from search.balance import SHRINKAGE, KnownMeans, LanguageBalance, load_known_means, measure_balance
from search.encoders.bundled import DIMENSION, BundledEncoder
from search.encoders.demo import DemoEncoder

KNOWN = KnownMeans(
    ("de", "en"),
    queries=np.array([[0, 1], [1, 0]], np.float32),
    passages=np.array([[0.0, 0.8], [0.8, 0.0]], np.float32),
    likeness=np.array([[0.9, 0.5], [0.7, 0.8]], np.float32),
)


def rows(*pairs: tuple[float, float]) -> np.ndarray:
    return np.array(pairs, np.float32)


def test_the_shipped_means_are_those_of_the_bare_encoder(tmp_path: Path) -> None:
    bare = BundledEncoder(tmp_path, bulk=False, aligned=False)
    known = load_known_means(bare)
    assert known is not None
    assert known.queries.shape == known.passages.shape == (len(known.languages), DIMENSION)
    assert set(known.languages) <= set(LANGUAGES)
    assert {"en", "ru", "kk", "fa", "ar", "zh", "tr", "hi", "uz", "ky", "tg", "mn", "km", "lo"} <= set(
        known.languages
    )
    # The same words in the same language are more alike than a translation, in every language.
    assert (known.likeness.diagonal() == known.likeness.max(axis=1)).all()
    assert known.likeness.min() > 0.2
    assert load_known_means(DemoEncoder()) is None


def test_a_mean_is_pulled_towards_what_is_expected_without_the_passages() -> None:
    # Two English passages and one German; nothing else is known.
    vectors = rows((1.0, 0.0), (0.8, 0.2), (0.0, 1.0))
    found = measure_balance(vectors, ["en", "en", "de"], None, {})
    overall = np.mean([[0.9, 0.1], [0.0, 1.0]], axis=0) * 3 / (3 + SHRINKAGE)
    assert found.passage_means[""] == pytest.approx(overall, abs=1e-6)
    expected = (2 * np.array([0.9, 0.1]) + SHRINKAGE * overall) / (2 + SHRINKAGE)
    assert found.passage_means["en"] == pytest.approx(expected, abs=1e-6)


def test_parallel_sentences_say_how_a_language_differs() -> None:
    found = measure_balance(rows((1.0, 0.0)), ["en"], KNOWN, {})
    # One language: it is the mean over languages, and the sentences expect (0.8, 0).
    expected = (1 * np.array([1.0, 0.0]) + SHRINKAGE * np.array([0.8, 0.0])) / (1 + SHRINKAGE)
    assert found.passage_means["en"] == pytest.approx(
        (np.array([1.0, 0]) + SHRINKAGE * expected) / (1 + SHRINKAGE)
    )
    # Query means are moved half of the way from the sentences to the passages.
    shift = 0.5 * (found.passage_means["en"] - KNOWN.passages[1])
    assert found.query_means["de"] == pytest.approx(KNOWN.queries[0] + shift, abs=1e-6)
    assert found.query_means[""] == pytest.approx(np.array([0.5, 0.5]) + shift, abs=1e-6)


def test_centring_takes_the_language_away_and_keeps_the_length() -> None:
    generator = np.random.default_rng(1)
    meaning = generator.standard_normal((2000, 16)) * 0.2
    tongue = {"en": np.eye(16)[0] * 3, "ru": np.eye(16)[1] * 3}
    languages = ["en"] * 1000 + ["ru"] * 1000
    vectors = np.stack([m + tongue[code] for m, code in zip(meaning, languages, strict=True)]).astype(
        np.float32
    )
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    balance = measure_balance(vectors, languages, None, {})
    centred = balance.centre_passages(vectors, languages)
    assert np.linalg.norm(centred, axis=1) == pytest.approx(np.ones(2000), abs=1e-5)
    between = (vectors[:1000] @ vectors[1000:].T).mean(), (centred[:1000] @ centred[1000:].T).mean()
    within = (vectors[:1000] @ vectors[:1000].T).mean(), (centred[:1000] @ centred[:1000].T).mean()
    assert within[0] - between[0] > 0.9
    assert abs(within[1] - between[1]) < 0.3


def test_a_dialect_without_statistics_takes_those_of_its_language() -> None:
    balance = measure_balance(rows((1.0, 0.0), (0.0, 1.0)), ["en", "de"], KNOWN, {})
    query = rows((0.6, 0.8))
    assert (balance.centre_queries(query, ["en-GB"]) == balance.centre_queries(query, ["en"])).all()
    assert (balance.centre_queries(query, ["xx"]) != balance.centre_queries(query, ["en"])).any()


def test_similarities_are_divided_by_what_a_translation_reaches() -> None:
    balance = measure_balance(rows((1.0, 0.0), (0.0, 1.0), (0.5, 0.5)), ["en", "de", "nl"], KNOWN, {})
    query = np.array([1.0, 0.0], np.float32)
    found = balance.asked("en").calibrate(query, ["en", "de", "nl"])
    assert [subtracted for subtracted, _ in found.values()] == [0, 0, 0]
    # en > en 0.8, en > de 0.7, en > a language without sentences: as en > any other, 0.7.
    assert found["en"][1] / found["de"][1] == pytest.approx(0.8 / 0.7)
    assert found["nl"][1] == pytest.approx(found["de"][1])
    asked_in_dutch = balance.asked("nl").calibrate(query, ["en", "de", "nl"])
    # Into the same language as on average over languages, 0.85; into others as others into them.
    assert asked_in_dutch["nl"][1] / asked_in_dutch["en"][1] == pytest.approx(0.85 / 0.5)
    assert asked_in_dutch["de"][1] / asked_in_dutch["en"][1] == pytest.approx(0.7 / 0.5)


def test_without_parallel_sentences_what_stands_out_in_its_language_counts() -> None:
    generator = np.random.default_rng(2)
    vectors = generator.standard_normal((300, 8)).astype(np.float32)
    vectors[:150] *= [4, 1, 1, 1, 1, 1, 1, 1]
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    balance = measure_balance(vectors, ["en"] * 150 + ["ru"] * 150, None, {})
    found = balance.asked("en").calibrate(np.eye(8, dtype=np.float32)[0], ["en", "ru"])
    assert found["en"][1] > 1.5 * found["ru"][1]


def test_a_language_of_one_passage_has_a_usual_spread() -> None:
    balance = measure_balance(rows((1.0, 0.0)), ["en"], None, {})
    ((_, spread),) = balance.calibrate(np.array([1.0, 0.0], np.float32), ["en"]).values()
    assert spread == pytest.approx(1.0, abs=0.05)  # near the root of 2 / dimension


def test_statistics_come_back_from_bytes() -> None:
    balance = measure_balance(rows((1.0, 0.0), (0.0, 1.0)), ["en", "zh-Hant"], KNOWN, {})
    again = LanguageBalance.from_bytes(balance.to_bytes())
    assert again.point_languages.tolist() == ["en", "zh-Hant"]
    assert again.likeness == pytest.approx(balance.likeness)
    for table in ("passage_means", "query_means", "anchors"):
        one, other = getattr(balance, table), getattr(again, table)
        assert one.keys() == other.keys()
        assert all(other[code] == pytest.approx(one[code], abs=1e-3) for code in one)
    with pytest.raises(IndexMismatchError, match="narcord index rebuild"):
        LanguageBalance.from_bytes(b"something else")
