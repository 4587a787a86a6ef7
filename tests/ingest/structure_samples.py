"""Small invented texts for the tests of structure, and what must hold of every parsed text."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.source import Block, BlockKind, SourceText
from ingest.structure import ParsedText, parse


def one_language(texts: Sequence[str], default: str | None) -> list[str]:
    """An identifier that believes what it is told."""
    return [default or "en"] * len(texts)


def source(*lines: str | Block, kind: BlockKind = BlockKind.PARAGRAPH) -> SourceText:
    """A source with a block per line; lines that begin with ``# `` are headings."""
    blocks = [
        line if isinstance(line, Block)
        else Block(line[2:], BlockKind.HEADING, 2) if line.startswith("# ")
        else Block(line, kind)
        for line in lines
    ]  # fmt: skip
    return SourceText("text/plain", tuple(blocks))


def parse_lines(
    *lines: str | Block, language: str = "en", kind: BlockKind = BlockKind.PARAGRAPH
) -> ParsedText:
    """The only version of a source made of these lines."""
    (parsed,) = parse(source(*lines, kind=kind), language, one_language)
    check(parsed)
    return parsed


def eids(parsed: ParsedText) -> list[str]:
    """The eIds in document order."""
    return [provision.eid for provision in parsed.provisions]


def words(parsed: ParsedText, eid: str) -> str:
    """The text of one provision."""
    provision = next(p for p in parsed.provisions if p.eid == eid)
    return parsed.text[provision.start : provision.end]


def check(parsed: ParsedText) -> None:
    """Assert what must hold of any parsed text: spans nest, begin with labels, cover everything."""
    by_eid = {provision.eid: provision for provision in parsed.provisions}
    assert len(by_eid) == len(parsed.provisions)
    covered = bytearray(len(parsed.text))
    for place, provision in enumerate(parsed.provisions):
        assert provision.ordinal == place
        assert 0 <= provision.start < provision.end <= len(parsed.text)
        assert parsed.text.startswith(provision.label, provision.start)
        if place:
            assert parsed.provisions[place - 1].start <= provision.start
        if provision.parent is None:
            assert not any(covered[provision.start : provision.end])
            covered[provision.start : provision.end] = b"\1" * (provision.end - provision.start)
        else:
            parent = by_eid[provision.parent]
            assert parent.start <= provision.start
            assert provision.end <= parent.end
    lost = [c for c, done in zip(parsed.text, covered, strict=True) if not done and not c.isspace()]
    assert not lost
