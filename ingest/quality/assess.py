"""The quality report of a reading: what was kept, what was left out, what is doubtful."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.model import Doubt, DoubtCode, QualityReport, QualityState
from ingest.quality.account import Account, settle
from ingest.quality.characters import find_character_doubts
from ingest.quality.doubts import find_language_doubts, find_page_doubts, find_structure_doubts
from ingest.quality.numbering import find_numbering_doubts
from ingest.quality.raw import RawText
from ingest.source import SourceText
from ingest.structure import ParsedText

LEAST_COVERAGE = 0.995
"""The share of the words of a source that must be in provisions."""

_MOST_DOUBTS = 100


def assess(
    source: SourceText,
    parts: Sequence[ParsedText],
    raw: RawText | None,
    stated: Sequence[str] = (),
) -> tuple[QualityReport, ...]:
    """Return the report of each language version in ``parts``.

    ``raw`` are the words of the source by another route than the reader's, None where there is none;
    ``stated`` the languages that the catalogue names.
    """
    accounts = settle(source, parts, raw) if raw is not None else [None] * len(parts)
    shared = [*find_page_doubts(source), *find_character_doubts(source)]
    shared += [Doubt(DoubtCode.SOURCE, note) for note in source.notes]
    return tuple(
        _report(source, part, account, shared, stated) for part, account in zip(parts, accounts, strict=True)
    )


def _report(
    source: SourceText,
    part: ParsedText,
    account: Account | None,
    shared: Sequence[Doubt],
    stated: Sequence[str],
) -> QualityReport:
    doubts = [
        *_coverage_doubts(account),
        *shared,
        *find_language_doubts(part, stated),
        *find_structure_doubts(part),
        *find_numbering_doubts(part.provisions, part.language),
    ]
    bare = [page for page in source.pages if not page.text_layer]
    confidences = [page.confidence for page in bare if page.confidence is not None]
    return QualityReport(
        state=QualityState.ATTENTION if doubts else QualityState.READY,
        characters=account.characters if account else 0,
        kept=account.kept if account else 0,
        furniture=account.furniture if account else 0,
        left_out=account.left_out if account else (),
        left_out_total=account.left_out_total if account else 0,
        page_count=source.page_count,
        pages_without_text=tuple(page.number for page in bare if page.confidence is None),
        recognised_pages=tuple(page.number for page in source.pages if page.confidence is not None),
        recognition_confidence=sum(confidences) / len(confidences) if confidences else None,
        doubts=tuple(doubts[:_MOST_DOUBTS]),
    )


def _coverage_doubts(account: Account | None) -> list[Doubt]:
    if account is None:
        return [Doubt(DoubtCode.WORDS_LEFT_OUT, "the words of this format cannot be counted a second time")]
    whole = account.characters - account.furniture
    share = account.kept / whole if whole else 1.0
    if share >= LEAST_COVERAGE:
        return []
    lost = whole - account.kept
    return [
        Doubt(
            DoubtCode.WORDS_LEFT_OUT,
            f"{lost:,} of {whole:,} characters are in no provision ({share:.3f} kept)",
        )
    ]
