"""Groups of States that readers filter by: facts of ``groups.yaml``, as of the day that it names."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from corpus.errors import NotFoundError
from corpus.handwritten import Fields, Place, read_yaml

GROUPS_FILE = Path(__file__).with_name("groups.yaml")
LANGUAGES = ("en", "ru")

_COUNTRIES = """
    ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo bq br bs
    bt bv bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee
    eg eh er es et fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm
    hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc
    li lk lr ls lt lu lv ly ma mc md me mf mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na
    nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw
    sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st sv sx sy sz tc td tf tg th tj tk tl tm tn to
    tr tt tv tw tz ua ug um us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw
"""
COUNTRIES = frozenset(_COUNTRIES.split())
"""The codes that ISO 3166-1 assigns to countries and territories, in lower case."""


@dataclass(frozen=True, slots=True)
class StateGroup:
    """A group of States.

    ``names`` maps :data:`LANGUAGES` to what a list of filters calls it, ``title`` is its own full name.
    ``members`` are codes of :data:`COUNTRIES`, ascending; ``note`` says what is particular about them.
    """

    id: str
    names: Mapping[str, str]
    title: str
    members: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class StateGroups:
    """What a file of groups says; ``as_of`` is the day for which it is true."""

    as_of: date
    groups: tuple[StateGroup, ...]


@functools.cache
def load_state_groups() -> StateGroups:
    """Return the shipped groups in the order of their file.

    Raises:
        RegisterError: if the file breaks its format.
    """
    return load_state_groups_file(GROUPS_FILE)


def load_state_groups_file(path: Path) -> StateGroups:
    """Return the groups of a file such as ``groups.yaml``.

    Raises:
        RegisterError: if the file breaks its format, or a member is no code of ISO 3166-1.
    """
    top = Place(path.name)
    fields = Fields(read_yaml(path), top, ("as_of", "groups"))
    try:
        as_of = date.fromisoformat(fields.text("as_of"))
    except ValueError:
        raise top.error("as_of", "this is not a day", "write it in quotes as '2025-11-01'") from None
    raw = fields.peek("groups")
    if not isinstance(raw, Mapping) or not raw:
        raise top.error("groups", "there is no group", "write 'id:' with its fields below it")
    return StateGroups(
        as_of, tuple(_parse(entry, Place(path.name, str(key), "group")) for key, entry in raw.items())
    )


def _parse(raw: object, place: Place) -> StateGroup:
    fields = Fields(raw, place, ("names", "title", "members", "note"))
    members = fields.texts("members")
    for code in members:
        if code not in COUNTRIES:
            raise place.error("members", f"'{code}' is no country", "use codes of ISO 3166-1 in lower case")
        if members.count(code) > 1:
            raise place.error("members", f"'{code}' is there twice", "drop one")
    if not members:
        raise place.error("members", "there is no member", "list the codes of the States")
    return StateGroup(
        id=str(place.provision),
        names=fields.by_language("names", LANGUAGES),
        title=fields.text("title"),
        members=tuple(sorted(members)),
        note=fields.text("note"),
    )


@functools.cache
def _groups_by_member() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for group in load_state_groups().groups:
        for code in group.members:
            found.setdefault(code, []).append(group.id)
    return {code: tuple(sorted(groups)) for code, groups in found.items()}


def groups_of(jurisdiction: str) -> tuple[str, ...]:
    """The groups that a jurisdiction belongs to, by their short names, ascending.

    A part of a country (``ru-ta``) belongs to those of the country, a body or a territory with a code of
    its own to none.

    >>> groups_of("kz")
    ('caricc', 'cica', 'cis', 'csto', 'eaeu', 'eco', 'oic', 'ots', 'sco')
    >>> groups_of("ru-ta") == groups_of("ru"), groups_of("un"), groups_of("nowhere")
    (True, (), ())
    """
    return _groups_by_member().get(jurisdiction.split("-", 1)[0], ())


def members(group: str) -> tuple[str, ...]:
    """The codes of the States in a group, ascending.

    >>> members("gcc")
    ('ae', 'bh', 'kw', 'om', 'qa', 'sa')

    Raises:
        NotFoundError: there is no such group.
    """
    for found in load_state_groups().groups:
        if found.id == group:
            return found.members
    raise NotFoundError(
        f"There is no group of States '{group[:40]}'.",
        remedy=f"use one of: {', '.join(group_names())}",
    )


def group_names(language: str = "en") -> dict[str, str]:
    """What the groups are called in a language, in English where it has no names; by their short names.

    >>> group_names("ru")["sco"]
    'Члены ШОС'
    """
    return {found.id: found.names.get(language, found.names["en"]) for found in load_state_groups().groups}
