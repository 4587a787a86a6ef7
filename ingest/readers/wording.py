"""Cleaning of extracted text: what is format goes, what is wording stays.

The only changes ever made to the words of a source: Unicode NFC, white space collapsed to single
spaces, and characters removed that carry no wording (controls, soft hyphens, byte-order marks,
zero-width marks outside the scripts that write with them).
"""

from __future__ import annotations

import re
import unicodedata

# Scripts that write with the zero-width joiner and non-joiner: Arabic (Persian, Urdu, Uyghur),
# Syriac, N'Ko, the Indic blocks, Sinhala, Tibetan, Myanmar, Khmer, Mongolian.
_JOINING = "\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\ua8e0-\ua8ff\ufb50-\ufdff\ufe70-\ufefc"
# Scripts that are written without spaces, where U+200B tells the words apart.
_SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\uaa60-\uaa7f"

_IDLE_JOINER = re.compile(f"(?<![{_JOINING}\u200c\u200d])[\u200c\u200d]+")
_IDLE_WORD_SPACE = re.compile(f"(?<![{_SPACELESS}])\u200b+|\u200b+(?![{_SPACELESS}])")
# Soft hyphen, word joiner, byte-order mark, directional marks and embeddings, interlinear anchors.
_INVISIBLE = re.compile(
    "[\u00ad\u2060-\u2064\ufeff\u200e\u200f\u061c\u202a-\u202e\u2066-\u206f\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# Marks that make a page show other words than the file holds: overrides turn letters round,
# tags are a whole alphabet that nobody sees. No law needs them.
_DECEPTIVE = re.compile("[\u202d\u202e\U000e0000-\U000e007f]")
_SPACE = re.compile(r"\s+")
_SUPERSCRIPT = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")


def tidy(text: str) -> str:
    """Return ``text`` on one line, in NFC, without characters that are no wording.

    >>> tidy("drug" + chr(0xAD) + "control" + chr(0xA0) + "  law")
    'drugcontrol law'
    """
    if text.isascii():
        return _SPACE.sub(" ", _FORBIDDEN.sub("", text)).strip()
    text = _FORBIDDEN.sub("", text)
    text = _INVISIBLE.sub("", text)
    text = _IDLE_JOINER.sub("", text)
    text = _IDLE_WORD_SPACE.sub("", text)
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip()


def count_forbidden(text: str) -> int:
    """Count the control characters and lone surrogates that :func:`tidy` takes out."""
    return len(_FORBIDDEN.findall(text))


def count_deceptive(text: str) -> int:
    """Count the marks by which a page would show other words than are there; :func:`tidy` takes them out."""
    return 0 if text.isascii() else len(_DECEPTIVE.findall(text))


def raise_digits(text: str) -> str:
    """Return ``text`` in superscript characters where all of it can be, else unchanged.

    Legal numbering hangs on this: an article 228 with a raised 1 is not article 2281.

    >>> raise_digits("1"), raise_digits("bis")
    ('¹', 'bis')
    """
    raised = text.translate(_SUPERSCRIPT)
    return raised if all(new != old or new.isspace() for new, old in zip(raised, text, strict=True)) else text
