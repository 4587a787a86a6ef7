"""What an encoder is aligned with: meanings, each in several languages and several lengths.

Read from line-aligned files (:func:`read_parallel`), from our own legal texts, which ship with the
room (:func:`read_legal_texts`), from the thesaurus, and from a knowledge base that holds instruments in
several languages. :mod:`search.align.split` decides what may be used; nothing else gets in here.
"""

from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from corpus.access import Access
from corpus.errors import ConfigurationError
from corpus.store import Store
from corpus.thesaurus import load_thesaurus
from search.align.split import KEPT_OUT_LANGUAGES, Part, part_of_article, part_of_news
from search.passages import read_passages

LEGAL_TEXTS = Path(__file__).parent / "legal_texts.tsv.gz"
LANGUAGE_CODES = {
    "arb": "ar", "aze-Latn": "az", "ben": "bn", "deu": "de", "eng": "en", "fas": "fa", "fil": "fil",
    "fra": "fr", "heb": "he", "hin": "hi", "ind": "id", "jpn": "ja", "kaz": "kk", "khm": "km",
    "kir": "ky", "kor": "ko", "lao": "lo", "mon": "mn", "msa": "ms", "mya": "my", "nep": "ne",
    "prs": "prs", "pus": "ps", "rus": "ru", "sin": "si", "spa": "es", "tam": "ta", "tgk-Cyrl": "tg",
    "tha": "th", "tuk": "tk", "tur": "tr", "ukr": "uk", "urd": "ur", "uzb": "uz", "vie": "vi",
    "zho-CN": "zh", "zho-TW": "zh-Hant",
}  # fmt: skip
"""Names of languages in files of parallel sentences, and ours."""

# Articles are cut to what an encoder reads at once in training; headings shorter than this say little.
ARTICLE_CHARACTERS = 700
_LEAST_CHARACTERS = 40


class Length(StrEnum):
    """How long a text is, and so in what part it comes: short ones only ever ask."""

    KEYWORDS = "keywords"
    QUESTION = "question"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Meaning:
    """One meaning. ``texts`` maps (language, length) to a wording of it.

    ``source`` names the collection, ``topic`` what it shares with its neighbours: meanings of one
    topic are near misses of each other.
    """

    source: str
    topic: str
    texts: Mapping[tuple[str, Length], str]

    def languages(self) -> tuple[str, ...]:
        """The languages that have any text of it, in alphabetical order."""
        return tuple(sorted({language for language, _ in self.texts}))


def read_parallel(folder: Path) -> dict[Part, list[Meaning]]:
    """The sentences of ``PREFIX.LANGUAGE.txt`` files, line by line the same; by part.

    ``document_ids.tsv`` in the folder names the document of each line; without it every run of
    twenty lines counts as one. A language that :data:`LANGUAGE_CODES` does not have keeps its name.

    Raises:
        ConfigurationError: there are fewer than two such files, or their lengths differ.
    """
    lines: dict[str, list[str]] = {}
    for path in sorted(folder.glob("*.*.txt")):
        name = path.name.removesuffix(".txt").partition(".")[2]
        lines[LANGUAGE_CODES.get(name, name)] = path.read_text(encoding="utf-8").splitlines()
    if len(lines) < 2 or len({len(rows) for rows in lines.values()}) > 1:
        raise ConfigurationError(
            f"{folder} holds no parallel texts.",
            remedy="Give a folder with a file NAME.LANGUAGE.txt for each of two or more languages, all of "
            "the same number of lines.",
        )
    number = len(next(iter(lines.values())))
    names = folder / "document_ids.tsv"
    if names.is_file():
        documents = [row.partition("\t")[0] for row in names.read_text(encoding="utf-8").splitlines()]
    else:
        documents = [f"lines {at // 20}" for at in range(number)]
    found: dict[Part, list[Meaning]] = {part: [] for part in Part}
    for at in range(min(number, len(documents))):
        texts = {
            (language, Length.TEXT): rows[at].strip()
            for language, rows in lines.items()
            if rows[at].strip() and language not in KEPT_OUT_LANGUAGES
        }
        found[part_of_news(documents[at])].append(Meaning("news", documents[at], texts))
    return found


