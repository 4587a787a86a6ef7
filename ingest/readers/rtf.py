"""Rich Text Format, through the striprtf library."""

from __future__ import annotations

from corpus.errors import DamagedFileError
from ingest.limits import Limits
from ingest.readers.gather import BlockGatherer
from ingest.source import BlockKind, SourceText

MEDIA_TYPE = "application/rtf"


def read(data: bytes, name: str, limits: Limits) -> SourceText:
    """Read RTF; its control words are ASCII, its text comes in the code page that it names."""
    from striprtf.striprtf import rtf_to_text

    try:
        text = str(rtf_to_text(data.decode("latin-1"), errors="replace"))  # type: ignore[no-untyped-call, unused-ignore]
    except (ValueError, IndexError, KeyError, AttributeError) as error:
        raise DamagedFileError(
            f"{name} is malformed RTF ({error}).", remedy="Open it in a word processor and save it as DOCX."
        ) from error
    gatherer = BlockGatherer(name, limits)
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if line.endswith("|") and len(cells) > 2:  # striprtf ends the cells of a row so
            gatherer.add(" | ".join(cells[:-1]), BlockKind.ROW)
        else:
            gatherer.add(line)
    return gatherer.finish(MEDIA_TYPE)
