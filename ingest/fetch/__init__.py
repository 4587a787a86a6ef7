"""Bringing authentic texts from the official sources that the register names (docs/fetch.md).

What a site sends is hostile until it has been read in the sandbox; what is held is never lost by a bad
fetch. ``guard`` and ``network`` decide whom we talk to, ``robots`` and ``asking`` how, ``download`` and
``unpacking`` how much, ``formats``, ``landing`` and ``judging`` what is taken for the text; ``one`` does all
of it for one instrument, ``run`` for many.
"""

from ingest.fetch.choosing import choose
from ingest.fetch.one import FOLDER, FetchOutcome, lineage_of
from ingest.fetch.policy import Policy
from ingest.fetch.run import FetchReport, Plan, fetch, plan_run

__all__ = [
    "FOLDER",
    "FetchOutcome",
    "FetchReport",
    "Plan",
    "Policy",
    "choose",
    "fetch",
    "lineage_of",
    "plan_run",
]