def read_legal_texts(path: Path = LEGAL_TEXTS) -> dict[Part, list[Meaning]]:
    """Our own legal texts: provisions that are in force nowhere, with a question and key words each.

    Every twelfth is for tuning; nothing of them is held out, since they were written for training.
    """
    texts: defaultdict[str, dict[tuple[str, Length], str]] = defaultdict(dict)
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            item, language, keywords, question, provision = line.rstrip("\n").split("\t")
            if language not in KEPT_OUT_LANGUAGES:
                texts[item][language, Length.KEYWORDS] = keywords
                texts[item][language, Length.QUESTION] = question
                texts[item][language, Length.TEXT] = provision
    found: dict[Part, list[Meaning]] = {part: [] for part in Part}
    for number, (item, wordings) in enumerate(sorted(texts.items())):
        found[Part.TRAINING if number % 12 else Part.TUNING].append(Meaning("legal", item[0], wordings))
    return found


def read_terms() -> list[Meaning]:
    """The concepts of the thesaurus, each by its preferred term and its further ones in turn."""
    found = []
    for concept in load_thesaurus():
        terms = {code: row for code, row in concept.terms.items() if code not in KEPT_OUT_LANGUAGES}
        for number in range(min(2, max(map(len, terms.values())))):
            texts = {
                (code, Length.KEYWORDS): row[min(number, len(row) - 1)] for code, row in terms.items() if row
            }
            found.append(Meaning("terms", concept.group, texts))
    return found


def article_of(eid: str) -> str:
    """The article or section that an eId lies in, itself if in none.

    >>> article_of("chp_2__art_5__para_1"), article_of("schedule_1__entry_2")
    ('chp_2__art_5', 'schedule_1__entry_2')
    """
    parts = eid.split("__")
    for number, part in enumerate(parts, start=1):
        if part.startswith(("art_", "sec_")):
            return "__".join(parts[:number])
    return eid


def read_articles(
    store: Store, access: Access, *, kept_out_languages: bool = False
) -> dict[Part, list[Meaning]]:
    """Articles of instruments that the store holds in several languages, and headings of all articles.

    Of aligned articles the wordings in each language are one meaning, with their headings as key
    words; an article in one language alone that has a heading is a meaning too (its key words and
    its text). Of instruments that are kept out of training all articles are tuned on or held out.
    ``kept_out_languages`` adds the languages that nothing is trained on, for measuring only.
    """
    without = frozenset() if kept_out_languages else KEPT_OUT_LANGUAGES
    by_instrument: defaultdict[str, dict[str, dict[str, tuple[str, str]]]] = defaultdict(dict)
    for document in sorted(store.documents(access), key=lambda found: found.id):
        if document.language not in without:
            articles = dict(_read_document(store, document.id, document.language, access))
            known = by_instrument[document.instrument_id].get(document.language, {})
            by_instrument[document.instrument_id][document.language] = articles | known
    found: dict[Part, list[Meaning]] = {part: [] for part in Part}
    for instrument, versions in sorted(by_instrument.items()):
        for eid in sorted({eid for articles in versions.values() for eid in articles}):
            texts: dict[tuple[str, Length], str] = {}
            for language, articles in versions.items():
                heading, text = articles.get(eid, ("", ""))
                if text:
                    texts[language, Length.TEXT] = text
                if heading and text:
                    texts[language, Length.KEYWORDS] = heading
            if len(texts) > 1:
                found[part_of_article(instrument, eid)].append(Meaning("articles", instrument, texts))
    return found


def _read_document(
    store: Store, document_id: str, language: str, access: Access
) -> Iterator[tuple[str, tuple[str, str]]]:
    """(eId, (heading, beginning of the text)) of every article."""
    headings = {provision.eid: provision.heading for provision in store.provisions(document_id, access)}
    gathered: dict[str, str] = {}
    for entry in read_passages(store, [document_id], access):
        eid = article_of(entry.passage.eid)
        if entry.passage.language == language and len(gathered.get(eid, "")) < ARTICLE_CHARACTERS:
            gathered[eid] = f"{gathered.get(eid, '')} {entry.text}".strip()
    for eid, text in gathered.items():
        if len(text.encode()) >= _LEAST_CHARACTERS:
            yield eid, (headings.get(eid, ""), text[:ARTICLE_CHARACTERS])
