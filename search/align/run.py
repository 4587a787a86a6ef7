"""The steps of an alignment that need torch: open the model, train it, measure its languages."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn.utils import parametrize

from corpus.progress import Report
from corpus.settings import Settings
from search.align.batches import Batches, Cell
from search.align.low_rank import add_low_rank, load_deltas, read_deltas
from search.align.meanings import Length, Meaning
from search.align.split import Part
from search.align.train import Progress, Trainer, attract, encode
from search.balance import describe_languages
from search.encoders import bundled
from search.encoders.bulk import bound_threads, choose_prompts, hash_weights, load_model
from search.encoders.packed import MATRICES, bundled_path, hash_file, read_packed
from search.encoders.protocol import Vectors
from search.encoders.unpack import unpack_model

# The state is looked at so many times in the course of a training; it stops when the last three looks
# found nothing better.
_LOOKS = 12
_PATIENCE = 3
_TUNING_BATCHES = 10
# Sentences per language and source from which language statistics are measured.
_SAMPLE = 60


@dataclass(slots=True)
class Subject:
    """An encoder to be aligned: ``model`` is trained, ``teacher`` stays; ``base`` names the weights."""

    model: Any
    teacher: Any
    prompts: tuple[str, str]
    base: str
    scales: dict[str, NDArray[np.float32]] | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The changes that were best on the tuning texts, after so many steps, and the losses there."""

    deltas: Mapping[str, NDArray[np.floating[Any]]]
    steps: int
    before: float
    after: float


def open_subject(settings: Settings) -> Subject:
    """The configured encoder, without any alignment, twice: one to change and one to remember by."""
    bound_threads(settings.threads)
    if settings.encoder == bundled.NAME:
        packed = bundled_path()
        base = hash_file(packed)
        prompts = (bundled.QUERY_PROMPT, bundled.PASSAGE_PROMPT)
        by_name = {"query": prompts[0], "document": prompts[1]}
        folder = str(unpack_model(packed, settings.home / "encoders", base, by_name))
        weights = read_packed(packed)
        scales = {
            long: weights.grid(short)[0].reshape(weights.shape(short))
            for short, long in weights.names(MATRICES).items()
            if long.startswith("encoder.")
        }
        return Subject(load_model(folder), load_model(folder), prompts, base, scales)
    model, teacher = load_model(settings.encoder), load_model(settings.encoder)
    prompts = choose_prompts(settings.encoder, dict(model.prompts or {}))
    return Subject(model, teacher, prompts, hash_weights(model), None)


def improve(
    subject: Subject, meanings: Mapping[Part, list[Meaning]], seconds: float, seed: int, progress: Report
) -> Outcome:
    """Train for at most so many seconds; the subject's model is left in its best state."""
    subject.model.eval()
    subject.teacher.eval()
    torch.manual_seed(seed)
    before = {name: parameter.detach().clone() for name, parameter in subject.model.named_parameters()}
    add_low_rank(subject.model, scales=subject.scales)
    trainer = Trainer(subject.model, subject.teacher, subject.prompts, Batches(meanings[Part.TRAINING], seed))
    tuning = Batches(meanings[Part.TUNING], seed)
    looked_at = [tuning.draw() for _ in range(_TUNING_BATCHES)]
    first = best = _look(subject, looked_at)
    if seconds <= 0:
        return Outcome({}, 0, first, first)
    kept, kept_at, worse, next_look = read_deltas(subject.model, before), 0, 0, 1 / _LOOKS

    def told(now: Progress) -> bool:
        nonlocal best, kept, kept_at, worse, next_look
        progress("align", int(1000 * now.share), 1000)
        if now.share < next_look and now.share < 1:
            return True
        next_look = now.share + 1 / _LOOKS
        loss = _look(subject, looked_at)
        if loss < best:
            best, kept, kept_at, worse = loss, read_deltas(subject.model, before), now.step, 0
        else:
            worse += 1
        return worse < _PATIENCE

    steps = trainer.train(seconds, told=told, every=5)
    told(Progress(steps, 1.0, 0.0, 0.0))
    load_deltas(subject.model, kept, before)
    return Outcome(kept if kept_at else {}, kept_at, first, best)


def _look(subject: Subject, batches: Sequence[Sequence[Cell]]) -> float:
    """The mean attraction loss on these batches."""
    losses = []
    with torch.no_grad(), parametrize.cached():
        for cells in batches:
            found = encode(subject.model, subject.prompts, [(cell.asks, cell.text) for cell in cells])
            losses.append(float(attract(found, cells)))
    return sum(losses) / len(losses)


def measure_languages(
    subject: Subject, meanings: Sequence[Meaning], seed: int, progress: Report
) -> dict[str, NDArray[Any]]:
    """The language statistics of the subject as it is now (:func:`search.balance.describe_languages`).

    Of a meaning its question asks, where it has one, else its text; its text is the passage.
    """
    chance = random.Random(seed)
    wide = [meaning for meaning in meanings if len(meaning.languages()) > 5 and meaning.source != "terms"]
    languages = sorted({code for meaning in wide for code in meaning.languages()})
    chosen: list[Meaning] = []
    for source in sorted({meaning.source for meaning in wide}):
        known = [meaning for meaning in wide if meaning.source == source and _is_whole(meaning, languages)]
        chosen += chance.sample(known, min(_SAMPLE, len(known)))
    asked: list[Vectors] = []
    told: list[Vectors] = []
    for number, code in enumerate(languages):
        texts = [meaning.texts[code, Length.TEXT] for meaning in chosen]
        questions = [meaning.texts.get((code, Length.QUESTION)) for meaning in chosen]
        asking = [(True, question or text) for question, text in zip(questions, texts, strict=True)]
        with torch.no_grad(), parametrize.cached():
            for rows, group in ((asked, asking), (told, [(False, text) for text in texts])):
                rows.append(encode(subject.model, subject.prompts, group).cpu().numpy())
        progress("languages", number + 1, len(languages))
    return describe_languages(languages, asked, told)


def _is_whole(meaning: Meaning, languages: Sequence[str]) -> bool:
    return all((code, Length.TEXT) in meaning.texts for code in languages)
