"""The pairs that alignment is measured on: texts of one instrument in two languages, half kept out.

Weights are fitted and thresholds set on the others than the ``held_out`` pairs (whose misses were listed
once, to find faults of the gold: docs/comparison.md). ``seen`` are those of
whose articles the bundled encoder's alignment was trained on half (:mod:`search.align.split`); of the
others it has seen nothing, of Dutch not even the language.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KnownPair:
    """Two language versions, each by the end of its source and its language."""

    name: str
    a: tuple[str, str]
    b: tuple[str, str]
    held_out: bool
    seen: bool = False


_DUTCH = "nl-wettenbank.md"
_SINGLE = f"un-single-convention-1961-{_DUTCH}"
_SINGLE_ES = "un-single-convention-1961-es.md"
_TAIWAN, _MALAYSIA, _NETHERLANDS = ("en", "zh-Hant"), ("en", "ms"), ("en", "nl")
_SEEN = True


def _glued(name: str, stem: str, languages: tuple[str, str], held_out: bool, seen: bool = False) -> KnownPair:
    """Two versions under one name, or in one file."""
    return KnownPair(name, (stem, languages[0]), (stem, languages[1]), held_out, seen)


def _canada(name: str, english: str, french: str, held_out: bool) -> KnownPair:
    return KnownPair(name, (english, "en"), (french, "fr"), held_out, _SEEN)


TUNING = (
    _canada("ca cdsa en/fr", "ca-cdsa-C-38.8.xml", "ca-lrcdas-C-38.8.xml", False),
    _glued("tw narcotics en/zh", "tw-narcotics-hazard-prevention-act-C0000008.txt", _TAIWAN, False, _SEEN),
    _glued("marsamcar en/nl", f"marsamcar-2003-{_DUTCH}", _NETHERLANDS, False),
    _glued("my 1990/12 en/ms", "my-dd-spm-amendment-bill-1990-dr12.md", _MALAYSIA, False),
    _glued("untoc en/nl", f"untoc-2000-{_DUTCH}", _NETHERLANDS, False),
)
HELD_OUT = (
    _canada("ca cannabis en/fr", "ca-cannabis-act-C-24.5.xml", "ca-loi-cannabis-C-24.5.xml", True),
    _canada(
        "ca narcotic regs en/fr",
        "ca-narcotic-control-regs-CRC-1041.xml",
        "ca-reglement-stupefiants-CRC-1041.xml",
        True,
    ),
    _glued("tw controlled en/zh", "tw-controlled-drugs-act-L0030010.txt", _TAIWAN, True, _SEEN),
    _glued("tw commissioned en/zh", "tw-sched12-commissioned-mfg-regs-L0030094.txt", _TAIWAN, True, _SEEN),
    _glued("tw rewards en/zh", "tw-misuse-report-rewards-regs-L0030063.txt", _TAIWAN, True, _SEEN),
    _glued("tw allocation en/zh", "tw-sched12-allocation-regs-L0030022.txt", _TAIWAN, True, _SEEN),
    KnownPair("un 1961 en/es", (_SINGLE, "en"), (_SINGLE_ES, "es"), True),
    _glued("un 1961 en/nl", _SINGLE, _NETHERLANDS, True),
    KnownPair("un 1961 es/nl", (_SINGLE_ES, "es"), (_SINGLE, "nl"), True),
    _glued("un 1988 en/nl", f"un-convention-1988-{_DUTCH}", _NETHERLANDS, True),
    _glued("coe sea en/nl", f"coe-agreement-sea-art17-1995-{_DUTCH}", _NETHERLANDS, True),
    _glued("my 1990/07 en/ms", "my-dd-spm-amendment-bill-1990-dr07.md", _MALAYSIA, True),
    _glued("my 2017 en/ms", "my-dd-amendment-bill-2017-dr45.md", _MALAYSIA, True),
)
PAIRS = TUNING + HELD_OUT
