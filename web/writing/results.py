"""The results of a search as a paper to be written out, best first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from web.addresses import address
from web.exports import STEP
from web.messages import Messages
from web.querying import Question, rank
from web.services import Services
from web.writing.cited import Pair, Paper, cite_provisions


def paper_of_results(services: Services, question: Question, most: int, base: str, t: Messages) -> Paper:
    """Return the provisions that a question finds, at most ``most``, read under the reader's access.

    Raises:
        As :func:`web.querying.rank`.
    """
    asked = replace(question, by="provision")
    pairs: list[Pair] = []
    for offset in range(0, most, STEP):
        found = rank(services, asked, min(STEP, most - offset), offset)
        pairs += found
        if len(found) < STEP:
            break
    lines = tuple(cite_provisions(services, pairs, base, t).values())
    where = f"{base}{address('/search', question.pairs())}"
    title = t("writing.results", query=question.query)
    return Paper(title, "", lines, where, datetime.now(UTC), grouped=False)
