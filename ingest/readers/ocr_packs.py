"""Which language packs of Tesseract read which language, and the Debian packages that hold them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

PROGRAM = "tesseract"
PROGRAM_PACKAGE = "tesseract-ocr"

# Language (BCP 47) -> packs, the best first. A second pack is for a language that is written in two scripts.
# Turkmen has no pack; Turkish lacks three of its letters and is the nearest.
PACKS: dict[str, tuple[str, ...]] = {
    "ar": ("ara",), "az": ("aze", "aze_cyrl"), "bn": ("ben",), "cs": ("ces",), "de": ("deu",), "en": ("eng",),
    "es": ("spa",), "fa": ("fas",), "fil": ("fil",), "fr": ("fra",), "he": ("heb",), "hi": ("hin",),
    "id": ("ind",), "it": ("ita",), "ja": ("jpn",), "ka": ("kat",), "hy": ("hye",), "be": ("bel",),
    "kk": ("kaz",), "km": ("khm",), "ko": ("kor",), "ky": ("kir",), "lo": ("lao",), "mn": ("mon",),
    "ms": ("msa",), "my": ("mya",), "ne": ("nep",), "nl": ("nld",), "pl": ("pol",), "prs": ("fas",),
    "ps": ("pus",), "pt": ("por",), "ru": ("rus",), "si": ("sin",), "ta": ("tam",), "tg": ("tgk",),
    "th": ("tha",), "tk": ("tur",), "tl": ("fil",), "tr": ("tur",), "ug": ("uig",), "uk": ("ukr",),
    "ur": ("urd",), "uz": ("uzb", "uzb_cyrl"), "uz-Cyrl": ("uzb_cyrl",), "uz-Latn": ("uzb",),
    "vi": ("vie",), "zh": ("chi_sim",), "zh-Hans": ("chi_sim",), "zh-Hant": ("chi_tra",),
}  # fmt: skip
# Packs that stand in for one that is not installed: of the same letters, as far as there are any.
KIN: tuple[tuple[str, ...], ...] = (
    ("rus", "ukr", "bel", "kaz", "kir", "tgk", "mon", "uzb_cyrl", "aze_cyrl"),
    ("ara", "fas", "urd", "pus", "uig"),
    ("hin", "nep"),
    ("chi_sim", "chi_tra"),
    ("eng", "fra", "spa", "por", "deu", "nld", "ces", "pol", "ita", "ind", "msa", "fil", "tur", "aze", "uzb",
     "vie"),
)  # fmt: skip
# The script that Tesseract tells from shapes -> languages to try, the likeliest first.
SCRIPTS: dict[str, tuple[str, ...]] = {
    "Latin": ("en",), "Cyrillic": ("ru",), "Arabic": ("ar", "fa"), "Hebrew": ("he",), "Devanagari": ("hi",),
    "Bengali": ("bn",), "Tamil": ("ta",), "Sinhala": ("si",), "Thai": ("th",), "Lao": ("lo",),
    "Khmer": ("km",), "Myanmar": ("my",), "Han": ("zh",), "HanS": ("zh",), "HanT": ("zh-Hant",),
    "Japanese": ("ja",), "Hangul": ("ko",), "Korean": ("ko",), "Georgian": ("ka",), "Armenian": ("hy",),
    "Vietnamese": ("vi",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PackChoice:
    """The packs to recognise with, and the Debian packages that would have served better."""

    packs: tuple[str, ...]
    missing: tuple[str, ...] = ()


@cache
def installed_packs() -> frozenset[str]:
    """Return the packs that the installed Tesseract has; empty where the program is missing."""
    if shutil.which(PROGRAM) is None:
        return frozenset()
    try:
        listed = subprocess.run([PROGRAM, "--list-langs"], capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.SubprocessError):
        return frozenset()
    return frozenset(listed.stdout.decode("utf-8", "replace").split("\n")[1:]) - {""}


def package_of(pack: str) -> str:
    """Name the Debian package of a pack.

    >>> package_of("chi_sim")
    'tesseract-ocr-chi-sim'
    """
    return f"{PROGRAM_PACKAGE}-{pack.replace('_', '-')}"


def choose_packs(languages: Sequence[str], installed: frozenset[str]) -> PackChoice:
    """Choose the packs for a text in ``languages`` (BCP 47, the main one first).

    A pack that is not installed is replaced by one of the same letters, if there is one.

    >>> choose_packs(["kk"], frozenset({"eng", "rus"}))
    PackChoice(packs=('rus',), missing=('tesseract-ocr-kaz',))
    """
    packs: list[str] = []
    missing: list[str] = []
    for language in languages:
        for pack in PACKS.get(language) or PACKS.get(language.split("-")[0], ()):
            if pack in installed:
                packs.append(pack)
                continue
            missing.append(package_of(pack))
            kin = next((row for row in KIN if pack in row), ())
            packs += [other for other in kin if other in installed][:1]
    return PackChoice(tuple(dict.fromkeys(packs)), tuple(dict.fromkeys(missing)))
