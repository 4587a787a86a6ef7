"""Finding the title of an instrument among the lines that stand before its first article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.model import InstrumentKind
from ingest.instruments import tell_kind

LONGEST = 300  # characters
_JOINED = 3  # lines that a title may run over

# What programs and publishers write where the title belongs.
_JUNK = re.compile(
    r"^(?:microsoft word\b.*|untitled.*|document\d*|.*\.(?:docx?|pdf|html?|indd|qxd|rtf|txt)"
    r"|[\d\s._\-]+|\S*\d\S*\s+\d+\.\.\d+|short title|amendment|layout \d+)$",
    re.IGNORECASE,
)
# Where the text is published, not what it is; who makes it; a motto.
_PUBLISHER = re.compile(
    r"\bgazette\b|journal officiel|công báo|sbírka zákonů|reports of cases|recopilación de la jurisprudencia"
    r"|diario oficial|bundesgesetzblatt|resm[iî] gazete|ราชกิจจานุเบกษา"
    r"|官报|官報|公报|собрание законодательства"
    r"|văn bản quy phạm|^quốc hội\b|^chính phủ\b|^thủ tướng\b|cộng hòa xã hội|^độc lập|^parliament of"
    r"|statement of legal effect|^\S+ (?:\S+ )?số\s*:?\s*\S+$"
    r"|^issued on|^printed |^price|^\W*(?:contents|mục lục|目次|目录|obsah|o b s a h)\W*$",
    re.IGNORECASE,
)
# A line that is only the word for what the instrument is: the name follows on the next.
_WORD_ALONE = re.compile(
    r"^(?:a bill|bill|an act|act|law|code|luật|bộ luật|nghị định|thông tư|quyết định|zákon|nařízení|закон"
    r"|указ|постановление|приказ|кодекс|заңы?|qonun|закони|кодекси|kanun|loi|décret|ley|gesetz|verordnung|wet"
    r"|undang-undang|พระราชบัญญัติ|نظام|قانون)$",
    re.IGNORECASE,
)
_ENACTS = re.compile(
    r"^(?:căn cứ|theo đề nghị|having regard|be it enacted|the parliament|vu\b|whereas|considering"
    r"|на основании|в соответствии|le ministre|el tribunal|\[|\()"
    r"|[.;:：。]$|^\S{0,12}\d{1,2}\s+(?:tháng|de|of)\s",
    re.IGNORECASE,
)
# With a number or date of its own, a line names one instrument and not a sort of them.
_NUMBERED = re.compile(
    r"\bno\.?\s*\d+|\bn[º°]\s*\d|№\s*\d|\bč\.\s*\d|\d{2,4}/\d{2,4}|\bof\s+(?:19|20)\d\d\b|,\s*(?:19|20)\d\d$"
    r"|\b(?:ze dne|du|vom|van|от|de)\s+\d{1,2}\b|第[〇一二三四五六七八九十百\d]+号",
    re.IGNORECASE,
)
_LISTED = re.compile(r"^\d+[.)]?\s")  # an entry of a table of contents


@dataclass(frozen=True, slots=True)
class _Candidate:
    text: str
    score: int


def is_title(text: str | None) -> bool:
    """Tell whether what a file states as its title can be one.

    >>> is_title("Microsoft Word - draft3.doc"), is_title("Act on Seeds")
    (False, True)
    """
    stripped = (text or "").strip()
    return bool(
        stripped
        and not _JUNK.match(stripped)
        and not _PUBLISHER.search(stripped)
        and sum(map(str.isalpha, stripped)) >= 4
    )


def find_title(lines: Sequence[str]) -> str | None:
    """Return the title among the opening ``lines`` of a text, None if no line looks like one.

    >>> find_title(["OFFICIAL GAZETTE", "Price: 3.00", "SEEDS (AMENDMENT) ACT, No. 4 OF 2011"])
    'SEEDS (AMENDMENT) ACT, No. 4 OF 2011'
    """
    candidates = [
        candidate
        for place, line in enumerate(lines)
        if (candidate := _judge(line, lines[place + 1 : place + 1 + _JOINED], place)) is not None
    ]
    best = max(candidates, key=lambda candidate: candidate.score, default=None)
    return best.text if best is not None else None


def _judge(line: str, following: Sequence[str], place: int) -> _Candidate | None:
    text = " ".join(line.split())
    if not 3 <= len(text) <= LONGEST or not is_title(text) or _LISTED.match(text):
        return None
    if _WORD_ALONE.match(text):
        joined = _join(text, following)
        return _Candidate(joined, 8) if joined != text else None
    if tell_kind(text) is InstrumentKind.OTHER or text.endswith((";", ",", ":", ".")):
        return None
    numbered = bool(_NUMBERED.search(text))
    return _Candidate(text, 3 + 3 * numbered + 2 * text.isupper() - min(place, 20) // 4)


def _join(word: str, following: Sequence[str]) -> str:
    title = word
    for line in following:
        text = " ".join(line.split())
        if not text or _ENACTS.search(text) or len(title) + len(text) > LONGEST:
            break
        title = f"{title} {text}"
        if not text.endswith((",", ";")) and not text.isupper():
            break
    return title
