"""The format of one provision of a register file, and its validation (for writers: docs/register.md)."""

from __future__ import annotations

import re

from corpus.areas import area_of, is_theme, load_codes
from corpus.eid import last_kind
from corpus.eid import parent as parent_by_name
from corpus.entities import entity
from corpus.errors import NotFoundError, UsageError
from corpus.handwritten import Fields, Place
from corpus.identifiers import is_instrument_uri
from corpus.model import ProvisionKind, Strength
from corpus.register.fields import PROVISION
from corpus.register.labels import labels_of
from corpus.register.records import WORKING_LANGUAGES, RegisterCitation, RegisterProvision

ABSTRACT_LIMIT = 600
"""The longest abstract, in characters: one passage for the encoder, one paragraph for a reader."""

# What a provision that only groups others does not have.
_OF_ABSTRACTS = ("checksum", "areas", "strength", "who", "cites", "substances", "amounts", "derived")
_CHECKSUM = re.compile(r"[0-9a-f]{12}")


def parse_provision(
    raw: object, place: Place, instrument: str, printed_in: str, languages: tuple[str, ...]
) -> RegisterProvision:
    """Turn one entry of ``provisions`` into a record.

    ``place`` says where the entry stands until its eId is known; ``instrument`` is the file's own id,
    ``printed_in`` the language of the authentic text, ``languages`` those of every heading and abstract.

    Raises:
        RegisterError: it breaks the format.
    """
    fields = Fields(raw, place, PROVISION)
    file = place.file
    eid = fields.text("eid")
    fields.place = Place(file, eid)
    kind = parse_kind(eid, fields.place)
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
        for name in _OF_ABSTRACTS:
            if fields.has(name):
                raise fields.place.error(
                    name, "a provision without an abstract carries none", "add an abstract"
                )
    headings = fields.by_language("heading", languages) if fields.has("heading") else {}
    for tag in headings:
        if tag not in languages:
            raise fields.place.error(f"heading.{tag}", "no abstract is in this language", "drop it")
    number = fields.text("number") if fields.has("number") else ""
    if not (abstracts or headings or number):
        raise fields.place.error(
            "abstract", "there is neither number, heading nor abstract", "write one of them"
        )
    return RegisterProvision(
        eid=eid,
        kind=kind,
        parent=_parent_of(eid, fields),
        labels=labels_of(eid, number, printed_in, languages),
        number=number,
        headings=headings,
        abstracts=abstracts,
        areas=_parse_areas(fields),
        strength=fields.choice("strength", Strength) if abstracts else None,
        cites=_parse_cites(fields, instrument),
        checksum=_parse_checksum(fields),
        who=fields.by_language("who", WORKING_LANGUAGES) if fields.has("who") else {},
        substances=_parse_substances(fields),
        amounts=fields.texts("amounts"),
        derived=_parse_figures(fields),
    )


def parse_kind(eid: str, place: Place) -> ProvisionKind:
    """Return the kind of an eId's last component; an error of the file where it is no eId."""
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


def _parse_areas(fields: Fields) -> dict[str, str]:
    areas = fields.by_key("areas")
    for code in areas:
        if code not in load_codes():
            raise fields.place.error(
                f"areas.{code}",
                "there is no such area or sub-theme",
                "use A1 to A18, or A3.2 (corpus/areas/areas.yaml, themes.yaml)",
            )
        if is_theme(code) and area_of(code) not in areas:
            raise fields.place.error(
                f"areas.{code}", f"the sub-theme stands without its area {area_of(code)}", "add the area"
            )
    return areas


def _parse_cites(fields: Fields, own: str) -> tuple[RegisterCitation, ...]:
    cites = []
    for number, text in enumerate(fields.texts("cites"), start=1):
        place = Place(fields.place.file, f"{fields.place.provision}, cites[{number}]")
        instrument, _, eid = text.partition("#") if text.startswith("/") else (own, "#", text)
        if not is_instrument_uri(instrument):
            raise place.error(
                "cites",
                f"'{text}' is no citation",
                "write an eId of this instrument (art_3__para_1), or another instrument's id and eId: "
                "/akn/un/act/1988/illicit-traffic#art_3",
            )
        if eid:
            parse_kind(eid, place)
        cites.append(RegisterCitation(instrument, eid or None))
    return tuple(cites)


def _parse_checksum(fields: Fields) -> str | None:
    checksum = fields.scalar("checksum")
    if checksum is not None and not _CHECKSUM.fullmatch(checksum):
        raise fields.place.error(
            "checksum",
            f"'{checksum}' is no checksum of a provision",
            "copy the twelve digits that `python -m corpus.register` tells, in quotes",
        )
    return checksum


def _parse_substances(fields: Fields) -> tuple[str, ...]:
    substances = fields.texts("substances")
    for name in substances:
        try:
            entity(name)
        except NotFoundError:
            raise fields.place.error(
                "substances", f"'{name}' is not known", "use an id of corpus/entities/substances/*.yaml"
            ) from None
    return substances


def _parse_figures(fields: Fields) -> tuple[int, ...]:
    figures = []
    for item in fields.items("derived"):
        if not isinstance(item, int) or isinstance(item, bool):
            raise fields.place.error(
                "derived", f"'{item}' is not a whole number", "write numbers: [2, 15000]"
            )
        figures.append(item)
    return tuple(figures)
