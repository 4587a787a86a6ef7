"""The language of every paragraph: scripts first, then models, then the neighbours.

Each paragraph is read by itself: its script leaves a few candidates, their alphabets and the
models weigh them. How much that evidence counts depends on how many letters there are. Then the
paragraphs are read as a sequence in which the language changes as seldom as it seems to change in
this document (a hidden Markov model, forward and backward): a short line, a number or a chemical
name takes the language of what stands around it, while a real passage in another language stands
its ground.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.languages import normalize_code
from ingest.function_words import count_function_words, count_words
from ingest.language_models import LANGDETECT_KNOWS, ask_cld2, ask_fasttext, ask_langdetect
from ingest.scripts import count_scripts, languages_in, main_script, weigh_alphabets, weigh_han

# Letters after which a paragraph of one script no longer bends to neighbours in another.
_FIRM_LETTERS = 40
# Names and symbols in Latin letters stand in any text; a few letters of another script are words.
_FIRM_ELSEWHERE = 8
# Weight of evidence that decides only where there is no other.
_FAINT = 1e-5
# Probability that a paragraph is in another language than the one before, where nothing is known;
# and for how many pairs of paragraphs that knowledge counts against what the document shows.
_CHANGE = 0.02
_DOUBTED_PAIRS = 10
# Paragraphs that are so sure by themselves show which languages a document has and how they change.
_SURE = 0.8
# How much likelier the stated language is than any other, before any evidence.
_STATED = 4.0
_FLOOR = 1e-6
# A word in lower case but for its first letter, of a length that words of a sentence have.
_PLAIN_WORD = re.compile(
    r"[^\w\s]{0,2}[^\W\d_][^\W\dA-Z_'’ʻ-]{0,24}(?:['’ʻ-][^\W\dA-Z_]{1,12}){0,3}[^\w\s]{0,3}"
)
# Text beyond this adds nothing to the evidence.
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Identified:
    """The language of a paragraph (a served code, or ``und``) and how sure that is, 0..1."""

    language: str
    confidence: float


def identify(paragraphs: Sequence[str], default: str | None = None) -> list[Identified]:
    """Return the language of each paragraph, in order.

    ``default`` is the language that the source states, if it does. It wins where a paragraph
    says nothing and no neighbour helps, and it alone can tell Dari from Persian. Deterministic.
    Paragraphs without letters in a document without any get ``und``.

    >>> texts = ["Бұл қауіпті заттардың тізімі", "2.", "Басқа заттардың тізімі", "ধারা ৯ এর বিধান"]
    >>> [found.language for found in identify(texts)]
    ['kk', 'kk', 'kk', 'bn']
    """
    stated = normalize_code(default) if default else None
    result = []
    for shares in weigh(paragraphs, default):
        if not shares:
            result.append(Identified("und", 0.0))
            continue
        best = max(shares, key=lambda code: (shares[code], code == stated, code))
        result.append(Identified(best, round(shares[best], 4)))
    return result


def weigh(paragraphs: Sequence[str], default: str | None = None) -> list[Mapping[str, float]]:
    """Return the probability of each language for each paragraph; see :func:`identify`.

    Empty where no paragraph has a letter and no language is stated.
    """
    stated = normalize_code(default) if default else None
    written = "fa" if stated == "prs" else stated
    evidence = [_weigh(paragraph[:_LONGEST]) for paragraph in paragraphs]
    codes = sorted(
        {code for weights in evidence for code, weight in weights.items() if weight > 0.01} - {"*"}
    )
    if written and written not in codes:
        codes.append(written)
    if not codes:
        return [{}] * len(paragraphs)
    spread = [_spread(weights, codes) for weights in evidence]
    found = _read_sequence(spread, *_habits(spread, codes, written))
    if stated != "prs":
        return list(found)
    return [{"prs" if code == "fa" else code: share for code, share in shares.items()} for shares in found]


def _habits(
    evidence: Sequence[Mapping[str, float]], codes: Sequence[str], stated: str | None
) -> tuple[dict[str, float], float]:
    """Return how much of the document each language is likely to be, and how often it changes.

    Both are read off the paragraphs that are sure by themselves. In a document of one language they
    confirm that it does not change; where languages take turns, no paragraph bends to its neighbours.
    """
    weights = {code: _STATED if code == stated else 1.0 for code in codes}
    before: str | None = None
    pairs = changes = 0
    for own in evidence:
        best = max(codes, key=lambda code: own[code])
        if own[best] < _SURE * sum(own.values()):
            continue
        weights[best] += 1
        if before is not None:
            pairs += 1
            changes += best != before
        before = best
    shares = _normalise(weights)
    change = (changes + _CHANGE * _DOUBTED_PAIRS) / (pairs + _DOUBTED_PAIRS)
    # A draw by the shares may give the same language again, which nobody sees as a change.
    seen = 1 - sum(share * share for share in shares.values())
    return shares, min(1.0, change / seen) if changes else change


def _spread(weights: Mapping[str, float], codes: Sequence[str]) -> dict[str, float]:
    if not weights:
        return dict.fromkeys(codes, 1.0)
    return {code: max(weights.get(code, weights.get("*", 0.0)), _FLOOR) for code in codes}


def _read_sequence(
    evidence: Sequence[Mapping[str, float]], prior: Mapping[str, float], change: float
) -> list[dict[str, float]]:
    """Return the probability of each language at each place (forward-backward).

    A change of language, of probability ``change``, leads to any language by its prior.
    """
    forward: list[dict[str, float]] = []
    state = dict(prior)
    for weights in evidence:
        state = _normalise({c: (state[c] * (1 - change) + prior[c] * change) * weights[c] for c in prior})
        forward.append(state)
    result: list[dict[str, float]] = []
    behind = dict.fromkeys(prior, 1.0)
    for weights, state in zip(reversed(evidence), reversed(forward), strict=True):
        result.append(_normalise({c: state[c] * behind[c] for c in prior}))
        changed = sum(prior[c] * weights[c] * behind[c] for c in prior)
        behind = _normalise({c: (1 - change) * weights[c] * behind[c] + change * changed for c in prior})
    result.reverse()
    return result


def _normalise(weights: Mapping[str, float]) -> dict[str, float]:
    total = sum(weights.values())
    return {code: weight / total for code, weight in weights.items()}


@lru_cache(maxsize=4_096)
def _weigh(text: str) -> Mapping[str, float]:
    """Return the likelihood of ``text`` under each candidate; "*" is for all other languages.

    Empty where the text has no letters. Cached: short lines recur in every document.
    """
    counts = count_scripts(text)
    script = main_script(counts)
    letters = sum(counts.values())
    candidates = languages_in(script)
    if not candidates:
        return {}
    # What a paragraph of another script has against it grows with its letters.
    weight = 3 if script in ("Hani", "Hang", "Kana") else 1
    firm = _FIRM_LETTERS if script == "Latn" else _FIRM_ELSEWHERE
    foreign = max(_FLOOR, 10 ** (-6 * min(1.0, weight * letters / firm)))
    if len(candidates) == 1:
        return {candidates[0]: 1.0, "*": foreign}
    if script == "Hani":
        return {**_weigh_han(text), "*": foreign}
    shares = _weigh_models(text, script, candidates, letters)
    if script == "Latn" and not count_function_words(text):
        # Names and formulas are written in Latin letters in every script: they speak against none.
        foreign = max(foreign, min(shares.values()))
    return {**shares, "*": foreign}


def _weigh_han(text: str) -> dict[str, float]:
    lacking = weigh_han(text)
    least = min(lacking.values())
    # Without kana, a text of many characters is hardly Japanese.
    kana = 0.3 ** min(len(text) // 10, 8)
    return {
        code: max(_FLOOR, 0.05 ** (count - least)) * (kana if code == "ja" else 1.0)
        for code, count in lacking.items()
    }


def _weigh_models(text: str, script: str, candidates: tuple[str, ...], letters: int) -> dict[str, float]:
    words = count_function_words(text) if script == "Latn" else {}
    shares = _vote(text, script, candidates, words)
    # Few letters are little evidence, whatever the models claim; and without the small words of
    # a language, Latin letters are likely names or formulas: schedules have hundreds of them in
    # a row, and what the models think of substances must not add up.
    firmness = min(1.0, letters / _FIRM_LETTERS)
    if script == "Latn":
        firmness *= (_FAINT, 0.2, 1.0)[2 if _is_prose(text) else min(2, max(words.values(), default=0))]
    flat = 1 / len(candidates)
    return {
        code: max(_FLOOR, (1 - firmness) * flat + firmness * shares.get(code, 0.0)) for code in candidates
    }


def _is_prose(text: str) -> bool:
    """Tell sentences from names of substances: short plain words, and hardly anything else.

    >>> _is_prose("Hesabatın bir nüsxəsi komissiyaya hər rübün sonunda göndərilir")
    True
    >>> _is_prose("Acetyldihydrocodein 3-Acetoxy-6-dimethylamino-4,4-diphenylheptan Alphacetylmethadol")
    False
    """
    tokens = text.split()
    plain = [token for token in tokens if _PLAIN_WORD.fullmatch(token)]
    return len(plain) >= 5 and len(plain) >= 0.7 * len(tokens) and sum(map(len, plain)) <= 9.5 * len(plain)


def _vote(text: str, script: str, candidates: tuple[str, ...], words: Mapping[str, int]) -> dict[str, float]:
    """Return the shares of the candidates by alphabets, models and function words."""
    foreign = weigh_alphabets(text, script, candidates)
    # Names from other languages bring a few foreign letters; where a fiftieth is foreign it is no name.
    fitting = [code for code in candidates if foreign[code] <= min(foreign.values()) + 0.02]
    if len(fitting) == 1:
        return {fitting[0]: 1.0}
    votes = dict.fromkeys(fitting, 0.0)
    cld2, fasttext = ask_cld2(text, fitting), _pool_malay(ask_fasttext(text, fitting), fitting)
    _add(votes, cld2, 1.0)
    _add(votes, fasttext, 0.6)
    if words:
        _add(votes, _share_of_words(text, words, fitting), 1.2)
    leaders = {max(model, key=lambda c: (model[c], c)) for model in (cld2, fasttext) if model}
    if len(leaders) != 1 and leaders <= LANGDETECT_KNOWS and (words or script != "Latn"):
        _add(votes, ask_langdetect(text, fitting), 0.8)
    total = sum(votes.values())
    if not total:
        return dict.fromkeys(fitting, 1 / len(fitting))
    return {code: (vote / total) ** 2 for code, vote in votes.items()}


def _pool_malay(shares: Mapping[str, float], candidates: Sequence[str]) -> Mapping[str, float]:
    """Share out what fastText gives to Malay and Indonesian: it calls both Indonesian."""
    if "id" not in candidates or "ms" not in candidates:
        return shares
    half = (shares.get("id", 0.0) + shares.get("ms", 0.0)) / 2
    return {**shares, "id": half, "ms": half} if half else shares


def _share_of_words(text: str, words: Mapping[str, int], candidates: Sequence[str]) -> dict[str, float]:
    found = {code: count for code, count in words.items() if code in candidates}
    total = sum(found.values())
    # One function word in five is usual; less makes the vote weaker.
    strength = min(1.0, 5 * total / max(1, count_words(text))) if total else 0.0
    return {code: strength * count / total for code, count in found.items()}


def _add(votes: dict[str, float], shares: Mapping[str, float], weight: float) -> None:
    for code, share in shares.items():
        if code in votes:
            votes[code] += weight * share
