"""From bytes to characters: byte-order marks, declarations, and detection where both are missing."""

from __future__ import annotations

import codecs
import re
from collections import Counter

from ingest.readers.encoding_guess import guess, is_wide, read_as

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_DECLARATION = re.compile(rb"""^\s*<\?xml[^>]+encoding\s*=\s*["']([\w.:-]+)["']""", re.IGNORECASE)
_HEAD = 16_384
_ISO_2022 = re.compile(rb"\x1b\$[@B]|\x1b\$\(D")  # the escapes into Japanese
_LIKELY = 0.3  # what writing in the right encoding always reaches
# Detection reads a sample: it is quadratic in nothing, but slow, and an encoding shows early.
_SAMPLE = 200_000
# Names that pages use for an encoding whose superset is what they really contain (WHATWG).
_WIDER = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "iso-8859-9": "cp1254",
    "tis-620": "cp874",
    "windows-874": "cp874",
    "iso-8859-8-i": "iso-8859-8",
    "big5": "big5hkscs",
}


def decode(data: bytes, *, declared: bool = False) -> tuple[str, str, str | None]:
    """Return the text of ``data``, the name of its encoding, and a note if that was a guess.

    ``declared`` says that the format states its encoding within (HTML, XML). Order of trust:
    byte-order mark, UTF-8 that decodes, declaration, UTF-16 told by its zero bytes, detection.
    UTF-8 goes before the declaration, because text in another encoding practically never decodes
    as UTF-8 by accident while declarations are often left over from another time.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), encoding, None
    if _ISO_2022.search(data[:_HEAD]):
        return data.decode("iso2022_jp_ext", "replace"), "iso-2022-jp", None
    wide = guess_wide(data)
    if wide is None:
        try:
            return data.decode("utf-8"), "utf-8", None
        except UnicodeDecodeError:
            pass
    if declared:
        head = data[:_HEAD]
        match = _DECLARATION.search(head) or _META.search(head)
        if match:
            name = match[1].decode("ascii").lower()
            name = _WIDER.get(name, name)
            try:
                return data.decode(name), name, None
            except (LookupError, UnicodeDecodeError):
                pass
    if wide is not None:
        return data.decode(wide, "replace"), wide, None
    return _detect(data)


def guess_wide(data: bytes) -> str | None:
    """Tell UTF-16 and UTF-32 without a byte-order mark; None for anything else."""
    return _guess_utf32(data) or guess_utf16(data)


def _guess_utf32(data: bytes) -> str | None:
    """Tell UTF-32: of every four bytes two are zero, for nobody writes beyond the first planes."""
    head = data[: _HEAD // 4 * 4]
    if len(head) < 16 or len(data) % 4:
        return None
    for encoding, high in (("utf-32-le", (2, 3)), ("utf-32-be", (0, 1))):
        if sum(head[high[0] :: 4]) <= len(head) // 100 and not any(head[high[1] if high[1] == 3 else 0 :: 4]):
            try:
                head.decode(encoding)
            except UnicodeDecodeError:
                continue
            return encoding
    return None


def guess_utf16(data: bytes) -> str | None:
    """Tell UTF-16 without a byte-order mark: one byte in two is nearly always one of very few.

    (The upper halves: of Latin letters zero, of Cyrillic ones four, and so on.) Ideographs have
    many upper halves; they are told by making sense in one order of bytes and none in the other.
    """
    head = data[: _HEAD // 2 * 2]
    if len(head) < 16 or 0 not in head:
        return None
    shares = []
    for start in (0, 1):
        half = head[start::2]
        shares.append(sum(count for _, count in Counter(half).most_common(3)) / len(half))
    if max(shares) < 0.9 or min(shares) > 0.7:
        return _guess_ideographs(head)
    return "utf-16-be" if shares[0] > shares[1] else "utf-16-le"


def _guess_ideographs(head: bytes) -> str | None:
    for encoding in ("utf-16-le", "utf-16-be"):
        text = head.decode(encoding, "replace")
        if sum(sign in "\r\n\t" or " " <= sign <= "~" or is_wide(sign) for sign in text) > 0.95 * len(text):
            return encoding
    return None


def _detect(data: bytes) -> tuple[str, str, str | None]:
    mostly = data.decode("utf-8", "replace")
    broken = mostly.count("\ufffd")
    if broken and broken <= len(mostly) // 1000:
        return mostly, "utf-8", f"{broken} bytes are not UTF-8 and are shown as \ufffd."
    found = guess(data)
    if found.score < _LIKELY:
        from charset_normalizer import from_bytes

        best = from_bytes(data[:_SAMPLE]).best()
        name = best.encoding if best else "cp1252"
        return (
            data.decode(name, "replace"),
            name,
            f"The encoding is not stated and its letters tell little; {name} is a guess: check the text.",
        )
    note = f"The encoding is not stated; {found.encoding} was found by its letters."
    if found.rival:
        note = f"{note[:-1]}, but {found.rival} is nearly as likely: check the text."
    return read_as(data, found.encoding), found.encoding, note
