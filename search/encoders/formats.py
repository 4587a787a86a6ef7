"""In which number format this processor encodes fastest: found out by trying, not by its name.

A small batch of our own sentences is encoded in float32 and, by autocast, in the shorter formats that
torch has for the device. The fastest whose vectors agree with those in float32 is taken. What a
processor announces says little: one may have bfloat16 in hardware and a library that does not use it,
another emulates it slowly.

Autocast keeps the residual stream and the norms in float32: vectors stay equal to cosine 0.9999,
where a model that is cast to bfloat16 as a whole falls to 0.997.
"""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from search.encoders.protocol import Vectors

logger = logging.getLogger(__name__)

PLAIN = "float32"
# What autocast can do, by the kind of device. Processors that have float16 have bfloat16 as well.
SHORTER = {"cpu": ("bfloat16",), "cuda": ("bfloat16", "float16"), "mps": ("float16",), "xpu": ("bfloat16",)}
AGREEMENT = 0.999
"""The least cosine between a text's vectors in two formats that are taken for the same."""

_ROUNDS = 3
# A format has to win by this much: less is chance, and float32 is exact.
_WORTH = 0.95
# A format that takes this many times as long for one text is emulated, and is not tried on more.
_HOPELESS = 4.0

# Sentences of our own; a batch of them has passages of 20 to 200 tokens, as laws do.
_SENTENCES = (
    "The office that receives a request answers it within thirty days and gives reasons where it refuses.",
    "Орган, получивший запрос, отвечает в течение тридцати дней и объясняет причины отказа.",
    "收到请求的机关应当在三十日内答复，拒绝的应当说明理由。",
    "Сұрау алған мекеме отыз күн ішінде жауап береді және бас тартқан жағдайда себебін түсіндіреді.",
    "La oficina que recibe una solicitud responde en treinta días y explica los motivos de su negativa.",
    "تجيب الجهة التي تتلقى الطلب في غضون ثلاثين يوما وتذكر الأسباب عند الرفض.",
    "Cơ quan nhận yêu cầu trả lời trong ba mươi ngày và nêu rõ lý do nếu từ chối.",
    "अनुरोध पाने वाला कार्यालय तीस दिन में उत्तर देता है और मना करने पर कारण बताता है।",
)
SAMPLE = tuple(
    " ".join((_SENTENCES[number:] + _SENTENCES[:number])[: number % 4 + 1])
    for number in range(len(_SENTENCES))
)


@dataclass(frozen=True, slots=True)
class Trial:
    """A format, the seconds that the sample took in it, and the least cosine with float32."""

    name: str
    seconds: float
    agreement: float


@dataclass(frozen=True, slots=True)
class Choice:
    """The format that was chosen, and what was tried."""

    name: str
    trials: tuple[Trial, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As a plain object; rates are by the texts of the sample."""
        return {
            "format": self.name,
            "tried": {
                trial.name: {
                    "seconds": round(trial.seconds, 4),
                    "least_cosine": round(trial.agreement, 6),
                }
                for trial in self.trials
            },
        }


_CHOSEN: dict[str, Choice] = {}


def remembered(fingerprint: str) -> Choice | None:
    """What was chosen in this process for the encoder of this fingerprint, None if nothing was tried."""
    return _CHOSEN.get(fingerprint)


def remember(fingerprint: str, choice: Choice) -> Choice:
    """Keep a choice for the rest of the process, and log it."""
    _CHOSEN[fingerprint] = choice
    tried = ", ".join(
        f"{trial.name} {trial.seconds:.3f} s (cosine {trial.agreement:.4f})" for trial in choice.trials
    )
    logger.info("passages are encoded in %s; tried: %s", choice.name, tried)
    return choice


def choose_format(
    encode: Callable[[str, Sequence[str]], Vectors],
    device: str,
    *,
    copies: int = 1,
    clock: Callable[[], float] = time.perf_counter,
) -> Choice:
    """Try the formats of a kind of device; ``encode`` takes a format and texts.

    ``copies`` is how often the sample is repeated, to fill a device that does much at once. Formats
    take turns, and the best of their rounds counts, so that another process on the machine weighs on
    none alone.
    """
    texts = SAMPLE * copies
    plain, patience = encode(PLAIN, texts), _time_one(encode, PLAIN, clock) * _HOPELESS
    agreements = {PLAIN: 1.0}
    for name in SHORTER.get(device, ()):
        try:
            if _time_one(encode, name, clock) > patience:
                logger.debug("%s is emulated here", name)
                continue
            agreements[name] = _agree(plain, encode(name, texts))
        except (RuntimeError, NotImplementedError, TypeError) as error:
            logger.debug("%s cannot be had here: %s", name, error)
    seconds: dict[str, float] = dict.fromkeys(agreements, np.inf)
    for _ in range(_ROUNDS):
        for name in seconds:
            began = clock()
            encode(name, texts)
            seconds[name] = min(seconds[name], clock() - began)
    trials = tuple(Trial(name, seconds[name], agreements[name]) for name in agreements)
    fit = [trial for trial in trials if trial.agreement >= AGREEMENT]
    best = min(fit, key=lambda trial: trial.seconds)
    return Choice(best.name if best.seconds < _WORTH * seconds[PLAIN] else PLAIN, trials)


def autocast(device: str, name: str) -> contextlib.AbstractContextManager[Any]:
    """The context in which torch computes in a format."""
    if name == PLAIN:
        return contextlib.nullcontext()
    import torch

    return torch.autocast(device, dtype=getattr(torch, name))


def _time_one(
    encode: Callable[[str, Sequence[str]], Vectors], name: str, clock: Callable[[], float]
) -> float:
    encode(name, SAMPLE[:1])  # the first time loads and compiles
    best = np.inf
    for _ in range(_ROUNDS):
        began = clock()
        encode(name, SAMPLE[:1])
        best = min(best, clock() - began)
    return best


def _agree(a: Vectors, b: Vectors) -> float:
    """The least cosine between rows; nothing that is not a number agrees with anything."""
    cosines = (a * b).sum(axis=1) / np.maximum(np.linalg.norm(a, axis=1) * np.linalg.norm(b, axis=1), 1e-12)
    return float(cosines.min()) if np.isfinite(cosines).all() else 0.0
