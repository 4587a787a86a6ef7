"""What ties provisions to areas, as numbers: read from the database once per document and revision.

Counting over all documents is then a matter of milliseconds. A document's ties are the same for whoever
may see it, and they are kept under its revision, which changes with them: who may see a document is never
kept here, it is asked of the database every time (:mod:`corpus.store.coverage`).
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, and_, case, func, select

from corpus.areas import load_themes
from corpus.areas.load import CODES
from corpus.model import RANKS, AssignmentStatus, Force, Nature, Strength
from corpus.store.base import in_batches
from corpus.store.tables import assignment, commitment, provision

Numbers: TypeAlias = NDArray[np.int64]

STATUS_WEIGHTS = {AssignmentStatus.PROPOSED: 1, AssignmentStatus.REJECTED: 2, AssignmentStatus.CONFIRMED: 3}
"""What is known of a provision over its versions is the heaviest of what each says of it.

One confirmation outweighs rejections, one rejection by a person outweighs what the program proposes of the
other versions.
"""
SOURCE = 8
"""Which reading of the strength counts: ``weight = SOURCE * authority + rank``, of which the highest wins.

The register's, read by hand, has authority 2; one by a tested rule 1; a guess 0.
"""
UNKNOWN = -1
_KEPT = 4_000_000  # ties, of 15 bytes each


@dataclass(frozen=True, slots=True)
class Ties:
    """The ties of one document, a place in the arrays each.

    ``eids`` and ``areas`` are numbers of :class:`TieCache`, ``statuses`` are :data:`STATUS_WEIGHTS`,
    ``strengths`` weights as :data:`SOURCE` says, :data:`UNKNOWN` where nothing is known to be committed.
    """

    eids: Numbers
    areas: Numbers
    statuses: Numbers
    strengths: Numbers
    preambular: Numbers

    def __len__(self) -> int:
        return len(self.eids)


class TieCache:
    """The ties of documents read lately, and the numbers that stand for eIds and areas in them."""

    def __init__(self, most: int = _KEPT) -> None:
        self.codes: tuple[str, ...] = (*CODES, *(theme.code for theme in load_themes()))
        self._eid_numbers = _EidNumbers()
        self._kind_numbers = _KindNumbers(self.codes)
        self._most = most
        self._held = 0
        self._ties: OrderedDict[tuple[str, str], Ties] = OrderedDict()
        self._lock = Lock()

    def eid(self, number: int) -> str:
        """Return the eId that a number stands for."""
        return self._eid_numbers.names[number]

    def area(self, code: str) -> int:
        """Return the number of an area or sub-theme, -1 if there is none."""
        return self.codes.index(code) if code in self.codes else -1

    def read(self, connection: Connection, wanted: Sequence[tuple[str, str, str]]) -> list[Ties]:
        """Return the ties of documents, given as (id, revision, nature), in the same order."""
        found: dict[str, Ties] = {}
        missing: dict[str, tuple[str, str]] = {}
        with self._lock:
            for document_id, revision, nature in wanted:
                kept = self._ties.get((document_id, revision))
                if kept is None:
                    missing[document_id] = (revision, nature)
                else:
                    self._ties.move_to_end((document_id, revision))
                    found[document_id] = kept
        for batch in in_batches(missing):
            told = _read_told(connection, batch)
            abstracts = [each for each in batch if missing[each][1] == Nature.ABSTRACT.value]
            bare = _read_bare(connection, abstracts)
            with self._lock:
                for document_id in batch:
                    ties = self._number(
                        told.get(document_id, ""), document_id in abstracts, bare[document_id]
                    )
                    found[document_id] = ties
                    self._keep((document_id, missing[document_id][0]), ties)
        return [found[document_id] for document_id, _, _ in wanted]

    def _number(self, told: str, abstract: bool, bare: set[str]) -> Ties:
        """Return what :func:`_read_told` tells of one document, as numbers."""
        fields = told.split(_BETWEEN) if told else []
        eids = np.fromiter(map(self._eid_numbers.__getitem__, fields[0::2]), np.int32)
        kinds = np.fromiter(map(self._kind_numbers.__getitem__, fields[1::2]), np.int32)
        areas, statuses, strengths, preambular = self._kind_numbers.table()[kinds].T
        if abstract:
            strengths = np.where(strengths < 0, UNKNOWN, 2 * SOURCE + strengths % SOURCE)
            none = np.array([self._eid_numbers[eid] for eid in bare], np.int32)
            strengths = np.where((strengths < 0) & np.isin(eids, none), 2 * SOURCE, strengths)
        known = areas >= 0  # the others are sub-themes of another release
        return Ties(
            eids[known],
            areas[known].astype(np.int16),
            statuses[known].astype(np.int8),
            strengths[known].astype(np.int8),
            preambular[known].astype(np.int8),
        )

    def _keep(self, key: tuple[str, str], ties: Ties) -> None:
        if key in self._ties:
            return
        self._ties[key] = ties
        self._held += len(ties)
        while self._held > self._most and len(self._ties) > 1:
            _, dropped = self._ties.popitem(last=False)
            self._held -= len(dropped)


class _EidNumbers(dict[str, int]):
    """A number for each eId, given out as they are met."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def __missing__(self, eid: str) -> int:
        self[eid] = number = len(self.names)
        self.names.append(eid)
        return number


