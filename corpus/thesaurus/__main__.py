"""Check the thesaurus and count what it holds: ``python -m corpus.thesaurus [FILE...]``."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from corpus.errors import RegisterError
from corpus.languages import LANGUAGES
from corpus.thesaurus import load_groups, load_thesaurus_files


def main(arguments: list[str]) -> int:
    """Print counts (of all files together by default), or the first error; return the exit code."""
    try:
        groups = load_thesaurus_files([Path(name) for name in arguments]) if arguments else load_groups()
    except RegisterError as error:
        print(error, file=sys.stderr)
        return 1
    concepts = [concept for group in groups for concept in group.concepts]
    terms: Counter[str] = Counter()
    named: Counter[str] = Counter()
    for concept in concepts:
        for language, found in concept.terms.items():
            terms[language] += len(found)
            named[language] += 1
    for group in groups:
        print(f"{group.file}: {len(group.concepts)} concepts")
    print(f"{len(concepts)} concepts, {len(terms)} languages, {terms.total()} terms")
    for language in sorted(terms, key=lambda code: (-terms[code], code)):
        name = LANGUAGES[language].english
        print(f"{language:8} {name:24} {terms[language]:5} terms of {named[language]:4} concepts")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
