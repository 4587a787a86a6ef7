"""Sentences of a provision: what a reader can be shown as the place that answers.

Ours, since what there is does not know statutes. Tried on our languages: ``sentencex`` (well kept, some
240 languages) parts "ст. | 228.1" and "para. | 2", leaves items after semicolons together and does not
know the Khmer full stop; ``pysbd`` is no longer kept; plain Unicode segmentation (UAX #29, ``uniseg``)
parts after every abbreviation; punkt needs a trained model for each language. What ends a sentence is
therefore Unicode's to say (the property Sentence_Break, so every script has its own full stop) and
what does not is a short list of what law abbreviates. A line break ends one (a document's
lines are its paragraphs and items), and so does a semicolon. Thai and Lao write a space between
clauses; it parts a sentence where that would be too long, as clause marks do elsewhere.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import regex

Span = tuple[int, int]

LONGEST = 300
"""Characters of a sentence; a longer one is cut at its clauses."""
_LEAST = 12
"""Letters; what says less (a number, a label) stands with the sentence after it."""

_CLOSING = r"[\p{Sentence_Break=Close}\p{Sentence_Break=SContinue}\p{Mn}\u200b-\u200f]*"
_END = regex.compile(
    # The end of a line.
    r"(?P<line>\s*[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]\s*)"
    # A full stop that is nothing else, in any script: 。 ？ ؟ । ။ ។ ۔
    rf"|\p{{Sentence_Break=STerm}}+(?:{_CLOSING}\p{{Sentence_Break=STerm}})*{_CLOSING}\s*"
    # A semicolon; the Greek question mark looks the same.
    r"|[;；؛;]\s*"
    # A point, which may be part of an abbreviation or of a number.
    rf"|(?P<point>\p{{Sentence_Break=ATerm}}){_CLOSING}\s+"
)
_WORD_BEFORE = regex.compile(r"[\p{L}\p{M}\p{N}.№§\-–/]*\Z")
# "(a)" begins an item and tells nothing.
_NEXT_LOWER = regex.compile(r"(?!\p{Ps}?\p{L}{1,4}\p{Pe})\P{L}{0,2}\p{Ll}")
_NUMBER = regex.compile(r"[\p{N}.\-–/]+|[ivxlcdmIVXLCDM]+")
_LETTER = regex.compile(r"[\p{L}\p{N}]")
_CLUSTER = regex.compile(r"\X")
# Where a long sentence may be cut, best first: clauses, enumerations, spaces.
_CUTS = tuple(
    regex.compile(mark)
    for mark in (
        r"[:：—–;；؛]\s*|\s(?=\(\p{Alnum}{1,4}\)\s)",
        r"[,，、،၊፣]\s*|\s+(?=[\p{Thai}\p{Lao}\p{Khmer}])(?<=[\p{Thai}\p{Lao}\p{Khmer}]\s+)",
        r"\s+|\u200b",
    )
)
# Words before a point that does not end a sentence, folded: of articles, paragraphs, items, numbers,
# pages, dates and titles, in the languages that abbreviate them so. Single letters always are such words.
_LIST = """
art arts no nos para paras par pars sec secs sect ss cl cll sch sched ch chap cap vol pt pts pp reg regs
rs fig cf e.g i.e viz ibid op al seq dr mr mrs ms prof st gov govt ltd co inc corp dept ex rev supp stat
jan feb mar apr jun jul aug sep sept oct nov dec
núm num inc fracc sr sra ud uds arts apdo pág págs párr lit av réf éd alin
abs nr ziff buchst vgl bzw bspw usw ggf zzgl inkl bgbl gem i.v.m i.s.d z.b d.h u.a
stb trb lid jo blz bijv enz m.b.t
čl odst písm sb č tzv např
md bkz rg vb örn
ст стст п пп пункт ч г гг гл разд абз подп ред утв им тыс млн млрд руб коп см напр т.е т.д т.п т.к др пр
р.п стр лит обл ул д корп кв тел д-р проф акад вып изд кн пер прим рис табл
бап тарм т.б ж жж б с.с
"""
_ABBREVIATIONS = frozenset(_LIST.split())


def split_sentences(text: str, longest: int = LONGEST) -> list[Span]:
    """The spans of the sentences of a text: in order, apart, each with a letter or digit in it.

    Together they hold every letter of the text. None is longer than ``longest`` characters (4 at
    least), and white space stands at neither end.

    >>> text = "1. No one shall, under Art. 5, sell poppy straw. Fines: see s. 9."
    >>> [text[start:end] for start, end in split_sentences(text)]
    ['1. No one shall, under Art. 5, sell poppy straw.', 'Fines: see s. 9.']
    """
    whole = [span for span in _trimmed(text, _ends(text)) if _LETTER.search(text, *span)]
    pieces = [piece for span in whole for piece in _cut(text, span, longest)]
    pieces = [span for span in pieces if _LETTER.search(text, *span)]
    return _join_labels(text, pieces, longest)


def gather(spans: Sequence[Span], most: int) -> list[Span]:
    """At most ``most`` stretches that hold all the spans: neighbours that are shortest together are joined.

    >>> gather([(0, 9), (10, 12), (13, 15), (16, 30)], 3)
    [(0, 9), (10, 15), (16, 30)]
    """
    found = list(spans)
    while len(found) > max(1, most):
        at = min(range(len(found) - 1), key=lambda number: found[number + 1][1] - found[number][0])
        found[at : at + 2] = [(found[at][0], found[at + 1][1])]
    return found


def _ends(text: str) -> list[int]:
    """Where sentences end, the white space after them included."""
    ends = [match.end() for match in _END.finditer(text) if match["point"] is None or _ends_at(text, match)]
    return [*ends, len(text)]


def _ends_at(text: str, match: regex.Match[str]) -> bool:
    """Whether the point of a match ends a sentence."""
    at = match.start("point")
    if "\n" in text[at : match.end()]:
        return True
    if _NEXT_LOWER.match(text, match.end()):
        return False
    before = _WORD_BEFORE.search(text, max(0, at - 30), at)
    word = before.group().lstrip(".-–/№§").casefold() if before else ""
    last = word.rpartition(".")[2]
    if (len(last) == 1 and last.isalpha()) or last in _ABBREVIATIONS or word in _ABBREVIATIONS:
        return False
    # "1." begins an item where it stands at the head of a line, and ends a sentence where it does not.
    head = text.rfind("\n", 0, at) + 1
    return not (_NUMBER.fullmatch(word) and not _LETTER.search(text, head, at - len(word)))


def _trimmed(text: str, ends: Sequence[int]) -> Iterator[Span]:
    for start, end in itertools.pairwise([0, *ends]):
        stretch = text[start:end]
        inner = stretch.strip()
        if inner:
            left = start + len(stretch) - len(stretch.lstrip())
            yield left, left + len(inner)


def _cut(text: str, span: Span, longest: int) -> Iterator[Span]:
    """A span in pieces of at most so many characters, cut as late as its best marks allow."""
    start, end = span
    while end - start > longest:
        # Not so early that a scrap is left.
        at = next(
            (
                found
                for mark in _CUTS
                if (found := _last_cut(mark, text, start + longest // 3, start + longest))
            ),
            None,
        ) or _between_clusters(text, start, start + longest)
        yield from _trimmed_one(text, start, at)
        start = at
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end


def _last_cut(mark: regex.Pattern[str], text: str, least: int, most: int) -> int | None:
    return max((m.end() for m in mark.finditer(text, least, most) if m.end() < most), default=None)


def _between_clusters(text: str, start: int, most: int) -> int:
    """The last place up to ``most`` that does not part a letter from its marks, if there is one."""
    ends = [match.end() for match in _CLUSTER.finditer(text, start, most + 1)]
    return max((end for end in ends if start < end <= most), default=most)


def _trimmed_one(text: str, start: int, end: int) -> Iterator[Span]:
    yield from ((start + left, start + right) for left, right in _trimmed(text[start:end], [end - start]))


def _join_labels(text: str, pieces: Sequence[Span], longest: int) -> list[Span]:
    found: list[Span] = []
    for start, end in pieces:
        if found:
            first, last = found[-1]
            label = sum(1 for _ in _LETTER.finditer(text, first, last)) < _LEAST
            # Chinese says in four characters what takes twelve letters elsewhere.
            label = label and len(text[first:last].encode()) < 2 * _LEAST
            if label and end - first <= longest:
                found[-1] = (first, end)
                continue
        found.append((start, end))
    return found