class _KindNumbers(dict[str, int]):
    """A number for each of the few combinations of area, status and commitment that there are."""

    def __init__(self, codes: Sequence[str]) -> None:
        super().__init__()
        self._codes = {code: number for number, code in enumerate(codes)}
        self._rows: list[tuple[int, int, int, int]] = []
        self._table: Numbers = np.zeros((0, 4), np.int64)

    def __missing__(self, told: str) -> int:
        area, status, strength, force, guessed = told.split(_WITHIN)
        self[told] = number = len(self._rows)
        self._rows.append(
            (
                self._codes.get(area, -1),
                STATUS_WEIGHTS[AssignmentStatus(status)],
                RANKS[Strength(strength)] + (0 if guessed else SOURCE) if strength else UNKNOWN,
                int(force == Force.PREAMBULAR.value),
            )
        )
        return number

    def table(self) -> Numbers:
        """Return area, status, strength and preambular by number, a row each."""
        if len(self._table) != len(self._rows):
            self._table = np.array(self._rows, np.int64)
        return self._table


_BETWEEN, _WITHIN = "\t", " "  # neither stands in an eId, a code or a value


def _read_told(connection: Connection, documents: Sequence[str]) -> dict[str, str]:
    """Return the ties of each document in one string: eId and the rest of it in turns.

    The database puts them together: a row for each would take four times as long.
    """
    kind = (
        assignment.c.area
        + _WITHIN
        + assignment.c.status
        + _WITHIN
        + func.coalesce(commitment.c.strength, "")
        + _WITHIN
        + func.coalesce(commitment.c.force, "")
        + _WITHIN
        + case((commitment.c.guessed, "guessed"), else_="")
    )
    query = (
        select(assignment.c.document_id, func.aggregate_strings(assignment.c.eid + _BETWEEN + kind, _BETWEEN))
        .join_from(
            assignment,
            commitment,
            and_(commitment.c.document_id == assignment.c.document_id, commitment.c.eid == assignment.c.eid),
            isouter=True,
        )
        .where(assignment.c.document_id.in_(documents), ~assignment.c.stale)
        .group_by(assignment.c.document_id)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def _read_bare(connection: Connection, abstracts: Sequence[str]) -> defaultdict[str, set[str]]:
    """Return which provisions of the register commit nobody, as read by hand."""
    bare: defaultdict[str, set[str]] = defaultdict(set)
    if abstracts:
        query = select(provision.c.document_id, provision.c.eid).where(
            provision.c.document_id.in_(abstracts), provision.c.strength == Strength.NONE.value
        )
        for document_id, eid in connection.execute(query):
            bare[document_id].add(eid)
    return bare
