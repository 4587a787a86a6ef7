"""What else a reader of a document should know: pages, recognition, language, structure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from corpus.languages import normalize_code
from corpus.model import Doubt, DoubtCode, Provision
from corpus.model import ProvisionKind as K
from ingest.source import SourceText
from ingest.structure import ParsedText

_STRUCTURE = frozenset({K.ARTICLE, K.SECTION, K.PARAGRAPH})
_POOR = 0.8  # mean confidence of recognition below which its words need a second look
_UNSURE = 0.6  # confidence of the language of a provision
_LETTERS = 60  # characters that a provision must have for its language to be doubted
_MOST_NAMED = 5


def find_page_doubts(source: SourceText) -> list[Doubt]:
    """Return doubts on pages without text and on what was recognised from images."""
    doubts = [
        Doubt(DoubtCode.PAGES_WITHOUT_TEXT, f"page {page.number} has no text", page.number)
        for page in source.pages
        if not page.text_layer and page.confidence is None
    ]
    read = [(page.number, page.confidence) for page in source.pages if page.confidence is not None]
    if read:
        mean = sum(confidence for _, confidence in read) / len(read)
        detail = f"{len(read)} pages were read from their images, with confidence {mean:.2f}"
        doubts.append(Doubt(DoubtCode.RECOGNISED, detail, read[0][0]))
    doubts += [
        Doubt(DoubtCode.POORLY_RECOGNISED, f"page {number} was read with confidence {confidence:.2f}", number)
        for number, confidence in read
        if confidence < _POOR
    ]
    return doubts


def find_language_doubts(part: ParsedText, stated: Sequence[str]) -> list[Doubt]:
    """Return doubts on languages; ``stated`` are those that the catalogue names."""
    doubts = []
    named = {normalize_code(code) or code for code in stated}
    if named and part.language not in named:
        said = ", ".join(sorted(named))
        doubts.append(Doubt(DoubtCode.LANGUAGE, f"the catalogue says {said}, the text is in {part.language}"))
    unsure = [
        provision
        for provision in part.provisions
        if provision.language_confidence is not None
        and provision.language_confidence < _UNSURE
        and provision.end - provision.start >= _LETTERS
        and provision.kind in _STRUCTURE
    ]
    for provision in unsure[:_MOST_NAMED]:
        sure = provision.language_confidence or 0.0
        detail = (
            f"the language of {provision.eid} is taken for {provision.language} with confidence {sure:.2f}"
        )
        doubts.append(Doubt(DoubtCode.LANGUAGE, detail, _page(provision), provision.eid))
    if len(unsure) > _MOST_NAMED:
        doubts.append(Doubt(DoubtCode.LANGUAGE, f"{len(unsure) - _MOST_NAMED} more provisions are as unsure"))
    return doubts


def find_structure_doubts(part: ParsedText) -> list[Doubt]:
    """Return a doubt where no structure was found, or where much of the text is in none."""
    if not any(provision.kind in _STRUCTURE for provision in part.provisions):
        return [Doubt(DoubtCode.STRUCTURE, "no articles, sections or numbered paragraphs were found")]
    lengths = Counter[bool]()
    for provision in part.provisions:
        if provision.parent is None:
            lengths[provision.kind is K.BLOCK] += provision.end - provision.start
    if lengths[True] > 0.2 * lengths.total():
        share = lengths[True] / lengths.total()
        return [Doubt(DoubtCode.STRUCTURE, f"{share:.0%} of the text stands outside any structure found")]
    return []


def _page(provision: Provision) -> int | None:
    return provision.pages[0] if provision.pages else None
