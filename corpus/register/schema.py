"""The format of a register file, and its validation (docs/register.md describes it for writers)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from corpus.areas.load import CODES
from corpus.eid import last_kind
from corpus.eid import parent as parent_by_name
from corpus.errors import UsageError
from corpus.handwritten import Fields, Place
from corpus.identifiers import is_instrument_uri
from corpus.model import Instrument, InstrumentKind, ProvisionKind, Strength
from corpus.register.records import (
    WORKING_LANGUAGES,
    RegisterCitation,
    RegisterInstrument,
    RegisterProvision,
)

ABSTRACT_LIMIT = 600
"""The longest abstract, in characters: one passage for the encoder, one paragraph for a reader."""

_INSTRUMENT_FIELDS = (
    "id",
    "kind",
    "jurisdiction",
    "body",
    "date",
    "years",
    "status",
    "official_source",
    "source_title",
    "titles",
    "names",
    "checked_against",
    "left_out",
    "provisions",
)
_PROVISION_FIELDS = ("eid", "parent", "label", "heading", "abstract", "areas", "strength", "cites")

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
# A label such as "Article 3" is written once, in English, and shown in the language of the abstract.
_LABEL_WORDS: Mapping[str, Mapping[str, str]] = {
    "ru": {
        "Article": "Статья",
        "Section": "Раздел",
        "Annex": "Приложение",
        "Table": "Таблица",
        "Schedule": "Список",
        "Chapter": "Глава",
        "Part": "Часть",
        "Footnote": "Сноска",
        "Preamble": "Преамбула",
        "paragraph": "пункт",
    },
}


def parse_instrument(raw: object, file: str, checksum: str) -> RegisterInstrument:
    """Turn the content of one register file into records.

    Raises:
        RegisterError: at the first break of the format; it names file, provision and field.
    """
    fields = Fields(raw, Place(file), _INSTRUMENT_FIELDS)
    titles = fields.by_language("titles", WORKING_LANGUAGES)
    instrument = _parse_work(fields, titles)
    provisions: list[RegisterProvision] = []
    languages = _declared_languages(fields, titles)
    for number, item in enumerate(fields.items("provisions"), start=1):
        provision = _parse_provision(item, file, number, languages)
        _check_place(provision, provisions, Place(file, provision.eid))
        provisions.append(provision)
    if provisions and not fields.has("checked_against"):
        raise fields.place.error(
            "checked_against",
            "no authentic text is named",
            "name the file with which the abstracts were compared",
        )
    return RegisterInstrument(
        instrument=instrument,
        file=file,
        checksum=checksum,
        source_title=fields.text("source_title"),
        languages=languages,
        years=_parse_years(fields, instrument.year),
        checked_against=fields.scalar("checked_against"),
        left_out=_parse_left_out(fields),
        provisions=tuple(provisions),
    )


def _parse_work(fields: Fields, titles: Mapping[str, str]) -> Instrument:
    work_id = fields.text("id")
    if not is_instrument_uri(work_id):
        raise fields.place.error(
            "id",
            f"'{work_id}' is not an Akoma Ntoso work URI",
            "write /akn/{jurisdiction}/{act|bill|statement|doc|judgment}/{year}/{slug}",
        )
    _, _, place, _, dated, _ = work_id.split("/")
    jurisdiction = fields.text("jurisdiction")
    if jurisdiction != place:
        raise fields.place.error(
            "jurisdiction", f"'{jurisdiction}' is not the one in the id", "make them agree"
        )
    date = fields.scalar("date")
    if date is not None and not _DATE.fullmatch(date):
        raise fields.place.error("date", f"'{date}' is not a date", "write year-month-day, e.g. 1988-12-20")
    year = None if dated == "nodate" else int(dated)
    if date is not None and year is not None and int(date[:4]) != year:
        raise fields.place.error("date", f"'{date}' is not in the year of the id", "make them agree")
    source = fields.text("official_source")
    if not source.startswith("https://"):
        raise fields.place.error(
            "official_source", f"'{source}' is not an https address", "give the official page"
        )
    title = fields.text("source_title")
    if title not in titles.values():
        raise fields.place.error(
            "source_title",
            "it is not among the titles",
            "give the official title in the original language, as it stands in titles",
        )
    return Instrument(
        id=work_id,
        title=title,
        kind=fields.choice("kind", InstrumentKind),
        jurisdiction=jurisdiction,
        year=year,
        body=fields.text("body"),
        date=date,
        status=fields.text("status"),
        official_source=source,
        titles=titles,
        names=fields.texts("names"),
    )


def _parse_years(fields: Fields, year: int | None) -> tuple[int, ...]:
    years = [] if year is None else [year]
    for item in fields.items("years"):
        if not isinstance(item, int) or isinstance(item, bool):
            raise fields.place.error("years", f"'{item}' is not a year", "write numbers, e.g. [1961, 1972]")
        years.append(item)
    return tuple(dict.fromkeys(years))


def _parse_left_out(fields: Fields) -> dict[str, str]:
    return fields.by_language("left_out", WORKING_LANGUAGES) if fields.has("left_out") else {}


def _declared_languages(fields: Fields, titles: Mapping[str, str]) -> tuple[str, ...]:
    """Return the working languages and any other in which the first abstract is written.

    What the first abstract has, every one must have: half a language is no document.
    """
    for item in fields.items("provisions"):
        if isinstance(item, Mapping) and isinstance(item.get("abstract"), Mapping):
            extra = [str(tag) for tag in item["abstract"] if tag not in WORKING_LANGUAGES]
            for tag in extra:
                if tag not in titles:
                    raise fields.place.error(
                        f"titles.{tag}", "there are abstracts in this language but no title", "add the title"
                    )
            return (*WORKING_LANGUAGES, *extra)
    return WORKING_LANGUAGES


def _parse_provision(raw: object, file: str, number: int, languages: tuple[str, ...]) -> RegisterProvision:
    fields = Fields(raw, Place(file, f"number {number}"), _PROVISION_FIELDS)
    eid = fields.text("eid")
    fields.place = Place(file, eid)
    kind = _parse_kind(eid, fields.place)
    abstracts = fields.by_language("abstract", languages) if fields.has("abstract") else {}
    for tag, abstract in abstracts.items():
        if tag not in languages:
            raise fields.place.error(
                f"abstract.{tag}",
                "the first abstract is not in this language",
                "write every abstract in it, or none",
            )
        if len(abstract) > ABSTRACT_LIMIT:
            raise fields.place.error(
                f"abstract.{tag}",
                f"it has {len(abstract)} characters, more than {ABSTRACT_LIMIT}",
                "shorten it, or abstract the subparagraphs one by one",
            )
    if not abstracts:
        for name in ("areas", "strength", "cites"):
            if fields.has(name):
                raise fields.place.error(
                    name, "a provision without an abstract carries none", "add an abstract"
                )
    headings = fields.by_language("heading", languages) if fields.has("heading") else {}
    labels = _parse_labels(fields, languages)
    if not (abstracts or headings or labels):
        raise fields.place.error(
            "abstract", "there is neither label, heading nor abstract", "write one of them"
        )
    return RegisterProvision(
        eid=eid,
        kind=kind,
        parent=_parent_of(eid, fields),
        labels=labels,
        headings=headings,
        abstracts=abstracts,
        areas=_parse_areas(fields),
        strength=fields.choice("strength", Strength) if abstracts else None,
        cites=_parse_cites(fields),
    )


def _parse_kind(eid: str, place: Place) -> ProvisionKind:
    try:
        return last_kind(eid)
    except UsageError as error:
        raise place.error("eid", error.message.rstrip("."), error.remedy) from None


def _parent_of(eid: str, fields: Fields) -> str | None:
    above = parent_by_name(eid)
    if not fields.has("parent"):
        return above
    parent = fields.text("parent")
    if above is not None and parent != above:
        raise fields.place.error(
            "parent", f"it disagrees with the eId, which says '{above}'", "drop the field"
        )
    return parent


def _parse_labels(fields: Fields, languages: tuple[str, ...]) -> dict[str, str]:
    if not fields.has("label"):
        return {}
    if isinstance(fields.peek("label"), Mapping):
        return fields.by_language("label", languages)
    label = fields.text("label")
    word, _, rest = label.partition(" ")
    labels = {}
    for tag in languages:
        localised = _LABEL_WORDS.get(tag, {}).get(word, word)
        labels[tag] = f"{localised} {rest}" if rest else localised
    return labels


def _parse_areas(fields: Fields) -> dict[str, str]:
    areas = fields.by_key("areas")
    for code in areas:
        if code not in CODES:
            raise fields.place.error(
                f"areas.{code}", "there is no such area", "use A1 to A18 (corpus/areas/areas.yaml)"
            )
    return areas


def _parse_cites(fields: Fields) -> tuple[RegisterCitation, ...]:
    cites = []
    for number, item in enumerate(fields.items("cites"), start=1):
        cited = Fields(item, fields.place, ("instrument", "eid"))
        if not cited.has("instrument") or not is_instrument_uri(cited.text("instrument")):
            raise fields.place.error(
                f"cites[{number}].instrument",
                "this is not an instrument id",
                "write one such as /akn/un/act/1988/illicit-traffic",
            )
        eid = cited.text("eid") if cited.has("eid") else None
        if eid is not None:
            _parse_kind(eid, Place(fields.place.file, f"{fields.place.provision}, cites[{number}]"))
        cites.append(RegisterCitation(cited.text("instrument"), eid))
    return tuple(cites)


def _check_place(provision: RegisterProvision, before: list[RegisterProvision], place: Place) -> None:
    """Check that eIds are unique and that children follow their parent, as the spans will nest."""
    parents = {earlier.eid: earlier.parent for earlier in before}
    if provision.eid in parents:
        raise place.error("eid", "this eId is there twice", "give each provision its own")
    if provision.parent is None:
        return
    if provision.parent not in parents:
        raise place.error(
            "parent",
            f"'{provision.parent}' is not among the provisions before it",
            "add the parent (label and heading are enough) above its children",
        )
    above: str | None = before[-1].eid
    while above is not None and above != provision.parent:
        above = parents[above]
    if above is None:
        raise place.error(
            "parent",
            f"other provisions stand between it and '{provision.parent}'",
            "write the children directly below their parent",
        )
