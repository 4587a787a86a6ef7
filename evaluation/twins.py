"""One law in several formats must come out the same: the same eIds, and texts that agree.

``python -m evaluation.twins [FOLDER] [NAME]`` reads the files of each set of twins and compares them
in pairs: eIds in both and in one only, and how far the texts of equal eIds agree. A provision's
own text is compared (without that of the provisions below it), folded as for the quality report
(:mod:`ingest.quality.fold`): without white space and hyphens, in plain forms. The agreement of a
pair counts, over all its provisions, the characters that match in order against all there are;
a provision that the other twin lacks agrees in nothing.

Twins may differ themselves: a conversion that mixed up the columns of a page has its words in another
order than the page. So each pair also shows, apart from the reading, how far the words of the two
files agree in the order in which they lie there (:mod:`ingest.quality.raw`); a reading can
agree better than that only where it puts the words of a page in order.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path

from ingest.quality import RawText, read_raw
from ingest.quality.fold import Folder
from ingest.readers import load, read_bytes
from ingest.structure import ParsedText, parse

DEFAULT_FOLDER = Path(__file__).parents[1].parent / "shared" / "corpus"
AIM = 0.99

TWINS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "Vietnam, Law 73/2021": (
        "vi",
        (
            "vi/vn-luat-phong-chong-ma-tuy-2021.docx",
            "vi/vn-luat-73-2021-qh14.pdf",
            "vi/vn-luat-phong-chong-ma-tuy-2021.md",
        ),
    ),
    "Sri Lanka, Act 41 of 2022": (
        "en",
        ("en/lk-podd-act-2022-41.docx", "en/lk-podd-act-2022-41.pdf", "en/lk-podd-act-2022-41.txt"),
    ),
    "Sri Lanka, bill of 23 August 2022": (
        "en",
        (
            "en/lk-podd-bill-2022-08-23.docx",
            "en/lk-podd-bill-2022-08-23.pdf",
            "en/lk-podd-bill-2022-08-23.txt",
        ),
    ),
    "1961 Convention in Spanish": (
        "es",
        ("es/un-single-convention-1961-es.md", "es/un-single-convention-1961-es.pdf"),
    ),
}


@dataclass(frozen=True, slots=True)
class Provided:
    """A provision of one twin: its eId and its own text, folded."""

    eid: str
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A provision in which twins disagree, with the first place where they do."""

    eid: str
    agreement: float
    lost: int
    here: str
    there: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two twins compared."""

    first: str
    second: str
    common: int
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    agreement: float
    text_agreement: float
    differences: tuple[Difference, ...]
    source_agreement: float = 1.0


def own_texts(part: ParsedText) -> list[Provided]:
    """Return the provisions with the text that is in none below them."""
    folder = Folder()
    children: dict[str | None, list[tuple[int, int]]] = {}
    for provision in part.provisions:
        children.setdefault(provision.parent, []).append((provision.start, provision.end))
    found = []
    for provision in part.provisions:
        at, pieces = provision.start, []
        for start, end in sorted(children.get(provision.eid, ())):
            pieces.append(part.text[at:start])
            at = max(at, end)
        pieces.append(part.text[at : provision.end])
        found.append(Provided(provision.eid, folder.fold(" ".join(pieces))))
    return found


def compare(first: str, one: Sequence[Provided], second: str, other: Sequence[Provided]) -> Pair:
    """Compare two twins provision by provision, and as whole texts."""
    here, there = ({p.eid: p.text for p in side} for side in (one, other))
    common = [eid for eid in here if eid in there]
    matched = 0
    differences = []
    for eid in common:
        a, b = here[eid], there[eid]
        if a == b:
            matched += 2 * len(a)
            continue
        equal, here_at, there_at = _align(a, b)
        matched += 2 * equal
        differences.append(
            Difference(
                eid,
                2 * equal / (len(a) + len(b)),
                len(a) + len(b) - 2 * equal,
                a[max(0, here_at - 15) : here_at + 45],
                b[max(0, there_at - 15) : there_at + 45],
            )
        )
    whole = sum(map(len, here.values())) + sum(map(len, there.values()))
    lost = [Difference(eid, 0.0, len(here[eid]), here[eid][:60], "") for eid in here if eid not in there]
    lost += [Difference(eid, 0.0, len(there[eid]), "", there[eid][:60]) for eid in there if eid not in here]
    differences = sorted([*differences, *lost], key=lambda d: -d.lost)
    return Pair(
        first,
        second,
        len(common),
        tuple(eid for eid in here if eid not in there),
        tuple(eid for eid in there if eid not in here),
        matched / whole if whole else 1.0,
        _text_agreement("".join(here.values()), "".join(there.values())),
        tuple(differences),
    )


def _align(one: str, other: str) -> tuple[int, int, int]:
    """Return how many characters match in order, and where in each text they first do not."""
    head = _common(one, other)
    tail = _common(one[head:][::-1], other[head:][::-1])
    a, b = one[head : len(one) - tail], other[head : len(other) - tail]
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return head + tail + sum(block.size for block in matcher.get_matching_blocks()), head, head


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _text_agreement(one: str, other: str) -> float:
    """How far two whole texts agree, wherever their provisions begin and end and in whatever order."""
    from ingest.quality.match import Pool, find_stretches

    taken = bytearray(len(one))
    find_stretches(one, taken, Pool(other), b"\x01" * len(other))
    return 2 * sum(taken) / (len(one) + len(other)) if one or other else 1.0


def compare_set(folder: Path, name: str) -> list[Pair]:
    """Read one set of twins and compare them in pairs."""
    language, paths = TWINS[name]
    texts: dict[str, list[Provided]] = {}
    words: dict[str, list[str]] = {}
    for path in paths:
        data = load(folder / path)
        source = read_bytes(data, Path(path).name)
        texts[path] = own_texts(parse(source, language)[0])
        words[path] = _words(read_raw(data, source))
    return [
        replace(compare(a, texts[a], b, texts[b]), source_agreement=_word_agreement(words[a], words[b]))
        for a, b in combinations(paths, 2)
    ]


def _words(raw: RawText | None) -> list[str]:
    folder = Folder(raw.idle if raw else "")
    found = (
        folder.fold_word(w)
        for part in (raw.parts if raw else ())
        for line in part.lines
        for w in line.split()
    )
    return [word for word in found if word]


def _word_agreement(one: Sequence[str], other: Sequence[str]) -> float:
    blocks = SequenceMatcher(None, one, other).get_matching_blocks()
    equal = sum(len(word) for block in blocks for word in one[block.a : block.a + block.size])
    whole = sum(map(len, one)) + sum(map(len, other))
    return 2 * equal / whole if whole else 1.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the pairs; 1 if one misses the aim."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.twins", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT_FOLDER)
    parser.add_argument("name", nargs="?", default="", help="part of the name of a set")
    parser.add_argument("--list", type=int, default=5, dest="most", help="differences to print per pair")
    options = parser.parse_args(arguments)
    if not options.folder.is_dir():
        print(
            f"{options.folder} is no folder. Remedy: name the folder that holds INDEX.tsv.", file=sys.stderr
        )
        return 2
    missed = 0
    for name in TWINS:
        if options.name not in name:
            continue
        print(name)
        for pair in compare_set(options.folder, name):
            one_sided = len(pair.only_first) + len(pair.only_second)
            good = pair.agreement >= AIM and not one_sided
            missed += not good
            print(
                f"  {Path(pair.first).name} = {Path(pair.second).name}: {pair.common} eIds in both, "
                f"{len(pair.only_first)} and {len(pair.only_second)} in one only; agreement "
                f"{pair.agreement:.4f} by provision, {pair.text_agreement:.4f} of the text, "
                f"{pair.source_agreement:.4f} of the files' words in their order"
                f"{'' if good else '  <-'}"
            )
            for side, eids in (("first", pair.only_first), ("second", pair.only_second)):
                if eids and options.most:
                    print(f"    only in the {side}: {' '.join(eids[:12])}{' ...' if len(eids) > 12 else ''}")
            for found in pair.differences[: options.most]:
                print(
                    f"    {found.agreement:.3f} ({found.lost}) {found.eid}: {found.here!r} | {found.there!r}"
                )
    print(f"{missed} pairs miss the aim of {AIM} and equal eIds" if missed else "all pairs reach the aim")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
