"""Loading the entities from ``entities.yaml`` and ``substances/*.yaml``; docs/entities.md has the format.

What the thesaurus already calls by its names is not listed twice: an entity that refers to a concept
has the terms and the note of it, with what the register adds.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from corpus.errors import NotFoundError, RegisterError
from corpus.handwritten import Fields, Place, check_id, read_yaml
from corpus.languages import LANGUAGES
from corpus.thesaurus import Concept, load_thesaurus

HERE = Path(__file__).parent
KNOWN_TO = "2025-03"
"""Up to which month the register knows decisions on schedules: the Commission's 68th session."""
LISTS = {
    "1961": "https://www.incb.org/incb/en/narcotic-drugs/Yellowlist/yellow-list.html",
    "1971": "https://www.incb.org/incb/en/psychotropics/green-list.html",
    "1988": "https://www.incb.org/incb/en/precursors/Red_Forms/red-list.html",
}
"""Where the Board keeps the lists that are in force, by convention."""
_CAS = re.compile(r"(\d{2,7})-(\d{2})-(\d)")
_CONTROL = re.compile(r"(1961|1971|1988) (III|II|IV|I)(?: since (\d{4}))?")


class EntityGroup(StrEnum):
    """What kind of thing an entity is."""

    CONVENTION = "convention"
    BODY = "body"  # of the United Nations and its family
    PLATFORM = "platform"  # of the International Narcotics Control Board
    ORGANISATION = "organisation"  # regional and others
    NOTION = "notion"
    SUBSTANCE = "substance"


class Convention(StrEnum):
    """The conventions that schedule substances."""

    C1961 = "1961"
    C1971 = "1971"
    C1988 = "1988"

    @property
    def entity(self) -> str:
        """The id of the convention's own entity."""
        return f"convention-{self.value}"


@dataclass(frozen=True, slots=True, order=True)
class Control:
    """A schedule (of the 1988 Convention: a table) that holds a substance, and since when if known."""

    convention: Convention
    schedule: str
    since: int | None = None


@dataclass(frozen=True, slots=True)
class Substance:
    """What the register knows of a substance; no ``controls`` means not scheduled internationally.

    ``cas`` are registry numbers of the base, ``short`` what chemists and laws write in brief.
    """

    controls: tuple[Control, ...] = ()
    cas: tuple[str, ...] = ()
    short: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """Something that provisions name.

    ``names`` maps languages to names, the preferred one first. ``guarded`` are names that mean the
    entity only in the company of others; ``others`` are words, by language, that hold a name but mean
    something else. ``concept`` is that of the thesaurus, ``instrument`` that of
    the register, ``part_of`` the entity it belongs to, ``url`` its own site.
    """

    id: str
    group: EntityGroup
    names: Mapping[str, tuple[str, ...]]
    note: Mapping[str, str] = field(default_factory=dict)
    guarded: frozenset[str] = frozenset()
    others: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    concept: str | None = None
    instrument: str | None = None
    part_of: str | None = None
    url: str | None = None
    substance: Substance | None = None

    def preferred(self, language: str = "en") -> str:
        """Return the name in a language, in its base language, or else in English."""
        base = language.split("-", 1)[0]
        return (self.names.get(language) or self.names.get(base) or self.names["en"])[0]

    def brief(self, language: str = "en") -> str:
        """Return the shortest name in a language for where there is little room: "INCB"."""
        if self.group in (EntityGroup.SUBSTANCE, EntityGroup.NOTION):
            return self.preferred(language)
        names = self.names.get(language) or self.names["en"]
        return min((each for each in names if each not in self.guarded), key=len)


@functools.cache
def load_entities() -> tuple[Entity, ...]:
    """Return all entities: by group, within it in the order of the files.

    Raises:
        RegisterError: if a file breaks the format.
    """
    concepts = {concept.id: concept for concept in load_thesaurus()}
    found = [*_load_file(HERE / "entities.yaml", concepts)]
    for path in sorted((HERE / "substances").glob("*.yaml")):
        found.extend(_load_substances(path, concepts))
    _check(found)
    return tuple(found)


