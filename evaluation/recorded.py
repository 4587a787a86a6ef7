"""Run files: an evaluation kept query by query, so that a later one can be compared with it.

A run file is JSON: what was measured (encoder, collection, home), and for every mode and query its
scores, the rank of the first answer and the first ten finds. Of held-out queries the scores are kept
and nothing that would tell what was found.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from corpus.errors import UsageError
from evaluation.report import ModeReport, Report, Result
from evaluation.topics import QueryKind, Split

FORMAT = 1
MEASURES = ("nDCG@10", "R@10", "RR@10")


@dataclass(frozen=True, slots=True)
class RecordedQuery:
    """One query in one mode: its scores by measure, and what it found.

    ``unit`` is what it shares its judgements with (the topic; a reference shares them with nobody), so
    that queries which fail or succeed together are not counted as independent. ``digest`` stands for
    its text and its judgements, ``judged`` is the share of the first ten finds that somebody has judged.
    """

    unit: str
    split: str
    language: str
    kind: str
    digest: str
    scores: Mapping[str, float]
    rank: int | None = None
    finds: tuple[str, ...] = ()
    judged: float | None = None


@dataclass(frozen=True, slots=True)
class RecordedPair:
    """A query and a language that answers it: reciprocal ranks in the mixed pool and in it alone."""

    query: str
    language: str
    mixed: float
    alone: float


@dataclass(frozen=True, slots=True)
class RecordedMode:
    """All queries of one mode, by id."""

    queries: Mapping[str, RecordedQuery]
    pairs: tuple[RecordedPair, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordedRun:
    """What was measured, when, on what; ``collection`` is the fingerprint of queries and judgements."""

    made: str
    encoder: str
    fingerprint: str
    collection: str
    passages: int
    modes: Mapping[str, RecordedMode]
    format: int = FORMAT
    name: str = ""
    reranker: str = ""

    def title(self) -> str:
        """What to call the run."""
        reranked = f", reranked by {self.reranker}" if self.reranker else ""
        return (
            f"{self.name or 'this run'} ({self.encoder} {self.fingerprint[:8]}{reranked}, {self.made[:16]})"
        )


_ADAPTER = TypeAdapter(RecordedRun)


def record_run(report: Report, name: str = "") -> RecordedRun:
    """Return what a run file keeps of a report."""
    return RecordedRun(
        datetime.now(UTC).isoformat(timespec="seconds"),
        report.encoder,
        report.fingerprint,
        report.collection,
        report.passages,
        {mode.mode: record_mode(mode) for mode in report.modes},
        name=name,
        reranker=report.reranker,
    )


def record_mode(report: ModeReport) -> RecordedMode:
    """Return what is kept of one mode."""
    return RecordedMode(
        {result.query.id: _record_query(result) for result in report.results},
        tuple(RecordedPair(pair.query, pair.language, pair.mixed, pair.alone) for pair in report.pairs),
    )


def _record_query(result: Result) -> RecordedQuery:
    query, scores = result.query, result.scores
    open_to_view = query.split is not Split.HELD_OUT
    return RecordedQuery(
        query.id if query.kind is QueryKind.REFERENCE else query.topic,
        str(query.split),
        query.language,
        str(query.kind),
        result.digest,
        dict(
            zip(MEASURES, (scores.ndcg, scores.recall, scores.reciprocal_rank), strict=True),
        ),
        result.rank if open_to_view else None,
        tuple(map(str, result.finds)) if open_to_view else (),
        result.judged,
    )


def write_run(run: RecordedRun, path: Path) -> None:
    """Write a run file.

    Raises:
        UsageError: it cannot be written.
    """
    try:
        path.write_bytes(_ADAPTER.dump_json(run, indent=1) + b"\n")
    except OSError as error:
        raise UsageError(
            f"{path}: {error.strerror}.", remedy="Name a file in a folder that you may write to."
        ) from error


def read_run(path: Path) -> RecordedRun:
    """Read a run file; the run is called by the file's name.

    Raises:
        UsageError: there is no such file, or it is none.
    """
    try:
        run = _ADAPTER.validate_json(path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}.", remedy="Name a file made by --save.") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise UsageError(
            f"{path} is no run file: {where or 'the whole'}: {first['msg']}.",
            remedy="Name a file made by --save.",
        ) from error
    if run.format != FORMAT:
        raise UsageError(
            f"{path} is a run file of format {run.format}, not {FORMAT}.",
            remedy="Run that evaluation again with --save.",
        )
    return replace(run, name=path.stem)
