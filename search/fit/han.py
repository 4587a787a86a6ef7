"""Write the table of Han characters that are one character written in several ways.

    pip install --no-deps --target DIR opencc-python-reimplemented==0.1.7
    python -m search.fit.han DIR/opencc/dictionary

Traditional and simplified Chinese and Japanese write many characters differently (藥 药 薬); for a
search they are one. Two sources are joined: OpenCC's character tables (Apache License 2.0; the first
simplified form that it names, Japanese forms, forms of Taiwan), and the variants that the keyword
engine's ``multilingual`` tokenizer makes the same term of. A line of
``search/data/han_variants.txt`` is a group; its first character stands for all.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from qdrant_edge import Bm25, Bm25Config, DisabledStemmer, StopwordsSet, TokenizerType

from search.words.keywords import VARIANTS_PATH

TABLES = ("TSCharacters.txt", "JPVariants.txt", "TWVariants.txt")
FIRST, LAST = 0x3400, 0x9FFF


def read_tables(folder: Path) -> Iterator[tuple[str, str]]:
    """Pairs of characters that OpenCC makes of each other."""
    for name in TABLES:
        for line in (folder / name).read_text(encoding="utf-8").splitlines():
            one, _, others = line.partition("\t")
            other = others.split(" ")[0].strip()
            if len(one) == len(other) == 1:
                yield one, other


def ask_engine() -> Iterator[tuple[str, str]]:
    """Pairs of characters that the engine makes one term of."""
    engine = Bm25(
        Bm25Config(
            tokenizer=TokenizerType.Multilingual,
            stemmer=DisabledStemmer(),
            stopwords=StopwordsSet(custom=set()),
        )
    )
    first: dict[int, str] = {}
    for point in range(FIRST, LAST + 1):
        indices = engine.embed_query(chr(point)).indices
        if len(indices) == 1:
            yield first.setdefault(indices[0], chr(point)), chr(point)


def join(pairs: Iterator[tuple[str, str]]) -> list[str]:
    """Groups of characters that pairs connect, the lowest code point first, in their order."""
    leader: dict[str, str] = {}

    def find(character: str) -> str:
        while leader.setdefault(character, character) != character:
            character = leader[character]
        return character

    for one, other in pairs:
        low, high = sorted((find(one), find(other)))
        leader[high] = low
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for character in sorted(leader):
        groups[find(character)].append(character)
    return ["".join(group) for _, group in sorted(groups.items()) if len(group) > 1]


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("dictionaries", type=Path)
    folder = parser.parse_args().dictionaries
    groups = join(pair for source in (read_tables(folder), ask_engine()) for pair in source)
    VARIANTS_PATH.write_text("\n".join(groups) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
