"""Which instrument a file holds: known to the register, or new, with an identifier of its own.

Two files are language versions (or copies) of one instrument when the register knows the title of
both, or when the manifest of their folder gives them the same title or the same file name in one
jurisdiction (``en/tw-controlled-drugs-act.txt`` and ``zh-Hant/tw-controlled-drugs-act.txt``).
Without a manifest the title in the text decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from corpus.identifiers import instrument_uri, slugify
from corpus.languages import LANGUAGES
from corpus.model import Instrument, InstrumentKind
from corpus.register import RegisterInstrument, recognise
from ingest.years import find_year

UNKNOWN_JURISDICTION = "zz"  # ISO 3166 keeps it free for "unknown"


@dataclass(frozen=True, slots=True)
class KindWords:
    """Words in a title that tell the kind of an instrument, and titles that show them."""

    kind: InstrumentKind
    pattern: str
    examples: tuple[str, ...]


# The first row whose pattern is found wins, so the narrower kinds stand above the wider.
KIND_WORDS: tuple[KindWords, ...] = (
    KindWords(
        InstrumentKind.JUDGMENT,
        r"\bjudgment\b|\bopinion of\b|\bcase c-\d|\basunto c-\d|\bsentencia\b|\burteil\b|\barrêt de la cour\b"
        r"|判决|判決|判例|постановление суда",
        ("Judgment of the Court", "Asunto C-1/20: sentencia del Tribunal"),
    ),
    KindWords(
        InstrumentKind.BILL,
        r"\bbill\b|\brang undang-undang\b|\bruu\b|законопроект|\bentwurf\b|法律草案|草案$|법률안",
        ("Poisons (Amendment) Bill", "Rang Undang-Undang Dadah 1990"),
    ),
    KindWords(
        InstrumentKind.INTERPRETATION,
        r"若干问题的解释|司法解释|постановление пленума",
        ("最高法院关于适用法律若干问题的解释",),
    ),
    KindWords(
        InstrumentKind.CONCEPT_PAPER,
        r"\bconcept paper\b|концепци|тұжырымдама",
        ("Draft Concept paper on cooperation", "Концепция сотрудничества"),
    ),
    KindWords(
        InstrumentKind.STATEMENT,
        r"\bstatement\b|\bdeclaration\b|\bresolution\b|заявлени|деклараци|резолюци|мәлімдеме|宣言|声明|聲明|決議|决议",
        ("Joint Statement on Cooperation", "Совместное заявление"),
    ),
    KindWords(
        InstrumentKind.AGREEMENT,
        r"\bagreement\b|\babkommen\b|\bovereenkomst\b|\baccord\b|\bacuerdo\b"
        r"|соглашени|келісім|协定|協定|اتفاقية بين",
        ("Agreement on illicit traffic by sea", "Abkommen über die Zusammenarbeit"),
    ),
    KindWords(
        InstrumentKind.CONVENTION,
        r"\bconvention\b|\bverdrag\b|\bconvenci[oó]n\b|конвенци|公约|公約|الاتفاقية|کنوانسیون|\bprotocol\b|\btreaty\b",
        ("Single Convention on Drugs", "Convención Única"),
    ),
    KindWords(
        InstrumentKind.REGULATION,
        r"\bregulations?\b|\brules?\b|\border\b|\bdecree\b|\bordinance\b|verordnung|\bV\b|règlement"
        r"|arrêté|\bdécret\b|\bbesluit\b|条例$|辦法|办法|规定|規則|細則|施行令|시행령|시행규칙|규정"
        r"|nghị định|quyết định|приказ|правила"
        r"|положени|تنظيم|لائحة|yönetmelik|kararname|ordinance",
        ("Narcotic Control Regulations", "Betäubungsmittelverordnung", "Nghị định 1/2022", "시행규칙"),
    ),
    KindWords(
        InstrumentKind.CODE,
        r"\bcode\b|кодекс|kodeksi|kanunu$|ceza kanunu|刑法|ประมวลกฎหมาย|bộ luật|strafgesetzbuch|법전",
        ("Criminal Code", "Уголовный кодекс", "Ceza Kanunu"),
    ),
    KindWords(
        InstrumentKind.ACT,
        r"\bact\b|\blaw\b|\bluật\b|\bgesetz\b|gesetz\b|\bloi\b|\bwet\b|opiumwet|zákon|закон|қонун|заң|qonun|kanun|法律|法$|法（|条例|條例|법률|법$"
        r"|আইন|نظام|قانون|พระราชบัญญัติ|अधिनियम|akta|undang-undang",
        ("Controlled Drugs Act", "禁毒法", "規制に関する法律（旧法）", "Закон о прекурсорах"),
    ),
)

_LANGUAGE_SUFFIX = re.compile(r"[-_.]([a-z]{2,3}|zh-han[st])$", re.IGNORECASE)
_CODES = frozenset(code.lower() for code in LANGUAGES)


def tell_kind(title: str) -> InstrumentKind:
    """Tell the kind of an instrument from its title; ``OTHER`` where no word tells.

    >>> tell_kind("Dangerous Drugs (Amendment) Bill 2017").value
    'bill'
    """
    for row in KIND_WORDS:
        if re.search(row.pattern, title.strip(), re.IGNORECASE):
            return row.kind
    return InstrumentKind.OTHER


def name_stem(path: str) -> str:
    """The file name without its suffix and language mark, as one name for all language versions.

    >>> name_stem("es/un-single-convention-1961-es.md")
    'un-single-convention-1961'
    """
    stem = PurePosixPath(path).stem
    mark = _LANGUAGE_SUFFIX.search(stem)
    # "-act" and "-law" look like language codes and are none.
    return stem[: mark.start()] if mark and mark[1].lower() in _CODES else stem


@dataclass(frozen=True, slots=True)
class Described:
    """What a manifest says of one file, as far as it tells instruments apart."""

    path: str
    jurisdiction: str | None
    title: str | None


def group_by_instrument(files: Iterable[Described]) -> dict[str, str]:
    """Give every path of a manifest the slug of its instrument.

    Files of one jurisdiction belong together when they share a title or a name stem; the slug is
    the shortest stem of the group, so that it does not depend on the order of the rows.
    """
    groups: list[tuple[set[tuple[str, str]], list[Described]]] = []
    for file in files:
        place = file.jurisdiction or UNKNOWN_JURISDICTION
        keys = {(place, name_stem(file.path).casefold())}
        if file.title and len(file.title) > 3:
            keys.add((place, " ".join(file.title.casefold().split())))
        touching = [group for group in groups if group[0] & keys]
        members = [file]
        for group in touching:
            keys |= group[0]
            members = group[1] + members
            groups.remove(group)
        groups.append((keys, members))
    slugs: dict[str, str] = {}
    for _, members in groups:
        stem = min((name_stem(member.path) for member in members), key=lambda name: (len(name), name))
        slugs |= {member.path: slugify(stem) for member in members}
    return slugs


def identify_instrument(
    titles: Sequence[str | None],
    *,
    jurisdiction: str | None,
    year: int | None,
    slug: str | None,
    register: Mapping[str, RegisterInstrument],
) -> Instrument:
    """The instrument that a document with these titles is a version of.

    ``titles`` are the candidates, best first: the manifest's, the document's own, the file's.
    ``slug`` is the manifest group's, if there is a manifest. A title that the register knows wins
    over everything, so that abstract and authentic text meet under one identifier.
    """
    known = [title.strip() for title in titles if title and title.strip()]
    for title in known:
        uri = recognise(title, year)
        if uri is not None and uri in register:
            return register[uri].instrument
    title = known[0] if known else "Untitled"
    found_year = year if year is not None else find_year(known)
    kind = next(
        (kind for kind in map(tell_kind, known) if kind is not InstrumentKind.OTHER), InstrumentKind.OTHER
    )
    place = jurisdiction or UNKNOWN_JURISDICTION
    name = slug or slugify(title)
    prefix = f"{place}-"
    if name.startswith(prefix) and len(name) > len(prefix):
        name = name[len(prefix) :]
    instrument = Instrument(
        id=instrument_uri(place, kind, found_year, name),
        title=title,
        kind=kind,
        jurisdiction=place,
        year=found_year,
    )
    return replace(instrument, names=tuple(dict.fromkeys(known[1:])))
