"""Taking apart what a source glued together: titles behind the article before, items within a line.

Some collections of statutes lost their line feeds: each article is one piece, and the title of the next
stands behind its last sentence, without a space (``... bulunamaz.Gölet``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.model import ProvisionKind as K
from ingest.source import BlockKind
from ingest.structure.labels import Label, read_labels
from ingest.structure.reflow import Paragraph, starts_article

_FEWEST = 3  # articles that end so, and half of all: otherwise it is a slip of one sentence
_LONGEST = 300  # characters of a title, with the headings of the chapter before it
# Directly behind the end of a sentence, or the mark of a note there: a capital, and no stop from there on.
_TITLE = re.compile(r"(?<=[.;,)\]\d])(?=[^\W\d_a-zçğıöşü][^.;:]*$)")
# "İKİNCİBÖLÜMSuça TeşebbüsSuça teşebbüs": the last capital within a word begins the title of the article.
_GROUP = re.compile(r"[^\W\d_a-zçğıöşü]+\s?(?:BÖLÜM|KISIM|KİTAP)")
_GLUED_CAPITAL = re.compile(r"(?<=[a-zçğıöşü])(?=[A-ZÇĞİÖŞÜ][^A-ZÇĞİÖŞÜ]*$)")

# "(2)", "b)" glued to the sentence before it or to the mark of a note, where the source lost its line feeds.
_ITEM = re.compile(
    r"(?:(?<=[.;:])\s?|(?<=\]))(?=\((?:\d{1,2}|[a-z]|[ivx]{1,4})\)\s?\S)"
    r"|(?<=[.,;:\]])(?=[a-zçğıöşü]\)\s\S)|(?<=[.:]\))\s(?=a\)\s\S)"
)
# The sentence goes on behind the last item of a glued list: "... veren,Kişi".
_REST = re.compile(r"(?<=[,;])(?=[A-ZÇĞİÖŞÜ][^\W\d_])")
_ITEM_STYLES = frozenset({"(1)", "(a)", "(i)", "a)", "a) tr"})


def part_glued_titles(paragraphs: Sequence[Paragraph], languages: frozenset[str]) -> list[Paragraph]:
    """Make headings of the titles that stand behind the last sentence of the article before theirs."""
    before = [
        place
        for place, following in enumerate(paragraphs[1:])
        if _is_text(paragraphs[place]) and starts_article(following.text, languages)
    ]
    cuts = {place: at for place in before if (at := _title_start(paragraphs[place].text)) is not None}
    if len(cuts) < _FEWEST or len(cuts) < 0.5 * len(before):
        return list(paragraphs)
    result: list[Paragraph] = []
    for place, paragraph in enumerate(paragraphs):
        if place not in cuts:
            result.append(paragraph)
            continue
        text, title = paragraph.cut(cuts[place])
        result.append(text)
        title = replace(title, kind=BlockKind.HEADING)
        if _GROUP.match(title.text) and (inner := _GLUED_CAPITAL.search(title.text)):
            group, title = title.cut(inner.start())
            result.append(group)
        result.append(replace(title, hint=K.ARTICLE))
    return result


def _is_text(paragraph: Paragraph) -> bool:
    return paragraph.kind in (BlockKind.PARAGRAPH, BlockKind.LINE)


def _title_start(text: str) -> int | None:
    """Where the title behind the last sentence begins, which no space sets off."""
    match = _TITLE.search(text, max(1, len(text) - _LONGEST))
    return match.end() if match and text[match.end()].isupper() else None


def labels_within(text: str, offset: int, languages: frozenset[str]) -> list[list[Label]]:
    """The readings of each label that may stand in the middle of a line: ``... uygulanmaz.(2) Bu suç``."""
    return [
        [x for x in read_labels(text, languages, cut.end()) if x.style in _ITEM_STYLES]
        for cut in _ITEM.finditer(text, offset + 1)
    ]


def rest_of_sentence(text: str, start: int, until: int) -> int | None:
    """Where the sentence goes on that the last item of a glued list interrupted."""
    rest = _REST.search(text, start, until)
    return rest.start() if rest else None
