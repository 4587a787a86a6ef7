r"""Make a text safe and plain before any encoder sees it.

Both engines of the bundled encoder get exactly what :func:`prepare` returns. It exists because the
small engine is a C program that takes texts on trust: a NUL ends the text silently, a lone
surrogate cannot be written as UTF-8, and a character whose compatibility form is much longer than
itself (U+FDFA becomes eighteen) overruns a buffer that assumes four code points per byte.
After NFKC no such character is left.

>>> prepare("ﬁnal\x00  １２\ud800")
'final 12'
"""

from __future__ import annotations

import re
import unicodedata

# Names the rules below; part of every fingerprint, so raise it with any change to them.
RULES = "nfkc-1"

# More than any encoder reads (512 tokens of the longest words are some 4,000 characters).
MAX_CHARACTERS = 6_000

# Words that a tokenizer would take for its own control tokens if they stood in a text.
_CONTROL_TOKENS = re.compile(r"<(/?s|pad|unk|mask)>")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]+")


def prepare(text: str) -> str:
    """The text in NFKC, on one line, without control characters, of bounded length."""
    text = text[:MAX_CHARACTERS].encode("utf-8", "ignore").decode("utf-8")
    text = _CONTROLS.sub(" ", unicodedata.normalize("NFKC", text))
    text = _CONTROL_TOKENS.sub(r"< \1 >", text)
    return " ".join(text[:MAX_CHARACTERS].split())
