# ruff: noqa: E501 - a row of the table is read as one line
"""The closing words of an instrument, by language: testimony, adoption, signature."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.model import ProvisionKind as K
from ingest.structure.paragraph import Paragraph
from ingest.structure.tree import Node, Position

_LONGEST = 60  # paragraphs
_CLOSING: dict[str, str] = {
    "en": r"IN WITNESS WHEREOF|In witness whereof|IN FAITH WHEREOF|DONE (?:AT|at|in)\b|Done (?:at|in)\b|Adopted (?:on|at|in|by)\b|EXPLANATORY STATEMENT|(?:English )?Acts of the Parliament can be purchased|DEPARTMENT\s?OF\s?GOVERNMENT\s?PRINTING",
    "ru": r"В УДОСТОВЕРЕНИЕ|В удостоверение|СОВЕРШЕНО|Совершено\s+в|Принято\s+\d|Президент(?: Российской Федерации)?(?:\s+(?:[А-Я]\.\s?){1,2}[А-Я][а-я]+)?\s*$",
    "es": r"EN TESTIMONIO|En testimonio|EN FE DE LO CUAL|En fe de lo cual|HECH[OA] en|Hech[oa] en|En virtud de todo lo expuesto",
    "fr": r"EN FOI DE QUOI|En foi de quoi|FAIT (?:à|À|A)\b|Fait (?:à|le)\b",
    "de": r"ZU URKUND|Zu Urkund|Geschehen (?:zu|in)\b|Ausgefertigt\b|So geschehen|Schlu(?:ß|ss)formel$",
    "nl": r"TEN BLIJKE WAARVAN|Ten blijke waarvan|GEDAAN te|Gedaan te|Lasten en bevelen|Gegeven te",
    "cs": r"\S.{0,40}\sv\.\s?r\.$",
    "uk": r"Президент України|м\.\s*Київ|(?:[А-ЯІЇЄҐ]\.\s?){1,2}[А-ЯІЇЄҐ'’\-]{3,}\s*$",
    "vi": r"Luật này (?:đã )?được Quốc hội|TM\.\s|CHỦ TỊCH QUỐC HỘI|THỦ TƯỚNG|Nơi nhận",
    "th": r"ผู้รับสนองพระ|หมายเหตุ",
    "ko": r"부득이",
    "ms": r"HURAIAN",
    "uz": r"Oʻzbekiston Respublikasining Prezidenti",
}


def closes(text: str, language: str) -> bool:
    """Tell whether a paragraph is the closing formula: adoption, testimony, signature."""
    words = _CLOSING.get(language.split("-")[0])
    return bool(words) and bool(re.match(words or "", text))


def add_conclusion(
    holder: Node,
    segments: Sequence[Position],
    paragraphs: Sequence[Paragraph],
    language: str,
    ends: Node | None = None,
) -> int:
    """Add the closing words among the segments to ``holder``; return how many segments precede.

    ``ends`` is the last unit: it ends there, with all that holds it.
    """
    for place, (index, offset) in enumerate(segments):
        if offset == 0 and place > 0 and closes(paragraphs[index].text, language):
            last = segments[-1][0] + 1
            if index < last - _LONGEST:
                continue
            holder.add(Node(K.CONCLUSION, (index, 0), end=(last, 0)))
            node = ends
            while node is not None and node.parent is not None:
                node.end = (index, 0)
                node = node.parent
            return place
    return len(segments)
