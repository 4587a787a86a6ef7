"""The legal side of ingestion: from the blocks of a source file to provisions with eIds and spans.

``parse`` is the whole interface. The steps, one module each: ``reflow`` (blocks to paragraphs),
``units`` and ``labels`` (the two tables of numbering), ``recognise`` (which paragraphs open a unit),
``preamble`` (what surrounds the articles), ``levels`` (what stands inside them), ``headings``,
``versions`` (several languages in one file), ``build`` (the tree, its spans and eIds).
"""

from __future__ import annotations

from ingest.structure.parse import PARSER_VERSION, Identify, ParsedText, Traced, parse

__all__ = ["PARSER_VERSION", "Identify", "ParsedText", "Traced", "parse"]
