"""Loading the concepts from ``concepts/*.yaml``; the format is described in docs/thesaurus.md."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.areas.load import CODES
from corpus.errors import NotFoundError
from corpus.handwritten import Fields, Place, check_id, read_yaml
from corpus.languages import LANGUAGES
from corpus.thesaurus.fold import fold
from corpus.thesaurus.script import misfit

CONCEPTS = Path(__file__).with_name("concepts")
REQUIRED = ("en", "ru")
LEAST_LANGUAGES = 15
"""A concept in fewer languages does not yet help to cross from one to another."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One notion of drug control and what it is called.

    ``terms`` maps languages to words for it, the preferred one first. ``note`` says in English and
    Russian what is meant. ``broader`` are the ids of the concepts that contain this one, ``related``
    those a searcher may want as well; ``areas`` the areas of cooperation it belongs to, if any.
    """

    id: str
    group: str
    note: Mapping[str, str]
    areas: tuple[str, ...]
    related: tuple[str, ...]
    broader: tuple[str, ...]
    terms: Mapping[str, tuple[str, ...]]

    def preferred(self, language: str = "en") -> str:
        """Return the preferred term in a language, in its base language, or else in English."""
        base = language.split("-", 1)[0]
        return (self.terms.get(language) or self.terms.get(base) or self.terms["en"])[0]


@dataclass(frozen=True, slots=True)
class Group:
    """The concepts of one file."""

    file: str
    id: str
    title: Mapping[str, str]
    concepts: tuple[Concept, ...]


@functools.cache
def load_groups() -> tuple[Group, ...]:
    """Return the shipped groups in the order of their files' names.

    Raises:
        RegisterError: if a file breaks the format.
    """
    return load_thesaurus_files(sorted(CONCEPTS.glob("*.yaml")))


@functools.cache
def load_thesaurus() -> tuple[Concept, ...]:
    """Return all shipped concepts.

    Raises:
        RegisterError: if a file breaks the format.
    """
    return tuple(concept for group in load_groups() for concept in group.concepts)


@functools.cache
def _by_id() -> Mapping[str, Concept]:
    return {concept.id: concept for concept in load_thesaurus()}


def concept(id: str) -> Concept:
    """Return the concept with an id such as ``precursor``.

    Raises:
        NotFoundError: if there is no such concept.
    """
    try:
        return _by_id()[id]
    except KeyError:
        raise NotFoundError(
            f"There is no concept '{id}' in the thesaurus.",
            remedy="see corpus/thesaurus/concepts for those there are",
        ) from None


def load_thesaurus_files(paths: Iterable[Path]) -> tuple[Group, ...]:
    """Return the groups that some files describe, checked one by one and against each other."""
    groups = tuple(_load_file(path) for path in paths)
    _check_ids(groups)
    _check_terms(groups)
    return groups


def _load_file(path: Path) -> Group:
    place = Place(path.name)
    fields = Fields(read_yaml(path), place, ("group", "title", "concepts"))
    group = fields.text("group")
    raw = fields.peek("concepts")
    if not isinstance(raw, Mapping) or not raw:
        raise place.error("concepts", "there is no concept", "write 'id:' with its fields below it")
    return Group(
        file=path.name,
        id=group,
        title=fields.by_language("title", REQUIRED),
        concepts=tuple(
            _parse(item, group, Place(path.name, str(key), "concept")) for key, item in raw.items()
        ),
    )


def _parse(raw: object, group: str, place: Place) -> Concept:
    fields = Fields(raw, place, ("note", "areas", "related", "broader", "terms"))
    areas = fields.texts("areas")
    for code in areas:
        if code not in CODES:
            raise place.error("areas", f"there is no area '{code}'", "use A1 to A18")
    return Concept(
        id=check_id(str(place.provision), place, "opium-poppy"),
        group=group,
        note=fields.by_language("note", REQUIRED),
        areas=areas,
        related=fields.texts("related"),
        broader=fields.texts("broader"),
        terms=_parse_terms(fields.peek("terms"), place),
    )


def _parse_terms(raw: object, place: Place) -> dict[str, tuple[str, ...]]:
    languages: Sequence[str] = tuple(str(tag) for tag in raw) if isinstance(raw, Mapping) else ()
    for tag in languages:
        if tag not in LANGUAGES:
            raise place.error(
                f"terms.{tag}", "Narcord does not serve this language", "see corpus/languages.py"
            )
    for tag in REQUIRED:
        if tag not in languages:
            raise place.error(f"terms.{tag}", "this language is missing", f"add what laws in '{tag}' say")
    if len(languages) < LEAST_LANGUAGES:
        raise place.error(
            "terms", f"there are {len(languages)} languages", f"give at least {LEAST_LANGUAGES}"
        )
    fields = Fields(raw, place, languages)
    terms = {}
    for tag in languages:
        found = fields.texts(tag)
        if not found:
            raise place.error(f"terms.{tag}", "there is no term", "add one, or drop the language")
        for term in found:
            if found.count(term) > 1:
                raise place.error(f"terms.{tag}", f"'{term}' is there twice", "drop one")
            if not fold(term, tag).text.strip():
                raise place.error(f"terms.{tag}", f"'{term}' holds no word", "write a word")
            if wrong := misfit(term, tag):
                raise place.error(
                    f"terms.{tag}",
                    f"'{wrong}' in '{term}' is not in the script of {LANGUAGES[tag].english}",
                    "write it as laws in this language do",
                )
        terms[tag] = found
    return terms


def _check_ids(groups: Iterable[Group]) -> None:
    where: dict[str, str] = {}
    for group in groups:
        for each in group.concepts:
            if each.id in where:
                raise Place(group.file, each.id, "concept").error(
                    "(id)", f"it is also in {where[each.id]}", "keep one"
                )
            where[each.id] = group.file
    for group in groups:
        for each in group.concepts:
            for field, targets in (("related", each.related), ("broader", each.broader)):
                for target in targets:
                    if target not in where or target == each.id:
                        raise Place(group.file, each.id, "concept").error(
                            field, f"there is no other concept '{target}'", "use the id of one, or drop it"
                        )


def _check_terms(groups: Iterable[Group]) -> None:
    owners: dict[tuple[str, str], str] = {}
    for group in groups:
        for each in group.concepts:
            for language, terms in each.terms.items():
                for term in terms:
                    key = (language, fold(term, language).text)
                    # Two spellings of one term ("ё", "е") may both be laws' own.
                    if owners.get(key, each.id) != each.id:
                        raise Place(group.file, each.id, "concept").error(
                            f"terms.{language}",
                            f"'{term}' is there already, under '{owners[key]}'",
                            "keep it in the narrower concept",
                        )
                    owners[key] = each.id
