"""What authentic lists confirm of the register of substances, and what it does not know of them.

The lists: Vietnam's decree 57/2022 with CAS numbers, the annexes of Germany's Betäubungsmittelgesetz,
Canada's Controlled Drugs and Substances Act with its schedules, Japan's narcotics and precursor
lists, Spain's and the Netherlands' texts of the 1961 Convention's schedules and the Dutch Opiumwet,
Czechia's amendment of 2021, China's and Taiwan's lists of precursors and drugs. What they list is
compared as names: a substance is confirmed when the finder finds it in one of them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from corpus.entities import Convention, Entity, EntityGroup, entity, find_entities, load_entities
from corpus.entities.load import is_cas
from ingest.manifest import read_manifest
from ingest.readers import read_bytes
from ingest.structure import parse

LISTS = (
    "vi/vn-nd-57-2022.doc",
    "de/de-btmg.md",
    "de/de-npsg.md",
    "en/ca-cdsa-C-38.8.xml",
    "en/ca-narcotic-control-regs-CRC-1041.xml",
    "fr/ca-lrcdas-C-38.8.xml",
    "ja/jp-narcotics-psychotropics-control-act-328AC0000000014.html",
    "ja/jp-narcotics-act-enforcement-order-328CO0000000057.html",
    "es/un-single-convention-1961-es.md",
    "en/un-single-convention-1961-nl-wettenbank.md",
    "en/un-convention-1988-nl-wettenbank.md",
    "nl/nl-opiumwet.md",
    "ko/kr-narcotics-control-act.md",
    "zh/cn-precursor-chemicals-2018.md",
    "zh/cn-spc-drug-crime-interpretation-2016.md",
    "zh-Hant/tw-narcotics-hazard-prevention-act-C0000008.txt",
)
_VIETNAMESE = "vi/vn-nd-57-2022.doc"
_GERMAN = "de/de-btmg.md"
_ROW = re.compile(r"^\d+ \| (?P<name>[^|\n]+?) \| [^|\n]* \| ?(?P<cas>[\d -]*\d)?[^\n]*$", re.MULTILINE)
# One word ending as international names do.
_INN = re.compile(
    r"^[A-Z]?[a-zäöü]{3,}(?:azepam|azolam|barbital|fentanil|fentanyl|orphin|orphine|codin|codein|codeine|prodin"
    r"|prodine|methadol|methadon|methadone|nitazen|nitazene|moramid|moramide|morphan|idin|idine|etamin|fetamine"
    r"|phetamine|amin|amine|metrazine|alone|alon|one|on|ol|il)$"
)


def print_lists(corpus: Path) -> None:
    """Print how many substances the lists confirm, which never, where CAS differs, what is unknown."""
    texts = dict(_read(corpus))
    confirmed: defaultdict[str, set[str]] = defaultdict(set)
    for (path, language), text in texts.items():
        for match in find_entities(text, language):
            confirmed[match.entity_id].add(path)
    substances = [each for each in load_entities() if each.group is EntityGroup.SUBSTANCE]
    print_confirmed(substances, confirmed)
    vietnamese = next(text for (path, _), text in texts.items() if path == _VIETNAMESE)
    print_cas(vietnamese)
    german = next(text for (path, _), text in texts.items() if path == _GERMAN)
    print_unknown(vietnamese, german)


def _read(corpus: Path) -> Iterator[tuple[tuple[str, str], str]]:
    manifest = read_manifest((corpus / "INDEX.tsv").read_bytes())
    for path in LISTS:
        entry = manifest.get(path)
        source = read_bytes((corpus / path).read_bytes(), path.rsplit("/", 1)[-1])
        for part in parse(source, entry.language if entry else None):
            yield (path, part.language), part.text


def print_confirmed(substances: list[Entity], confirmed: Mapping[str, set[str]]) -> None:
    """Print, per schedule, how many of its substances at least one list names; then those that none does."""
    of, named = Counter[str](), Counter[str]()
    for each in substances:
        controls = each.substance.controls if each.substance else ()
        keys = {f"{one.convention.value} {one.schedule}" for one in controls} or {"national only"}
        of.update(keys)
        if each.id in confirmed:
            named.update(keys)
    print(f"{'schedule':14} {'known':>6} {'named in a list':>16}")
    for key in sorted(of):
        print(f"{key:14} {of[key]:6} {named[key]:16}")
    for convention in Convention:
        inside = [
            each
            for each in substances
            if each.substance and any(one.convention is convention for one in each.substance.controls)
        ]
        count = sum(each.id in confirmed for each in inside)
        print(f"{convention.value:14} {len(inside):6} {count:16}  (the whole convention)")
    print(f"{'all':14} {len(substances):6} {sum(each.id in confirmed for each in substances):16}")
    print("in no list:", ", ".join(each.id for each in substances if each.id not in confirmed))


def print_cas(vietnamese: str) -> None:
    """Print how many CAS numbers the Vietnamese decree has as the register does, and which differ."""
    same, differ = 0, []
    for row in _ROW.finditer(vietnamese):
        cas = re.sub(r"\s", "", row["cas"] or "")
        ids = {match.entity_id for match in find_entities(row["name"], "vi")}
        if len(ids) != 1 or not cas:
            continue
        found = entity(ids.pop())
        if found.substance is None or not found.substance.cas:
            continue
        if cas in found.substance.cas:
            same += 1
        else:
            valid = "" if is_cas(cas) else ", whose check digit is wrong"
            differ.append(f"{found.id} {found.substance.cas[0]} against {cas}{valid}")
    print(f"CAS numbers as in the Vietnamese decree: {same}; different: {len(differ)}")
    for line in differ:
        print(f"  {line}")


def print_unknown(vietnamese: str, german: str) -> None:
    """Print entries of the lists that look like international names and are not in the register."""
    names = {row["name"].strip() for row in _ROW.finditer(vietnamese)}
    names |= {line.strip(" -*|") for line in german.splitlines()}
    unknown = sorted(
        name
        for name in names
        if _INN.match(name) and not find_entities(name, "de") and not find_entities(name, "vi")
    )
    print(f"look like international names and are unknown: {len(unknown)}")
    print("  " + ", ".join(unknown))
