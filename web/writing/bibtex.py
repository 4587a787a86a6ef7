r"""BibTeX in UTF-8, for biber and recent programs: an entry a provision.

Written by hand, since the libraries that write it leave the escaping to others.
"""

from __future__ import annotations

import re

from anyascii import anyascii

from corpus.model import Nature
from web.citing import pinpoint, plain, say_area, say_newer, say_strength, say_summed_up, say_version
from web.messages import Messages
from web.rendering import jurisdiction_name
from web.writing.cited import CitedProvision, Paper
from web.writing.rows import name_heading

# A brace that is escaped by a backslash still counts as a brace, so it is named instead.
_SIGNS = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}
_NOT_IN_KEYS = re.compile(r"[^a-z0-9]+")


def as_bibtex(paper: Paper, t: Messages) -> bytes:
    """Return the provisions as BibTeX entries in UTF-8."""
    return "\n".join(_entry(cited, paper, t) for cited in paper.lines).encode()


def _entry(cited: CitedProvision, paper: Paper, t: Messages) -> str:
    instrument, document, provision = cited.found.instrument, cited.found.document, cited.found.provision
    remarks = [plain(pinpoint(cited, t)), say_version(cited, t), say_summed_up(cited, t), say_newer(cited, t)]
    if cited.recognised:
        remarks.append(t("citing.recognised"))
    remarks += [say_area(area, t) for area in cited.areas] + [say_strength(cited, t)]
    mark = "" if document.nature is Nature.AUTHENTIC else f"[{t(f'nature.{document.nature}')}] "
    fields = {
        # Doubled braces keep capitals as they are.
        "title": f"{{{escape(cited.title)}}}",
        "author": f"{{{escape(instrument.body or jurisdiction_name(instrument.jurisdiction, t))}}}",
        "year": escape(str(instrument.year or "")),
        "date": escape(instrument.date or ""),
        "howpublished": escape(cited.place),
        "pages": "--".join(map(str, dict.fromkeys(provision.pages))) if provision.pages else "",
        "version": str(document.version),
        "language": provision.language,
        "abstract": escape(mark + cited.found.text),
        "annote": escape(cited.note),
        "note": escape("; ".join(remark for remark in remarks if remark)),
        "keywords": escape(name_heading(cited.heading, t)) if cited.heading else "",
        "url": cited.permalink,
        "urldate": f"{paper.exported_at:%Y-%m-%d}",
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value not in ("", "{}")]
    return f"@misc{{{key_of(cited)},\n" + ",\n".join(lines) + "\n}\n"


def key_of(cited: CitedProvision) -> str:
    """Return the key of an entry: the end of the instrument's id, the eId, and which document it is of."""
    instrument, document = cited.found.instrument, cited.found.document
    name = anyascii(instrument.id.rsplit("/", 1)[-1]).lower()
    parts = (instrument.jurisdiction, str(instrument.year or ""), name[:40], cited.found.provision.eid)
    said = "-".join(_NOT_IN_KEYS.sub("-", anyascii(part).lower()).strip("-") for part in parts if part)
    return f"{said}-{document.id[:8]}"


def escape(text: str) -> str:
    r"""Return text as TeX reads it, on one line.

    >>> escape("5 % of {x}\n& more")
    '5 \\% of \\textbraceleft{}x\\textbraceright{} \\& more'
    """
    return "".join(_SIGNS.get(sign, sign) for sign in " ".join(text.split()))
