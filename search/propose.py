"""Proposing areas and sub-themes for the provisions of one text, with the words that carry the decision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.eid import last_kind
from corpus.model import Assignment, AssignmentStatus, Evidence, Provision, ProvisionKind
from corpus.store import Store
from search.area_features import Lists, Surroundings, Words, describe, is_statement, read_words, within
from search.area_model import (
    AreaModel,
    Matrix,
    Rows,
    choose_proposed,
    find_columns,
    find_rivals,
    join,
    load_area_model,
)
from search.balance import LanguageBalance
from search.encoders.protocol import Encoder, Vectors
from search.passages import PassageText
from search.prototypes import embed_areas

_MOST_EVIDENCE = 5
# A find speaks for an area if it carries this share of what its strongest find carries.
_WORTH_SHOWING = 0.15
# Units that undertake nothing: lists of substances, title pages, signatures, covering notes.
_NOT_COMMITMENTS = frozenset(
    (
        ProvisionKind.ENTRY,
        ProvisionKind.SCHEDULE,
        ProvisionKind.FRONT,
        ProvisionKind.CONCLUSION,
        ProvisionKind.COVER,
    )
)


@dataclass(frozen=True, slots=True)
class Described:
    """Provisions of a text with what speaks for the areas: row ``n`` of ``rows`` is that of ``eids[n]``."""

    eids: tuple[str, ...]
    rows: Rows
    finds: tuple[Words, ...]
    wholes: tuple[Evidence, ...]


class Proposer:
    """Ties provisions to areas; made once for many texts.

    ``balance`` are the language statistics by which meanings are compared, over everything there is.
    """

    def __init__(
        self, store: Store, encoder: Encoder, balance: LanguageBalance, model: AreaModel | None = None
    ) -> None:
        self.lists = Lists.shipped()
        self._model = model
        self._balance = balance
        self._encoder = encoder
        self._directions = embed_areas(store, encoder, balance, self.lists.areas)

    @property
    def model(self) -> AreaModel:
        """The model that decides."""
        if self._model is None:
            self._model = load_area_model()
        return self._model

    @property
    def by(self) -> str:
        """What proposals are signed with."""
        return f"narcord/areas-{self.model.version}"

    def describe(
        self,
        text: str,
        provisions: Sequence[Provision],
        passages: Sequence[PassageText],
        vectors: Vectors,
        *,
        meaning: bool = True,
    ) -> Described:
        """Describe every provision with passages that can commit anybody; one row of ``vectors`` a passage.

        Without ``meaning`` that block is left empty, for encoders that the model was not fitted for.
        """
        kept = [n for n, each in enumerate(passages) if last_kind(each.passage.eid) not in _NOT_COMMITMENTS]
        by_eid: defaultdict[str, list[int]] = defaultdict(list)
        for number in kept:
            by_eid[passages[number].passage.eid].append(number)
        if not by_eid:
            return Described((), np.zeros((0, 0), np.float32), (), ())
        languages = [each.passage.language for each in passages]
        centred, closeness = self.compare(vectors, languages)
        units = {each.eid: each for each in provisions}
        words = {language: read_words(text, language, self.lists) for language in {*languages}}
        surroundings, statement = Surroundings(provisions), is_statement(provisions)
        blocks: defaultdict[str, list[Rows]] = defaultdict(list)
        finds, wholes = [], []
        for eid, numbers in by_eid.items():
            mean = centred[numbers].mean(axis=0)
            best = closeness[numbers].max(axis=0)
            unit, found = units[eid], words[languages[numbers[0]]]
            row = describe(text, unit, surroundings, found, self.lists, statement=statement)
            row["meaning"] = (
                mean / max(float(np.linalg.norm(mean)), 1e-12)
                if meaning
                else np.zeros(self.model.dimension, np.float32)
            )
            row["closeness"] = best.astype(np.float32)
            row["margin"] = find_margin(best).astype(np.float32)
            for name, values in row.items():
                blocks[name].append(values)
            here = [(unit.start, unit.end)]
            finds.append(
                Words(*(tuple(within(each, here)) for each in (found.signals, found.concepts, found.cues)))
            )
            wholes.append(Evidence(passages[numbers[0]].passage.start, passages[numbers[-1]].passage.end))
        joined = join({name: np.stack(rows) for name, rows in blocks.items()})
        return Described(tuple(by_eid), joined, tuple(finds), tuple(wholes))

    def propose(
        self, document_id: str, provisions: Sequence[Provision], passages: Sequence[PassageText],
        vectors: Vectors, text: str,
    ) -> list[Assignment]:  # fmt: skip
        """Propose areas and sub-themes for the provisions of a document."""
        model = self.model
        meaning = model.fits(self._encoder.fingerprint)
        described = self.describe(text, provisions, passages, vectors, meaning=meaning)
        if not described.eids:
            return []
        probabilities = model.run(described.rows)
        columns = find_columns(self.lists.widths(model.dimension))
        return [
            assignment
            for number, eid in enumerate(described.eids)
            for assignment in self._propose_one(
                document_id, eid, described, number, probabilities[number], columns
            )
        ]

    def _propose_one(
        self,
        document_id: str,
        eid: str,
        described: Described,
        number: int,
        probabilities: Matrix,
        columns: dict[str, slice],
    ) -> Iterator[Assignment]:
        model = self.model
        rivals = find_rivals(model.codes, probabilities)
        for at in np.flatnonzero(choose_proposed(model, probabilities)).tolist():
            code = model.codes[at]
            weights = model.weigh(described.rows[number], at)
            yield Assignment(
                document_id,
                eid,
                code,
                round(float(probabilities[at]), 4),
                AssignmentStatus.PROPOSED,
                self.by,
                choose_evidence(described.finds[number], weights, columns) or (described.wholes[number],),
                rivals=rivals.get(code, ()),
            )

    def compare(self, vectors: Vectors, languages: Sequence[str]) -> tuple[Vectors, Matrix]:
        """Return vectors without their languages' means, and z-scores of their closeness to each area."""
        centred = self._balance.centre_passages(vectors, languages)
        scores = (centred @ self._directions.T).astype(np.float64)
        codes = np.array(languages)
        for code in {*languages}:
            usual = [self._balance.measure_spread(each, [code])[code] for each in self._directions]
            here = codes == code
            scores[here] = (scores[here] - [mean for mean, _ in usual]) / [spread for _, spread in usual]
        return centred, scores


