"""The fields of a register file, in the order in which a file has them (docs/register.md explains them)."""

from __future__ import annotations

HEADER = (
    "id",
    "kind",
    "jurisdiction",
    "body",
    "number",
    "date",
    "in_force",
    "last_amended",
    "years",
    "status",
    "official_source",
    "official_text",
    "source_title",
    "titles",
    "names",
    "checked_against",
    "language",
    "left_out",
)
"""The fields of an instrument, in the order in which a file has them."""

PROVISION = (
    "eid",
    "parent",
    "number",
    "checksum",
    "heading",
    "abstract",
    "areas",
    "strength",
    "who",
    "cites",
    "substances",
    "amounts",
    "derived",
)
"""The fields of a provision, in the order in which a file has them."""
