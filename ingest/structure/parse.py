"""Parsing a source into its language versions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from corpus.model import PageSpan, Provision
from corpus.model import ProvisionKind as K
from ingest.source import BlockKind, SourceText
from ingest.structure import preamble
from ingest.structure.arrange import mark_amendment_notes, move_captions, move_footnotes, unfold_rows
from ingest.structure.bare import bare_sections, counts_throughout, replaced_sections, roman_sections
from ingest.structure.build import Version, build
from ingest.structure.emit import page_spans, provisions
from ingest.structure.glued import part_glued_titles
from ingest.structure.paragraph import origins_in
from ingest.structure.quotations import Quotation, find_quotations, inside
from ingest.structure.recognise import Mark, find_marks, settle_kinds
from ingest.structure.reflow import Paragraph, reflow
from ingest.structure.sequence import closing_contents, in_sequence, rank_groups, unflatten, without_contents
from ingest.structure.units import BASIC
from ingest.structure.versions import divide, weigh

PARSER_VERSION = "8"
"""Bumped with every change of output, so that documents can be parsed again."""

# Languages that text alone does not tell apart well enough to overrule the catalogue.
_INDISTINCT = ({"ms", "id"}, {"fa", "prs"}, {"zh", "zh-Hant"}, {"zh", "ja"}, {"ru", "be"}, {"az", "tr"})

_OPENING, _SHORTEST_TITLE = 6, 40  # paragraphs that hold the titles, characters of one

Identify = Callable[[Sequence[str], str | None], Sequence[str]]
"""Names the language of each paragraph, given a default; see :mod:`ingest.language`."""


@dataclass(frozen=True, slots=True)
class Traced:
    """Where words of the source went: characters of ``source.blocks[block]`` stand at ``text[start:end]``."""

    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ParsedText:
    """One language version of a file: its text, pages and provisions (``document_id`` still empty).

    ``trace`` is in text order and without overlaps; a block may come several times (cut in two)
    or not at all (left out of this version).
    """

    language: str
    title: str
    text: str
    pages: tuple[PageSpan, ...]
    provisions: tuple[Provision, ...]
    notes: tuple[str, ...] = field(default=())
    trace: tuple[Traced, ...] = field(default=())


def parse(
    source: SourceText, language: str | None = None, identify: Identify | None = None
) -> list[ParsedText]:
    """Return the language versions in ``source``, each with its provisions.

    ``language`` is what the catalogue says of the file (BCP 47, several joined by ``+``), used
    where the text does not speak against it. ``identify`` names the language of paragraphs; by default
    :func:`ingest.language.identify`.
    """
    name = identify or _identify
    stated = [code.strip() for code in (language or "").split("+") if code.strip()]
    guess = stated[0] if stated else _overall(name([b.text for b in source.blocks[:400]], None), source)
    paragraphs, notes = reflow(source.blocks, frozenset({guess, *stated}) | _declared(source))
    paragraphs = _named([p for p in paragraphs if p.text], guess, name)
    main, doubt = _main_language(paragraphs, guess)
    if doubt:
        notes.append(doubt)
    parts = divide(paragraphs, main)
    return [_parse_version(part, language, source, notes, len(parts) > 1, name) for part, language in parts]


def _parse_version(
    paragraphs: list[Paragraph],
    language: str,
    source: SourceText,
    notes: list[str],
    several: bool,
    name: Identify,
) -> ParsedText:
    if several:
        paragraphs = _with_titles(paragraphs, name)
    wanted = _document_languages(paragraphs, language)
    paragraphs = unfold_rows(move_footnotes(mark_amendment_notes(paragraphs)))
    paragraphs = move_captions(part_glued_titles(paragraphs, wanted), wanted)
    quotations = find_quotations(paragraphs, wanted)
    marks = _marks(paragraphs, wanted, quotations)
    contents = closing_contents(paragraphs, find_marks(paragraphs, wanted))
    if contents is not None:
        marks = [mark for mark in marks if mark.index < contents]
    first = marks[0].index if marks else len(paragraphs)
    paragraphs, shift = _split_before(paragraphs, first, language, name)
    marks = [replace(m, index=m.index + shift) for m in marks]
    quotations = find_quotations(paragraphs, wanted) if shift else quotations
    codes = [p.language if p.language not in (None, "und") else language for p in paragraphs]
    end = len(paragraphs) if contents is None else contents + shift
    version = Version(
        paragraphs, marks, language, wanted, [code or language for code in codes], quotations, end
    )
    root, laid = build(version)
    found = provisions(root, laid, version.paragraphs, version.paragraph_languages)
    doubts = list(notes) + list(source.notes)
    if not any(p.kind in BASIC or p.kind is K.PARAGRAPH for p in found):
        doubts.append("No numbered structure was found.")
    return ParsedText(
        language=language,
        title=_after_cover(found, laid.text) or _title(paragraphs, language, source, several),
        text=laid.text,
        pages=page_spans(paragraphs, laid),
        provisions=found,
        notes=tuple(dict.fromkeys(doubts)),
        trace=tuple(Traced(o.block, o.start, o.end) for o in origins_in(paragraphs, laid.offsets)),
    )


def _named(paragraphs: Sequence[Paragraph], guess: str, name: Identify) -> list[Paragraph]:
    """The paragraphs with their languages, where the format does not state them."""
    if all(p.language for p in paragraphs):
        return list(paragraphs)
    codes = name([p.text for p in paragraphs], guess)
    return [replace(p, language=p.language or code) for p, code in zip(paragraphs, codes, strict=True)]


def _with_titles(paragraphs: Sequence[Paragraph], name: Identify) -> list[Paragraph]:
    """Tell the language of each title by itself: a file of two versions may print both on top."""
    opening = [
        replace(p, language=name([p.text], None)[0])
        if p.kind is BlockKind.HEADING and len(p.text) >= _SHORTEST_TITLE
        else p
        for p in paragraphs[:_OPENING]
    ]
    return opening + list(paragraphs[_OPENING:])


def _main_language(paragraphs: Sequence[Paragraph], stated: str) -> tuple[str, str | None]:
    """The language of the document, and a doubt where the text speaks against the one stated."""
    weights = weigh(paragraphs)
    if not weights:
        return stated, None
    code, weight = weights.most_common(1)[0]
    total = weights.total()
    twins = any({code, stated} <= pair for pair in _INDISTINCT)
    if code in (stated, "und") or twins or weight < 0.8 * total or weights[stated] > 0.05 * total:
        return stated, None
    return code, f"The catalogue says the language is {stated}, but the text is in {code}."


def _marks(
    paragraphs: list[Paragraph], languages: frozenset[str], quotations: Sequence[Quotation]
) -> list[Mark]:
    within = inside(quotations)
    marks = [mark for mark in find_marks(paragraphs, languages) if mark.index not in within]
    marks = without_contents(paragraphs, marks)
    marks = settle_kinds(marks, languages)
    basics = [m for m in marks if m.kind in BASIC]
    if not any(m.kind is K.ARTICLE for m in basics):
        bare = bare_sections(paragraphs, languages)
        # Numbered by a bare figure from the start: then the word "Section" heads something in a schedule.
        if len(bare) > len(basics) or (bare and basics and bare[1].index < basics[0].index):
            marks = sorted([m for m in marks if m.kind not in BASIC] + bare, key=lambda m: (m.index, m.start))
            basics = bare
    if not basics and not counts_throughout(paragraphs, languages) and (roman := roman_sections(paragraphs)):
        marks = sorted([m for m in marks if m.kind is K.SCHEDULE] + roman, key=lambda m: m.index)
    if not any(m.kind in BASIC for m in marks):
        marks = [m for m in marks if m.kind is K.SCHEDULE]
    return replaced_sections(paragraphs, in_sequence(unflatten(rank_groups(marks))))


def _split_before(
    paragraphs: list[Paragraph], first: int, language: str, name: Identify
) -> tuple[list[Paragraph], int]:
    """Divide what precedes the first unit into recitals and notes; return how many paragraphs were added."""
    head, tail = paragraphs[:first], paragraphs[first:]
    if any(preamble.is_note_verbale(p.text) for p in head):
        head = [replace(p, language=None) for p in preamble.split_cover(head)]
        head = _named(head, language, name)  # a line may have held two languages
    head = [piece for p in head for piece in _split_if_text(p, language)]
    return head + tail, len(head) - first


def _split_if_text(paragraph: Paragraph, language: str) -> list[Paragraph]:
    if paragraph.kind in (BlockKind.HEADING, BlockKind.ROW, BlockKind.FOOTNOTE) or paragraph.label:
        return [paragraph]
    return preamble.split_preamble(paragraph, language)


def _document_languages(paragraphs: Sequence[Paragraph], language: str) -> frozenset[str]:
    """The languages whose numbering may occur: the main one and all with a fair share of the text."""
    weights = weigh(paragraphs)
    total = weights.total() or 1
    return frozenset({language} | {code for code, weight in weights.items() if weight >= 0.15 * total})


def _declared(source: SourceText) -> frozenset[str]:
    return frozenset(b.language for b in source.blocks if b.language)


def _overall(languages: Sequence[str], source: SourceText) -> str:
    weights: Counter[str] = Counter()
    for code, block in zip(languages, source.blocks, strict=False):
        weights[code] += len(block.text)
    return weights.most_common(1)[0][0] if weights else "en"


def _identify(texts: Sequence[str], default: str | None) -> Sequence[str]:
    from ingest.language import identify  # its models load on first use, not on import of this package

    return [found.language for found in identify(texts, default)]


def _after_cover(found: Sequence[Provision], text: str) -> str | None:
    """The first line of the instrument itself, where covering notes stand before it."""
    covers = [p for p in found if p.kind is K.COVER]
    if not covers:
        return None
    rest = text[covers[-1].end :].lstrip()
    return rest.split("\n", 1)[0] or None


def _title(
    paragraphs: Sequence[Paragraph],
    language: str,
    source: SourceText,
    several: bool,
) -> str:
    headings = [p.text for p in paragraphs[:40] if p.kind is BlockKind.HEADING and p.language == language]
    if several and headings:
        return next((text for text in headings if len(text) >= _SHORTEST_TITLE), headings[0])
    if source.title:
        return source.title
    if headings:
        return headings[0]
    return next(
        (p.text for p in paragraphs if 8 <= len(p.text) <= 250),
        paragraphs[0].text[:200] if paragraphs else "",
    )