@functools.cache
def _by_id() -> Mapping[str, Entity]:
    return {each.id: each for each in load_entities()}


def entity(id: str) -> Entity:
    """Return the entity with an id such as ``incb`` or ``morphine``.

    Raises:
        NotFoundError: if there is no such entity.
    """
    try:
        return _by_id()[id]
    except KeyError:
        raise NotFoundError(
            f"There is no entity '{id}'.", remedy="see 'narcord entities' for those there are"
        ) from None


@functools.cache
def of_concept(concept: str) -> Entity | None:
    """Return the entity that a concept of the thesaurus stands for, or None."""
    return next((each for each in load_entities() if each.concept == concept), None)


@functools.cache
def of_instrument(instrument: str) -> Entity | None:
    """Return the entity that an instrument of the register is, or None."""
    return next((each for each in load_entities() if each.instrument == instrument), None)


def _load_file(path: Path, concepts: Mapping[str, Concept]) -> Iterable[Entity]:
    raw = read_yaml(path)
    place = Place(path.name)
    groups = Fields(raw, place, tuple(EntityGroup))
    for group in EntityGroup:
        entries = groups.peek(group) or {}
        if not isinstance(entries, Mapping):
            raise place.error(group, "this is not a mapping", "write 'id:' with its fields below it")
        for key, item in entries.items():
            yield _parse(str(key), item, group, Place(path.name, str(key), "entity"), concepts)


_FIELDS = ("concept", "note", "names", "without", "others", "guarded", "instrument", "part_of", "url")


def _parse(
    key: str, raw: object, group: EntityGroup, place: Place, concepts: Mapping[str, Concept]
) -> Entity:
    fields = Fields(raw, place, _FIELDS)
    concept = _concept(fields, concepts)
    names = _names(fields.peek("names"), place)
    return Entity(
        id=check_id(key, place, "acetic-anhydride"),
        group=group,
        names=_with_concept(names, concept, _names(fields.peek("without"), place)),
        note=concept.note if concept and not fields.has("note") else fields.by_language("note", ("en", "ru")),
        guarded=frozenset(fields.texts("guarded")),
        others=_names(fields.peek("others"), place),
        concept=fields.scalar("concept"),
        instrument=fields.scalar("instrument"),
        part_of=fields.scalar("part_of"),
        url=fields.scalar("url"),
    )


def _load_substances(path: Path, concepts: Mapping[str, Concept]) -> Iterable[Entity]:
    raw = read_yaml(path)
    if not isinstance(raw, Mapping):
        raise Place(path.name).error("(all)", "this is not a mapping", "write 'id: {fields}' lines")
    for key, item in raw.items():
        yield _parse_substance(str(key), item, Place(path.name, str(key), "substance"), concepts)


def _parse_substance(key: str, raw: object, place: Place, concepts: Mapping[str, Concept]) -> Entity:
    known = ("concept", "control", "cas", "short", "note", "without", "others", "guarded", *LANGUAGES)
    fields = Fields(raw, place, known)
    concept = _concept(fields, concepts)
    written = {tag: fields.peek(tag) for tag in LANGUAGES if fields.has(tag)}
    # The usual English name is the id unless it is given; most international names are one word.
    if "en" not in written and concept is None:
        written["en"] = key.replace("-", " ")
    names = _names(written, place)
    note = fields.by_language("note", ("en", "ru")) if fields.has("note") else {}
    return Entity(
        id=check_id(key, place, "acetic-anhydride"),
        group=EntityGroup.SUBSTANCE,
        names=_with_concept(names, concept, _names(fields.peek("without"), place)),
        note=note or (concept.note if concept else {}),
        guarded=frozenset(fields.texts("guarded")),
        others=_names(fields.peek("others"), place),
        concept=fields.scalar("concept"),
        substance=Substance(
            controls=tuple(_control(each, place) for each in _split(fields.scalar("control"))),
            cas=tuple(_check_cas(each, place) for each in _split(fields.scalar("cas"))),
            short=_split(fields.scalar("short")),
        ),
    )


