"""From what a person typed to what an index is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.access import Access
from corpus.areas import find_signals, load_areas
from corpus.errors import UsageError
from corpus.references import Reference
from corpus.store import Store
from search.asking.compiling import Compiled, compile_query
from search.asking.concepts import concept_term, name_concepts
from search.asking.field_values import resolve_value
from search.asking.syntax import parse
from search.balance import LanguageBalance
from search.candidates import Asked
from search.index import Filter, Generation, join, meet
from search.parts import Parts
from search.query import MAX_CHARACTERS, Mode, SearchQuery
from search.query_vectors import QueryVectors
from search.roles import asks_for_definition
from search.scripts import guess_language
from search.words.keywords import analyze_query
from search.words.lexicon import Lexicon

Identify = Callable[[str], str | None]
Refer = Callable[[str, Access], Sequence[Reference]]

# Provisions whose text is read to see how near to each other words stand.
_MOST_NEAR = 3_000


@dataclass(frozen=True, slots=True)
class Opened:
    """A generation with what is derived from it once."""

    generation: Generation
    balance: LanguageBalance
    lexicon: Lexicon


@dataclass(frozen=True, slots=True)
class Understood:
    """A query as it was understood: what is asked, where, of which generation.

    ``text`` is what was typed without its operators. ``concepts`` of the thesaurus are those that it
    names (none in keyword mode), ``rows`` the phrases that must occur, as rows of terms. ``nothing``
    says that no provision can be found, since the filters of the form and of the query leave nothing.
    """

    opened: Opened
    text: str
    mode: Mode
    language: str
    where: Filter
    asked: Asked
    references: tuple[Reference, ...]
    concepts: frozenset[str] = frozenset()
    rows: frozenset[tuple[int, ...]] = frozenset()
    nothing: bool = False


class Understanding:
    """Understands queries on behalf of a :class:`search.service.SearchService`."""

    def __init__(
        self,
        store: Store,
        vectors: QueryVectors,
        parts: Parts,
        identify: Identify | None,
        refer: Refer | None,
    ) -> None:
        self._store = store
        self._vectors = vectors
        self._parts = parts
        self._identify = identify
        self._refer = refer

    def understand(self, query: SearchQuery, opened: Opened, access: Access) -> Understood:
        """What a query asks of an index.

        Raises:
            UsageError: its operators make no sense.
        """
        typed = query.text[:MAX_CHARACTERS].strip()
        parsed = parse(typed, resolve_value)
        text, mode = parsed.text.strip(), Mode(query.mode)
        language = query.language or self._recognise(text)
        languages = opened.generation.manifest.languages
        compiled = compile_query(parsed, language, languages, opened.lexicon)
        references = (
            tuple(self._refer(text, access)) if self._refer and text and self._parts.references else ()
        )
        only, possible = meet(query.only, parsed.only)
        where = Filter(
            only=only,
            without=join(query.without, parsed.without),
            year_from=_latest(query.year_from, parsed.year_from),
            year_to=_earliest(query.year_to, parsed.year_to),
            hidden=self._store.hidden_documents(access),
            must=compiled.must,
            must_not=compiled.must_not,
        )
        if compiled.near:
            where = self._stand_near(where, compiled, opened.generation, access)
        # By words alone, nothing is found by what it means.
        named = name_concepts(text, language) if mode is not Mode.KEYWORD else ()
        concepts = frozenset(match.concept.id for match in named)
        asked = self._ask(text, language, mode, opened, references, compiled, concepts)
        opened = replace(opened, balance=opened.balance.asked(language))
        return Understood(
            opened,
            text,
            mode,
            language,
            where,
            asked,
            references,
            concepts,
            compiled.rows,
            nothing=not possible,
        )

    def _recognise(self, text: str) -> str:
        found = self._identify(text) if self._identify and text else None
        return found or guess_language(text)

    def _ask(
        self,
        text: str,
        language: str,
        mode: Mode,
        opened: Opened,
        references: Iterable[Reference],
        compiled: Compiled,
        concepts: frozenset[str],
    ) -> Asked:
        others = opened.generation.manifest.languages if self._parts.stems else ()
        # What must occur also counts as a word, if it is not there already: the beginning of one is not.
        needed = (each.terms for each in compiled.must if each.terms)
        spelled = analyze_query(text, language, others, opened.lexicon if self._parts.stems else None)
        words = tuple(dict.fromkeys((*spelled, *needed)))
        if mode is Mode.KEYWORD or not text:
            return Asked(None, words)
        return Asked(
            opened.balance.centre_queries(self._vectors.encode(text), [language])[0],
            words,
            tuple(area.code for area in load_areas() if find_signals(text, area, language)),
            tuple(concept_term(concept) for concept in sorted(concepts)),
            tuple(dict.fromkeys(reference.instrument for reference in references)),
            asks_for_definition(text),
        )

    def _stand_near(
        self, where: Filter, compiled: Compiled, generation: Generation, access: Access
    ) -> Filter:
        """The same, among the passages of provisions whose words stand as near as asked."""
        points = generation.select(where, _MOST_NEAR + 1)
        if len(points) > _MOST_NEAR:
            raise UsageError(
                f"More than {_MOST_NEAR:,} passages have the words of NEAR: too many to read.",
                remedy="Add a word that must occur, or a filter.",
            )
        places = generation.locate(points)
        shown = self._store.provision_hits({(each.document, each.eid) for each in places.values()}, access)
        holding = {
            key
            for key, hit in shown.items()
            if all(near.holds(hit.text, hit.provision.language) for near in compiled.near)
        }
        kept = (point for point, place in places.items() if (place.document, place.eid) in holding)
        return replace(where, points=frozenset(kept))


def _latest(*years: int | None) -> int | None:
    return max((year for year in years if year is not None), default=None)


def _earliest(*years: int | None) -> int | None:
    return min((year for year in years if year is not None), default=None)