def find_margin(closeness: Matrix) -> Matrix:
    """What each area has more than the best of the others.

    >>> find_margin(np.array([3.0, 1.0, 2.0])).tolist()
    [1.0, -2.0, -1.0]
    """
    order = np.sort(closeness)
    rival = np.where(closeness == order[-1], order[-2], order[-1])
    return np.asarray(closeness - rival)


def choose_evidence(finds: Words, weights: Rows, columns: dict[str, slice]) -> tuple[Evidence, ...]:
    """The words of a provision that speak most for a code, in text order; none if its meaning alone does.

    A column's weight is shared by the places that it counts.
    """
    carried: list[tuple[float, int, int]] = []
    for name, found in (("signals", finds.signals), ("concepts", finds.concepts), ("cues", finds.cues)):
        block = weights[columns[name]]
        places = np.bincount([number for number, _, _ in found], minlength=len(block)) if found else block
        carried += [
            (float(block[number]) / float(places[number]), start, end)
            for number, start, end in found
            if block[number] > 0
        ]
    if not carried:
        return ()
    least = _WORTH_SHOWING * max(weight for weight, _, _ in carried)
    spans: list[Evidence] = []
    for weight, start, end in sorted(carried, key=_by_weight):
        if weight < least or len(spans) == _MOST_EVIDENCE:
            break
        if all(end <= other.start or other.end <= start for other in spans):
            spans.append(Evidence(start, end))
    return tuple(sorted(spans, key=lambda span: span.start))


def _by_weight(each: tuple[float, int, int]) -> tuple[float, int, int]:
    weight, start, end = each
    return -weight, start, -end
