"""The tokens, code pages and destinations of Rich Text Format (Microsoft's specification 1.9.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    rb"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})? ?"
    rb"|\\'(?P<hex>[0-9A-Fa-f]{2})"
    rb"|\\(?P<sign>[^A-Za-z])"
    rb"|(?P<brace>[{}])"
    rb"|(?P<text>[^\\{}\r\n]+)",
    re.S,
)

# Font charset -> code page (specification, "Font Table"); 0 and 1 mean the document's own.
CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030", 136: "big5hkscs",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
SYMBOL = "symbol"  # charset 2: pictures in the place of letters
_PAGES = {
    10000: "mac_roman", 10001: "cp932", 10006: "mac_greek", 10007: "mac_cyrillic", 10029: "mac_latin2",
    10081: "mac_turkish", 1361: "johab", 936: "gb18030", 950: "big5hkscs", 65001: "utf-8", 28591: "cp1252",
    20866: "koi8_r", 21866: "koi8_u", 54936: "gb18030", 708: "iso8859_6", 28595: "iso8859_5",
}  # fmt: skip

# Words that stand for characters.
CHARACTERS = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005",
    "zwj": "\u200d", "zwnj": "\u200c", "lbr": "\n", "softline": "",
}  # fmt: skip

# Destinations whose content is no text of the document; one that is introduced by \* and is
# unknown counts as such too.
SKIPPED = frozenset(
    [
        "colortbl", "pict", "object", "objdata", "objclass", "objname", "themedata", "colorschememapping",
        "datastore", "latentstyles", "listtable", "listoverridetable", "revtbl", "rsidtbl", "generator",
        "xmlnstbl", "filetbl", "fldinst", "datafield", "bkmkstart", "bkmkend", "pntxtb", "pntxta",
        "pnseclvl", "atnid", "atnauthor", "atntime", "atndate", "atnref", "atnparent", "atnicn",
        "atrfstart", "atrfend", "annotation", "shprslt", "sp", "nonshppict", "blipuid", "blipstarttag",
        "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "mmathPr", "mmath", "docvar",
        "userprops", "wgrffmtfilter", "passwordhash", "pgptbl", "background", "template", "xe", "tc", "tcn",
        "nonesttables", "private1", "protusertbl", "mailmerge", "factoidname", "writereservhash", "xform",
        "xmlattrname", "xmlattrvalue", "xmlopen", "falt", "panose", "fontemb", "fontfile", "keycode",
    ]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """A control word with its number, a control sign, a brace, or bytes of text."""

    kind: str  # word, sign, brace, text
    value: str = ""
    number: int | None = None
    data: bytes = b""


def read_tokens(data: bytes) -> Iterator[Token]:
    """Yield the tokens of ``data``; line ends between them mean nothing, binary runs are left out."""
    at = 0
    while match := _TOKEN.search(data, at):
        at = match.end()
        if match["text"] is not None:
            yield Token("text", data=match["text"].replace(b"\0", b""))
        elif match["hex"] is not None:
            yield Token("text", "hex", data=bytes((int(match["hex"], 16),)))
        elif match["brace"] is not None:
            yield Token("brace", match["brace"].decode())
        elif match["sign"] is not None:
            yield Token("sign", match["sign"].decode("latin-1"))
        else:
            word = match["word"].decode()
            number = int(match["number"]) if match["number"] else None
            if word == "bin":
                at += max(0, number or 0)
            yield Token("word", word, number)


def code_page(number: int) -> str:
    """Return Python's name of a Windows code page, cp1252 for one that nobody knows.

    >>> code_page(1251), code_page(936), code_page(4711)
    ('cp1251', 'gb18030', 'cp1252')
    """
    name = _PAGES.get(number, f"cp{number}")
    try:
        "".encode(name)
    except LookupError:
        return "cp1252"
    return name
