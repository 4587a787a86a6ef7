"""Resolving citations: from words to the instrument and provision that they mean.

What does not resolve is kept with the reason, since a reader sees the words in any case; a wrong
target is worse than none. A citation of an instrument that is not known here keeps the place that it
names in ``target_eid``, for :mod:`ingest.citations.link` once the instrument arrives.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.eid import is_eid
from corpus.model import Citation, Document, Instrument, Provision, ProvisionKind
from ingest.citations.amending import amends, amends_another, quoted
from ingest.citations.conventions import ARTICLES
from ingest.citations.find import Found, glued
from ingest.citations.foreign import appended_from, is_other_sort, lies_outside, may_be_either
from ingest.citations.grammar import Level, Scheme, plain
from ingest.citations.names import KnownNames
from ingest.citations.outline import Outline
from ingest.citations.reasons import Reason, say
from ingest.citations.tokens import Name

# Where a paragraph that stands by itself may be cited from.
_STANDING = frozenset({"para", "rec", "front", "block", "concl"})
# Arabic calls a paragraph and what is numbered inside of it by one word.
_ONE_WORD_FOR_TWO_LEVELS = frozenset({"ar"})
_NAMED_PARTS = (
    ProvisionKind.PARAGRAPH,
    ProvisionKind.SUBPARAGRAPH,
    ProvisionKind.POINT,
    ProvisionKind.INDENT,
)


@dataclass(frozen=True, slots=True)
class Setting:
    """The document in which citations are resolved: its instrument, names, text and outline."""

    instrument: Instrument
    title: str
    text: str
    language: str
    outline: Outline
    names: KnownNames
    starts: Mapping[str, int]  # of its provisions, by eId
    appended: int  # where the text itself ends

    @classmethod
    def of(
        cls, instrument: Instrument, document: Document, provisions: Sequence[Provision], names: KnownNames
    ) -> Setting:
        """The setting of a document."""
        return cls(
            instrument,
            document.title,
            document.text,
            document.language,
            Outline.of(provisions),
            names,
            {p.eid: p.start for p in provisions},
            appended_from(document.text),
        )

    def in_amending_unit(self, eid: str) -> bool:
        """Whether the article or section around ``eid`` says that it amends another text."""
        unit = self.outline.unit_of(eid)
        start = self.starts.get(unit) if unit is not None else None
        return start is not None and amends_another(self.text, start)

    @property
    def instrument_id(self) -> str:
        """The id of the instrument around the citations."""
        return self.instrument.id


def resolve(found: Iterable[Found], setting: Setting) -> tuple[Citation, ...]:
    """Return the citations: with the target, or with the reason why there is none."""
    amending = amends(setting.title, setting.text)
    return tuple(citation for one in found for citation in _resolve(one, setting, amending))


def _resolve(found: Found, setting: Setting, amending: bool) -> Iterator[Citation]:
    def none(reason: Reason, detail: str | None = None, eid: str | None = None) -> Citation:
        return Citation("", found.eid, found.start, found.end, None, eid, say(reason, detail))

    if found.name is not None:
        named = _resolve_named(found, found.name, setting)
        itself = named.target_instrument == setting.instrument_id
        words = plain(setting.text[found.start : found.end])
        if itself and found.start >= setting.appended and found.name.words not in words:
            # "Section 28 of that Act" there is of the act that amended, wherever it was named last.
            yield none(Reason.AMENDED)
            return
        # A text that bears its own title cites nothing.
        if not itself or named.target_eid is not None:
            yield named
        return
    if found.elsewhere is not None and not found.own:
        yield none(Reason.OTHER_TEXT, found.elsewhere[:60])
        return
    if found.start >= setting.appended:
        yield none(Reason.AMENDED)
        return
    if found.own and is_other_sort(
        setting.text[found.start : found.end], (setting.title, setting.instrument.title)
    ):
        yield none(Reason.OTHER_TEXT)
        return
    if not found.own and lies_outside(setting.text, found.eid, found.start):
        yield none(Reason.OUTSIDE)
        return
    if not found.own and setting.in_amending_unit(found.eid):
        yield none(Reason.AMENDED)
        return
    if amending and (not found.own or quoted(setting.text, found.start)):
        yield none(Reason.AMENDED)
        return
    targets = _own_targets(found, setting)
    if isinstance(targets, Reason):
        yield none(targets)
        return
    for place, target in enumerate(targets):
        start, end = found.start, found.end
        if found.through is not None and place and found.whole is not None:
            # What a range passes over is cited by the whole of it.
            start, end = found.whole
        yield Citation("", found.eid, start, end, setting.instrument_id, target, None)


def _resolve_named(found: Found, name: Name, setting: Setting) -> Citation:
    def citation(instrument: str | None, eid: str | None, reason: str | None) -> Citation:
        return Citation("", found.eid, found.start, found.end, instrument, eid, reason)

    eid = nominal_eid(found)
    if found.term:
        return citation(None, None, say(Reason.UNDEFINED, name.words))
    instrument = setting.names.find(name)
    if found.path and eid is None:
        return citation(None, None, say(Reason.OTHER_TEXT, name.words[:80]))
    limit = ARTICLES.get(name.key)
    if limit is not None and found.unit is not None and _whole(found.path[0]) > limit:
        return citation(None, eid, say(Reason.NOT_IN_NAMED, name.key or name.words))
    if instrument is None:
        shown = name.key if name.key and name.scheme is not Scheme.TITLE else name.words
        return citation(None, eid, say(Reason.NOT_HELD, shown))
    if instrument == setting.instrument_id and eid is not None:
        targets = _from_unit(found, setting.outline, "", may_be_either(found.unit, setting.language))
        if targets is None:
            return citation(None, None, say(Reason.NO_SUCH_PROVISION))
        return citation(instrument, targets, None)
    return citation(instrument, eid, None)


def nominal_eid(found: Found) -> str | None:
    """The eId that the path names in an instrument whose provisions are not at hand."""
    if not found.path:
        return None
    if found.unit is not None:
        steps = [f"{found.unit.value}_{found.path[0]}"]
        rest = found.path[1:]
    else:
        steps, rest = [], found.path
    kinds = list(_NAMED_PARTS)
    if rest and not rest[0][0].isdigit() and steps:
        kinds = kinds[1:]
    steps += [f"{kind.value}_{num}" for kind, num in zip(kinds, rest, strict=False)]
    eid = "__".join(steps)
    return eid if is_eid(eid) else None


def _whole(num: str) -> int:
    digits = "".join(c for c in num.partition("-")[0] if c.isdigit())
    return int(digits) if digits else 0


def _own_targets(found: Found, setting: Setting) -> list[str] | Reason:
    outline = setting.outline
    if found.beside is not None:
        return _counted(found, outline)
    if found.unit is not None or (found.doubtful_head and outline.main_unit is ProvisionKind.SECTION):
        supplement = outline.in_supplement(found.eid)
        if supplement and not found.apart and not found.own:
            return Reason.SUPPLEMENT
        if found.apart and not supplement:
            return Reason.SUPPLEMENT
        container = outline.container_of(found.eid)
        either = may_be_either(found.unit, setting.language)
        target = _from_unit(found, outline, container if not found.own else "", either)
        if target is None and container and not found.apart:
            target = _from_unit(found, outline, "", either)
    else:
        target = _from_here(found, outline)
        if target is not None and _is_ambiguous(found, target, setting):
            return Reason.AMBIGUOUS
    if target is None:
        strange = not may_be_either(found.unit, setting.language) and outline.main_unit is not found.unit
        return Reason.OTHER_TEXT if strange else Reason.NO_SUCH_PROVISION
    return [target, *_between(found, target, outline)]


def _from_unit(found: Found, outline: Outline, container: str, either: bool) -> str | None:
    unit = outline.find_unit(found.path[0], found.unit, container, either)
    if unit is None:
        return None
    levels = found.levels[1:] if found.unit is not None else glued(Level.UNIT, found.path)[1:]
    return outline.inside(unit, found.path[1:], levels)


def _from_here(found: Found, outline: Outline) -> str | None:
    """What a path names inside the article around it, from the innermost place where it fits."""
    unit = outline.unit_of(found.eid)
    if unit is None:
        return _from_outside_of_units(found, outline)
    first = 1 if found.depth >= Level.SUBPARAGRAPH else 0
    for depth in range(int(found.depth) - 1 if first else 0, -1, -1):
        base = outline.at_depth(found.eid, depth)
        if base is None:
            continue
        target = outline.inside(base, found.path, found.levels)
        if target is not None and target != base:
            return target
    return None


def _is_ambiguous(found: Found, target: str, setting: Setting) -> bool:
    """Whether a language without a word for the level below names a number that both levels have here."""
    if setting.language not in _ONE_WORD_FOR_TWO_LEVELS or found.levels[:1] != (Level.PARAGRAPH,):
        return False
    kind, _, num = target.rpartition("__")[2].partition("_")
    around = setting.outline.at_depth(found.eid, 1)
    below = setting.outline.children.get(around or "", [])
    return kind == "para" and len(found.path) == 1 and f"{around}__subpara_{num}" in below


def _from_outside_of_units(found: Found, outline: Outline) -> str | None:
    """In a resolution or statement, and in a schedule, paragraphs stand by themselves."""
    if found.depth > Level.PARAGRAPH:
        return None
    steps = found.eid.split("__")
    above = ["__".join(steps[:depth]) for depth in range(len(steps) - 1, 0, -1)]
    if steps[0].partition("_")[0] in _STANDING:
        above.append("")
    for container in above:
        top = f"{container}__para_{found.path[0]}" if container else f"para_{found.path[0]}"
        if top in outline.eids:
            return outline.inside(top, found.path[1:], found.levels[1:])
    return None


def _counted(found: Found, outline: Outline) -> list[str] | Reason:
    assert found.beside is not None
    level, step = found.beside
    here = outline.at_depth(found.eid, int(level) - 1)
    if here is None or (level > Level.UNIT and here == outline.unit_of(found.eid)):
        return Reason.NOTHING_THERE
    beside = outline.beside(here, step)
    if not beside:
        return Reason.NOTHING_THERE
    if not found.path:
        return beside
    inner = [
        target for each in beside if (target := outline.inside(each, found.path, found.levels)) is not None
    ]
    return inner or Reason.NO_SUCH_PROVISION


def _between(found: Found, target: str, outline: Outline) -> list[str]:
    """What a range names between its ends."""
    if found.through is None:
        return []
    depth = len(found.path) - len(found.through)
    if depth or not target.endswith(f"_{found.path[-1]}"):
        return []
    first = "__".join(
        [*target.split("__")[:-1], f"{target.rpartition('__')[2].partition('_')[0]}_{found.through[-1]}"]
    )
    return outline.between(first, target)