def _split(value: str | None) -> tuple[str, ...]:
    """Names of substances hold commas ("2,5-"), so that several are divided by semicolons."""
    return tuple(part.strip() for part in (value or "").split(";") if part.strip())


def _names(raw: object, place: Place) -> dict[str, tuple[str, ...]]:
    """Read names by language: a list, or one text divided by semicolons."""
    if raw is None:
        return {}
    if not isinstance(raw, Mapping):
        raise place.error("names", "this is not a mapping", "write 'language: name' lines below it")
    names = {}
    for tag, value in raw.items():
        if tag not in LANGUAGES:
            raise place.error(
                f"names.{tag}", "Narcord does not serve this language", "see corpus/languages.py"
            )
        found = tuple(map(str, value)) if isinstance(value, list) else _split(str(value))
        if not found or not all(each.strip() for each in found):
            raise place.error(f"names.{tag}", "there is no name", "add one, or drop the language")
        names[str(tag)] = tuple(dict.fromkeys(found))
    return names


def _concept(fields: Fields, concepts: Mapping[str, Concept]) -> Concept | None:
    id = fields.scalar("concept")
    if id is None:
        return None
    if id not in concepts:
        raise fields.place.error("concept", f"there is no concept '{id}'", "see corpus/thesaurus/concepts")
    return concepts[id]


def _with_concept(
    names: Mapping[str, tuple[str, ...]],
    concept: Concept | None,
    without: Mapping[str, tuple[str, ...]],
) -> dict[str, tuple[str, ...]]:
    """Return the concept's terms with the register's names after them, less what it excludes."""
    terms = concept.terms if concept else {}
    merged = {}
    for tag in LANGUAGES:
        kept = [each for each in terms.get(tag, ()) if each not in without.get(tag, ())]
        found = tuple(dict.fromkeys((*kept, *names.get(tag, ()))))
        if found:
            merged[tag] = found
    return merged


def _control(text: str, place: Place) -> Control:
    found = _CONTROL.fullmatch(text)
    if found is None:
        raise place.error("control", f"'{text}' is not a schedule", "write '1961 I' or '1971 II since 2015'")
    year = found[3]
    return Control(Convention(found[1]), found[2], int(year) if year else None)


def _check_cas(text: str, place: Place) -> str:
    if not is_cas(text):
        raise place.error("cas", f"'{text}' is not a registry number", "check its digits")
    return text


def is_cas(text: str) -> bool:
    """Tell whether a text is a CAS number whose check digit is right.

    >>> is_cas("57-27-2"), is_cas("57-27-3")
    (True, False)
    """
    found = _CAS.fullmatch(text)
    if found is None:
        return False
    digits = found[1] + found[2]
    total = sum(place * int(digit) for place, digit in enumerate(reversed(digits), start=1))
    return total % 10 == int(found[3])


def _check(found: Iterable[Entity]) -> None:
    seen: set[str] = set()
    concepts: dict[str, str] = {}
    for each in found:
        if each.id in seen:
            raise RegisterError(f"The entity '{each.id}' is there twice.", remedy="keep one")
        seen.add(each.id)
        if each.concept is not None:
            if each.concept in concepts:
                raise RegisterError(
                    f"'{each.id}' and '{concepts[each.concept]}' refer to the concept '{each.concept}'.",
                    remedy="let one of them do so",
                )
            concepts[each.concept] = each.id
    for each in found:
        if each.part_of is not None and each.part_of not in seen:
            raise RegisterError(
                f"'{each.id}' is part of '{each.part_of}', which is not there.", remedy="mend 'part_of'"
            )
