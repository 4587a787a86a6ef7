"""Who commits: the words that name the actor of a sentence. Rather none than a wrong one."""

from __future__ import annotations

import re

from ingest.commitments.sentences import Span
from ingest.commitments.tables import Patterns

# Where a clause begins within a sentence.
_CLAUSE = re.compile(r"(?:[,،，、—–]|\)|(?<=\w):)\s*|\s-\s")
_STOP = re.compile(r"[,;:،，；：]")
_FAR = 90  # characters between a subject and its verb that may still belong to it
_NEAR = 50  # characters of a subject that stands directly before its verb
_FAR_DEED = 400  # a deed is told at length


def find_actor(low: str, sentence: Span, verb: Span, patterns: Patterns, *, penal: bool) -> Span | None:
    """The actor of a sentence whose verb is known, or None where its words do not say."""
    if penal:
        return _find_doer(low, sentence, verb, patterns)
    if patterns.passive is not None and patterns.passive.match(low, verb[1], sentence[1]):
        return find_agent(low, sentence, patterns)
    if patterns.after is not None and not _starts_with_subject(low, sentence, verb[0], patterns):
        match = patterns.after.match(low, verb[1], sentence[1])
        if match is not None:
            return match.span("actor")
    actor = find_subject(low, sentence, verb[0], patterns)
    if actor is not None or patterns.passive is not None:
        return actor
    return find_agent(low, sentence, patterns)


def means_again(low: str, sentence: Span, verb: int, patterns: Patterns) -> bool:
    """Tell whether the subject is a pronoun, or a graver case of the deed told before."""
    if patterns.again is None:
        return False
    starts = [sentence[0], *(clause.end() for clause in _CLAUSE.finditer(low, sentence[0], verb))]
    return any(patterns.again.match(low, start, verb + 1) for start in starts[:1] + starts[-1:])


def find_named_before(low: str, sentence: Span, patterns: Patterns) -> Span | None:
    """Whom the condition at the start of a sentence names: "if a Party ..., it shall"."""
    if patterns.condition is None or patterns.subject is None:
        return None
    opening = patterns.condition.match(low, *sentence)
    if opening is None:
        return None
    match = patterns.subject.match(low, opening.end() + 1, sentence[1])
    return None if match is None else _actor_span(match)


def find_subject(low: str, sentence: Span, before: int, patterns: Patterns) -> Span | None:
    """The subject of the main clause: at the start of the sentence, or of the clause next to the verb.

    ``before`` is where the verb begins, or the end of the sentence where the verb is not known.
    """
    conditional = _conditional(low, sentence, patterns)
    if not conditional and (actor := _subject_at(low, sentence[0], sentence, before, patterns)):
        return actor if before == sentence[1] else extend(low, actor, before, patterns)
    starts = [clause.end() for clause in _CLAUSE.finditer(low, sentence[0], before)]
    if before == sentence[1]:
        # Any clause may be the main one: only the one that follows a condition is sure to be it.
        return _subject_at(low, starts[0], sentence, before, patterns) if conditional and starts else None
    for start in reversed(starts):
        actor = _subject_at(low, start, sentence, before, patterns)
        if actor is None:
            continue
        gap = low[actor[1] : before]
        if len(gap) <= _FAR and not _STOP.search(gap):
            return extend(low, actor, before, patterns)
        break
    return _next_to(low, sentence, before, patterns) if patterns.table.adjacent else None


def _conditional(low: str, sentence: Span, patterns: Patterns) -> bool:
    return patterns.condition is not None and patterns.condition.match(low, *sentence) is not None


def _subject_at(low: str, start: int, sentence: Span, before: int, patterns: Patterns) -> Span | None:
    """The subject that begins at ``start`` and ends before the verb."""
    match = patterns.subject.match(low, start, sentence[1]) if patterns.subject is not None else None
    return None if match is None or match.end() > before else _actor_span(match)


def _starts_with_subject(low: str, sentence: Span, before: int, patterns: Patterns) -> bool:
    return _subject_at(low, sentence[0], sentence, before, patterns) is not None


def _next_to(low: str, sentence: Span, before: int, patterns: Patterns) -> Span | None:
    """The subject that ends directly before the verb."""
    end = sentence[0] + len(low[sentence[0] : before].rstrip())
    for start in range(max(sentence[0], end - _NEAR), end):
        if start == sentence[0] or not low[start - 1].isalpha():
            actor = _subject_at(low, start, sentence, before, patterns)
            if actor is not None and actor[1] >= end:
                return actor
    return None


def _actor_span(match: re.Match[str]) -> Span:
    return match.span(match.lastgroup) if match.lastgroup else match.span()


def extend(low: str, actor: Span, before: int, patterns: Patterns) -> Span:
    """The whole subject, up to its verb, where nothing else can stand between."""
    gap = low[actor[1] : before]
    if not patterns.table.extends or len(gap) > _FAR or _STOP.search(gap):
        return actor
    return actor[0], actor[1] + len(gap.rstrip())


def find_agent(low: str, sentence: Span, patterns: Patterns) -> Span | None:
    """Who acts in a sentence whose subject does not."""
    match = patterns.agent.search(low, *sentence) if patterns.agent is not None else None
    return _actor_span(match) if match is not None else None


def _find_doer(low: str, sentence: Span, verb: Span, patterns: Patterns) -> Span | None:
    if patterns.doer is None:
        return None
    match = patterns.doer.search(low, *sentence)
    if match is None:
        return None
    if "actor" in match.re.groupindex:
        return match.span("actor")
    if match.start() < verb[0] and verb[0] - match.start() <= _FAR_DEED:
        return match.start(), match.start() + len(low[match.start() : verb[0]].rstrip(" ,，、-–—\n"))
    return match.span()
