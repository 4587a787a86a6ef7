"""The queries and judgements that ship: complete, well formed, in our own words."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
import regex

from corpus.errors import ConfigurationError
from corpus.languages import LANGUAGES
from corpus.register import load_register
from evaluation.topics import QUERIES, Grade, Item, QueryKind, Split, Variant, load_collection

COLLECTION = load_collection()
BINARY = {".pdf", ".docx", ".doc"}
RUN = 8  # words in a row
UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]{16}|[\p{Thai}]{32}")  # about eight words


def test_there_are_enough_queries_in_enough_languages() -> None:
    assert len(COLLECTION.queries) >= 290
    assert len({query.language for query in COLLECTION.queries}) >= 24
    assert len({query.id for query in COLLECTION.queries}) == len(COLLECTION.queries)


@pytest.mark.parametrize(
    ("kind", "least"),
    [(QueryKind.KEYWORD, 90), (QueryKind.QUESTION, 90), (QueryKind.PARAGRAPH, 45), (QueryKind.REFERENCE, 45)],
)
@pytest.mark.parametrize("split", [None, Split.TUNING, Split.HELD_OUT])
def test_every_kind_is_asked_often_enough(kind: QueryKind, least: int, split: Split | None) -> None:
    found = sum(query.kind is kind for query in COLLECTION.select(split).queries)
    assert found >= (least if split is None else 0.4 * least)


def test_languages_of_few_texts_are_asked_eight_times_each() -> None:
    asked = Counter(query.language for query in COLLECTION.queries)
    few = {language: asked[language] for language in ("kk", "ky", "tg", "uz", "tk", "mn", "fa", "ps")}
    assert min(few.values()) >= 8, few


def test_every_language_is_asked_several_times() -> None:
    asked = Counter(query.language for query in COLLECTION.queries)
    assert {language: times for language, times in asked.items() if times < 3} == {}


def test_each_variant_occurs() -> None:
    variants = Counter(query.variant for query in COLLECTION.queries if query.variant)
    assert set(variants) == set(Variant)
    assert sum(variants.values()) >= 15


def test_romanised_queries_are_in_latin_letters() -> None:
    for query in COLLECTION.queries:
        if query.variant is Variant.ROMANISED:
            assert query.text.isascii(), query.id


def test_pasted_paragraphs_are_longer_than_questions() -> None:
    """At least 25 words, or 60 characters where a script has no spaces."""
    for query in COLLECTION.queries:
        if query.kind is QueryKind.PARAGRAPH:
            spaced = not UNSPACED.search(query.text) and query.language not in ("zh", "ja", "th")
            assert len(query.text.split()) >= 25 if spaced else len(query.text) >= 60, query.id


def test_what_was_dismissed_is_not_judged_relevant_too() -> None:
    for query in COLLECTION.queries:
        assert not query.dismissed & set(query.judgements), query.id


@pytest.mark.parametrize("topic", COLLECTION.topics, ids=lambda topic: topic.id)
def test_every_topic_is_asked_in_three_languages(topic) -> None:
    assert len({query.language for query in topic.queries}) >= 3


def test_both_splits_hold_enough_to_average_over() -> None:
    sizes = Counter(query.split for query in COLLECTION.queries)
    assert min(sizes[Split.TUNING], sizes[Split.HELD_OUT]) >= 40


def test_the_split_is_enforced() -> None:
    tuning, held_out = (COLLECTION.select(split) for split in (Split.TUNING, Split.HELD_OUT))
    assert {query.split for query in tuning.queries} == {Split.TUNING}
    assert not {query.topic for query in tuning.queries} & {query.topic for query in held_out.queries}
    assert len(tuning.queries) + len(held_out.queries) == len(COLLECTION.select(None).queries)


def test_languages_are_ones_that_we_know() -> None:
    assert {query.language for query in COLLECTION.queries} <= set(LANGUAGES)


def test_most_topics_are_answered_in_several_languages() -> None:
    """The corpus is sorted by language, so the folders of the judged files tell."""
    several = 0
    for topic in COLLECTION.topics:
        items = {
            item
            for query in topic.queries
            for item, grade in query.judgements.items()
            if grade is Grade.ANSWERS
        }
        folders = {COLLECTION.documents[item.document].files[0].partition("/")[0] for item in items}
        several += len(folders) >= 3
    assert several >= 0.7 * len(COLLECTION.topics)


def test_every_document_is_judged_and_lies_in_the_corpus(shared_corpus: Path) -> None:
    judged = {item.document for query in COLLECTION.queries for item in (*query.judgements, *query.dismissed)}
    assert judged == set(COLLECTION.documents)
    for document in COLLECTION.documents.values():
        for file in document.files:
            assert (shared_corpus / file).is_file(), f"{document.key}: {file}"


def test_no_file_belongs_to_two_documents() -> None:
    files = Counter(file for document in COLLECTION.documents.values() for file in document.files)
    assert [file for file, times in files.items() if times > 1] == []


def test_judged_instruments_are_in_the_register() -> None:
    registered = {entry.instrument.id for entry in load_register()}
    named = {document.instrument for document in COLLECTION.documents.values() if document.instrument}
    assert named <= registered


# Of others the register leaves articles out, or tells an article as one where paragraphs are judged.
WHOLE = {"un-1988-illicit-traffic", "cica-2024-concept-paper", "asean-2021-russia-statement"}


def test_judged_provisions_of_the_register_are_there() -> None:
    """What the register describes without leaving anything out, it describes under the judged eIds."""
    described = {
        entry.instrument.id: {provision.eid for provision in entry.provisions}
        for entry in load_register()
        if entry.slug in WHOLE
    }
    assert len(described) == len(WHOLE)
    wrong = [
        str(item)
        for query in COLLECTION.queries
        for item in query.judgements
        if (instrument := COLLECTION.documents[item.document].instrument) in described
        and item.eid not in described[instrument]
    ]
    assert sorted(set(wrong)) == []


def test_no_query_copies_the_corpus(shared_corpus: Path) -> None:
    """No run of eight words of a query stands in a document: they are written by us."""
    texts = [
        _normalise(path.read_bytes().decode("utf-8", "replace"))
        for path in sorted(shared_corpus.rglob("*"))
        if path.is_file() and path.suffix not in BINARY and path.name != "INDEX.tsv"
    ]
    library = "\n".join(texts)
    copied = {query.id: run for query in COLLECTION.queries for run in _runs(query.text) if run in library}
    assert copied == {}


def test_the_check_for_copies_can_fail() -> None:
    (first, _) = _runs("one two three four five six seven eight nine")
    assert first in _normalise("Zero; ONE, two three four-five six seven eight!")
    assert len(_runs("登录网站购买毒品并且通过快递发送给他人使用")) == 21 - 16 + 1
    assert _runs("মাদকাসক্ত ব্যক্তির") == []


def test_a_broken_topic_is_told_by_file_and_field(tmp_path: Path) -> None:
    (tmp_path / "topics").mkdir()
    (tmp_path / "documents.toml").write_text('[law]\nfile = "xx/law.md"\n')
    topic = tmp_path / "topics" / "odd.toml"
    head = (
        'title = "T"\nsplit = "tuning"\nneed = "N"\n'
        '[[query]]\nlanguage = "en"\nkind = "keyword"\ntext = "x"\n'
    )
    for judgements, told in (
        ('law = { answers = ["article 3"] }', "is not an eId"),
        ('act = { answers = ["art_3"] }', "is not in documents.toml"),
        ('law = { related = ["art_3"] }', "no provision answers"),
        ('law = { answers = ["art_3"], related = ["art_3"] }', "judged twice"),
        ('law = { good = ["art_3"] }', "answers or is related"),
        ('law = { answers = ["art_3"] }\n[dismissed]\nlaw = ["art_3"]', "judged twice"),
        ('law = { answers = ["art_3"] }\n[dismissed]\nlaw = ["art 4"]', "is not an eId"),
        ('law = { answers = ["art_3"] }\n[dismissed]\nact = ["art_4"]', "is not in documents.toml"),
    ):
        topic.write_text(f"{head}[judgements]\n{judgements}\n")
        with pytest.raises(ConfigurationError, match=rf"odd\.toml.*{told}"):
            load_collection(tmp_path)
    topic.write_text(head.replace('split = "tuning"\n', ""))
    with pytest.raises(ConfigurationError, match=r"odd\.toml.*split"):
        load_collection(tmp_path)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('varient = "romanised"', "there is no field 'varient'"),
        ('variant = "shouted"', "shouted"),
        ('kind = "poem"', "poem"),
    ],
)
def test_a_broken_query_is_told_by_field(tmp_path: Path, line: str, told: str) -> None:
    (tmp_path / "topics").mkdir()
    (tmp_path / "documents.toml").write_text('[law]\nfile = "xx/law.md"\n')
    fields = {"language": '"en"', "kind": '"keyword"', "text": '"x"'}
    fields |= dict([line.split(" = ")])
    query = "\n".join(f"{name} = {value}" for name, value in fields.items())
    (tmp_path / "topics" / "odd.toml").write_text(
        f'title = "T"\nsplit = "tuning"\nneed = "N"\n[[query]]\n{query}\n'
        '[judgements]\nlaw = { answers = ["art_3"] }\n'
    )
    with pytest.raises(ConfigurationError, match=rf"odd\.toml.*{told}"):
        load_collection(tmp_path)


def test_a_document_without_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "topics").mkdir()
    (tmp_path / "documents.toml").write_text('[law]\nsame_as = ["xx/law.md"]\n')
    with pytest.raises(ConfigurationError, match=r"documents\.toml: law: .*file"):
        load_collection(tmp_path)


def test_what_is_judged_is_known_below_and_above(tmp_path: Path) -> None:
    (tmp_path / "topics").mkdir()
    (tmp_path / "documents.toml").write_text('[law]\nfile = "xx/law.md"\n')
    (tmp_path / "topics" / "one.toml").write_text(
        'title = "T"\nsplit = "tuning"\nneed = "N"\n'
        '[[query]]\nlanguage = "en"\nkind = "keyword"\ntext = "x"\n'
        '[[query]]\nlanguage = "en"\nkind = "reference"\ntext = "art. 9"\n'
        'judgements = { law = { answers = ["art_9"] } }\n'
        '[judgements]\nlaw = { answers = ["art_3"] }\n[dismissed]\nlaw = ["art_4", "art_5__para_2"]\n'
    )
    need, reference = load_collection(tmp_path).queries
    judged = ("art_3", "art_3__para_1", "art_4__para_7", "art_5__para_2")
    assert all(need.is_judged(Item("law", eid)) for eid in judged)
    assert not any(need.is_judged(Item("law", eid)) for eid in ("art_5", "art_5__para_1", "art_6"))
    assert not need.is_judged(Item("act", "art_3"))
    assert reference.complete
    assert reference.is_judged(Item("act", "art_3")), "a number names one provision, and no other"


def test_topics_are_read_without_the_search_engines() -> None:
    code = "import sys, evaluation.topics as t; t.load_collection(); print('torch' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=QUERIES.parent.parent
    )
    assert done.stdout.strip() == "False"


def _normalise(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold()
    return regex.sub(r"[^\p{L}\p{M}\p{N}]+", " ", plain)


def _runs(text: str) -> list[str]:
    words = _normalise(text).split()
    spaced = [" ".join(words[start : start + RUN]) for start in range(len(words) - RUN + 1)]
    return spaced + [found.group() for word in words for found in UNSPACED.finditer(word, overlapped=True)]
