# ruff: noqa: E501 - a row of the tables is read as one line
"""What surrounds the articles: covering notes, recitals, closing words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.model import ProvisionKind as K
from ingest.structure.recitals import opening_pattern
from ingest.structure.reflow import Paragraph

_NOTE_VERBALE = re.compile(
    r"presents its compliments|avails itself of this opportunity|свидетельствует сво[её] уважение|ілтипатын|"
    r"présente ses compliments|致意|saygılarını sunar|takes this opportunity to renew",
    re.IGNORECASE,
)
_LETTER_START = re.compile(r"(?:No\.|№|Ref\.?|Қосымша|Приложение|Enclosure)\s*\S")
_GLUED_SENTENCE = re.compile(r"(?<=[,;.])(?=[^\W\d_a-zа-яё][a-zа-яё])")
_SHORTEST_RECITAL = 40
_AGREES = re.compile(
    r"(?:do\s+)?(?:hereby\s+)?(?:have\s+)?agreed?\b|komen\b|zijn\b.*overeen|hebben\b.*overeen|sont\s+conven|han\s+conven"
    r"|acuerdan|convienen|sind\b.*übereingekommen|haben\b.*vereinbart|согласились|договорились",
    re.IGNORECASE,
)
_CAPS_THEN_TEXT = re.compile(r"(?:[^\W\d_a-zа-яёәіңғүұқөһ]+[\s,.\-–()]+){4,}(?=[^\W\d_][a-zа-яёәіңғүұқөһ])")


def is_note_verbale(text: str) -> bool:
    """Tell whether a paragraph is from a note that conveys the document."""
    return bool(_NOTE_VERBALE.search(text))


def split_preamble(paragraph: Paragraph, language: str) -> list[Paragraph]:
    """Divide a preamble printed in one piece into its recitals (``The Parties, Concerned with ..., Recognizing ...``).

    Cuts where a comma or semicolon stands directly before a capital letter (glued by the
    source), and where one is followed by a word that opens recitals.
    """
    if len(paragraph.text) < 200:
        return [paragraph]
    pattern = opening_pattern(language)
    glued = {match.start() for match in _GLUED_SENTENCE.finditer(paragraph.text)}
    cuts = set(glued)
    if pattern is not None:
        cuts |= {
            match.end()
            for match in re.finditer(r"[,;]\s+(?=[^\W\d_])", paragraph.text)
            if (paragraph.text[match.end()].isupper() or language[:2] == "de")
            and (pattern.match(paragraph.text, match.end()) or _AGREES.match(paragraph.text, match.end()))
        }
    pieces: list[Paragraph] = []
    rest, shift = paragraph, 0
    for cut in sorted(cuts):
        if cut - shift < 2 or cut >= len(paragraph.text):
            continue
        before = len(rest.text)
        head, rest = rest.cut(cut - shift)
        shift += before - len(rest.text)
        pieces.append(head)
    pieces.append(rest)
    if len(glued) < 3 or min(len(p.text) for p in pieces[1:-1]) < _SHORTEST_RECITAL:
        return pieces
    # Glued in one breath: all between "The Parties," and "have agreed" are recitals, whatever the language.
    return pieces[:1] + [p if _AGREES.match(p.text) else replace(p, hint=K.RECITAL) for p in pieces[1:]]


def split_cover(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Cut an address in capitals from the letter that a lost line feed glued to it."""
    result: list[Paragraph] = []
    for paragraph in paragraphs:
        match = _CAPS_THEN_TEXT.match(paragraph.text)
        if match and len(paragraph.text) - match.end() > 40:
            result.extend(paragraph.cut(match.end()))
        else:
            result.append(paragraph)
    return result


def cover_runs(paragraphs: Sequence[Paragraph], languages: Sequence[str]) -> list[tuple[int, int]]:
    """Return the covering notes among the paragraphs before the instrument, as index ranges.

    A note is what is written in one language around a formula of courtesy, from its number
    to the address in capitals; the letterhead above stays outside.
    """
    runs: list[tuple[int, int]] = []
    formulas = [i for i, p in enumerate(paragraphs) if is_note_verbale(p.text)]
    if not formulas:
        return []
    last = -1
    for formula in formulas:
        if formula <= last:
            continue
        start = formula
        while (
            start - 1 > last
            and languages[start - 1] == languages[formula]
            and _letter_part(paragraphs[start - 1].text)
        ):
            start -= 1
        while start - 1 > last and _LETTER_START.match(paragraphs[start - 1].text):
            start -= 1
        end = formula + 1
        while end < len(paragraphs) and not is_caps(paragraphs[end].text):
            if _LETTER_START.match(paragraphs[end].text) and end > formula + 6:
                break
            end += 1
        while (
            end < len(paragraphs)
            and is_caps(paragraphs[end].text)
            and not _looks_like_letterhead(paragraphs, end)
        ):
            end += 1
        runs.append((start, end))
        last = end - 1
    return runs


def _letter_part(text: str) -> bool:
    return not is_caps(text) and len(text) > 3


def _looks_like_letterhead(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """An address ends where the letterhead of the next note begins: the words that began the file."""
    heads = {p.text for p in paragraphs[:12] if is_caps(p.text) and len(p.text) > 40}
    return paragraphs[index].text in heads


def is_caps(text: str) -> bool:
    """Tell whether a paragraph is in capitals."""
    letters = [c for c in text if c.isalpha() and c.lower() != c.upper()]
    return len(letters) >= 3 and sum(c.isupper() for c in letters) > 0.9 * len(letters)
