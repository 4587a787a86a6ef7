"""Relevance cases checked: does what must hold of a query's hits hold, and if not, what is there instead?

Hits are counted as a reader sees them: a provision is one hit, its translation another.
"""

from __future__ import annotations

from collections.abc import Collection as Sized
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from corpus.access import Access
from corpus.errors import UsageError
from corpus.progress import Report as Listener
from corpus.progress import silent
from corpus.settings import Settings
from corpus.store import Store
from evaluation.case_files import CASES, Case, Target
from evaluation.case_files import load_cases as read_cases
from evaluation.matching import Found, Matcher
from evaluation.runs import LIMIT, Searcher
from evaluation.service import ServiceSearcher
from evaluation.topics import load_collection

REGISTER = "register:"
"""How the sources of the register's documents begin."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a case.

    ``ranks`` tells for every target where its first hit ranks, None beyond the hits asked for;
    ``first`` is the hit at the top; ``other_ranks`` are the ranks for the query's other spellings.
    ``absent`` are documents that the home does not hold: such a case
    is not checked. ``failures`` say what does not hold.
    """

    case: Case
    ranks: Mapping[Target, int | None]
    failures: tuple[str, ...]
    first: str = ""
    absent: tuple[str, ...] = ()
    other_ranks: Mapping[str, Mapping[Target, int | None]] = field(default_factory=dict)

    @property
    def fails(self) -> bool:
        """Whether something does not hold that must."""
        return bool(self.failures) and not self.case.aim

    def to_json(self) -> dict[str, Any]:
        """Return the verdict as plain values."""
        return {
            "case": self.case.id, "language": self.case.language, "query": self.case.query,
            "mode": self.case.mode, "aim": self.case.aim, "checked": not self.absent,
            "holds": not (self.failures or self.absent),
            "failures": list(self.failures), "absent_documents": list(self.absent),
            "ranks": _name_ranks(self.ranks), "first": self.first,
            "other_ranks": {query: _name_ranks(ranks) for query, ranks in self.other_ranks.items()},
        }  # fmt: skip


def load_cases() -> tuple[Case, ...]:
    """Read the cases that ship.

    Raises:
        ConfigurationError: a file breaks the format.
    """
    return read_cases(CASES, load_collection().documents)


def check_home(
    store: Store, settings: Settings, cases: Sequence[Case], access: Access, progress: Listener = silent
) -> tuple[Verdict, ...]:
    """Check the cases for this kind of home; those about documents that it does not hold are told apart."""
    matcher = Matcher(load_collection())
    documents = store.documents(access)
    alone = all(document.source.startswith(REGISTER) for document in documents)
    chosen = [case for case in cases if (case.home == "register") is alone]
    held = {document.instrument_id for document in documents}
    held |= {
        key
        for document in documents
        if (key := matcher.key(document.source, document.instrument_id)) is not None
    }
    with ServiceSearcher(store, settings, access) as searcher:
        verdicts = []
        for number, case in enumerate(chosen, start=1):
            verdicts.append(check(case, searcher, matcher, held))
            progress("cases", number, len(chosen))
    return tuple(verdicts)


def check(case: Case, searcher: Searcher, matcher: Matcher, held: Sized[str]) -> Verdict:
    """Ask the query of one case; ``held`` are the documents that there are, by short name or instrument."""
    absent = tuple(dict.fromkeys(target.document for target in case.targets if target.document not in held))
    if absent:
        return Verdict(case, {}, (), absent=absent)
    asked: dict[str, Mapping[Target, int | None]] = {}
    first, failures = "nothing", []
    for query in case.queries:
        try:
            hits = searcher.find(query, case.mode, LIMIT)
        except UsageError as error:
            failures.append(f"refused: {query}: {error.message}")
            continue
        asked[query] = {target: _rank(target, hits, matcher) for target in case.targets}
        if query == case.query and hits:
            first = _name(hits[0], matcher)
    failures += _find_failures(case, asked)
    ranks = asked.pop(case.query, {})
    return Verdict(case, ranks, tuple(failures), first, other_ranks=asked)


def tell(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Say of every case that fails where what it expects ranks, and count."""
    for verdict in sorted(verdicts, key=lambda verdict: verdict.case.aim):
        if verdict.failures:
            kind = ", an aim" if verdict.case.aim else ""
            yield f"{verdict.case.id} ({verdict.case.mode}{kind}): {verdict.case.query}"
            for failure in verdict.failures:
                yield f"  {failure}"
            yield f"  first: {verdict.first}"
    checked = [verdict for verdict in verdicts if not verdict.absent]
    must = [verdict for verdict in checked if not verdict.case.aim]
    failed = sum(verdict.fails for verdict in must)
    yield f"Of {len(must)} cases that must hold {len(must) - failed} hold, {failed} fail."
    aims = [verdict for verdict in checked if verdict.case.aim]
    if aims:
        yield f"Of {len(aims)} aims {sum(not verdict.failures for verdict in aims)} are reached."
    absent = sorted({document for verdict in verdicts for document in verdict.absent})
    if absent:
        yield (
            f"Not checked: {len(verdicts) - len(checked)}, since this home does not hold {', '.join(absent)}."
        )


def _find_failures(case: Case, asked: Mapping[str, Mapping[Target, int | None]]) -> Iterator[str]:
    """Say what does not hold, for every spelling; all their ranks where the one expected is missing."""
    if case.expected and not all(_is_among(case.expected, ranks, case.in_first) for ranks in asked.values()):
        for query, ranks in asked.items():
            where = ", ".join(f"{target} {_place(ranks[target])}" for target in case.expected)
            yield f"expected in the first {case.in_first}{_ask(case, query)}: {where}"
    for query, ranks in asked.items():
        if case.before:
            above, below = case.before
            one, other = ranks[above], ranks[below]
            if one is None or (other is not None and other <= one):
                order = f"{above} {_place(one)}, {below} {_place(other)}"
                yield f"expected in this order{_ask(case, query)}: {order}"
        for target in case.forbidden:
            rank = ranks[target]
            if rank is not None and rank <= case.forbidden_in_first:
                where = f"{target} {_place(rank)}"
                yield f"not to be in the first {case.forbidden_in_first}{_ask(case, query)}: {where}"


def _is_among(targets: Sequence[Target], ranks: Mapping[Target, int | None], first: int) -> bool:
    return any((rank := ranks[target]) is not None and rank <= first for target in targets)


def _ask(case: Case, query: str) -> str:
    """Name the spelling where there are several."""
    return f" for {query}" if case.same_as else ""


def _name_ranks(ranks: Mapping[Target, int | None]) -> dict[str, int | None]:
    return {str(target): rank for target, rank in ranks.items()}


def _place(rank: int | None) -> str:
    return f"is not among {LIMIT} hits" if rank is None else f"ranks {rank}"


def _rank(target: Target, hits: Sequence[Found], matcher: Matcher) -> int | None:
    return next(
        (
            rank
            for rank, hit in enumerate(hits, start=1)
            if target.holds(matcher.key(hit.source, hit.instrument) or hit.instrument, hit.eid)
            or target.holds(hit.instrument, hit.eid)
        ),
        None,
    )


def _name(hit: Found, matcher: Matcher) -> str:
    return f"{matcher.key(hit.source, hit.instrument) or hit.instrument}#{hit.eid}"
