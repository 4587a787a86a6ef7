"""The access rule of :func:`corpus.access.may_see`, written in SQL: the only way to read documents.

Every query that touches a document, or what hangs on one, has :func:`visible` among its
conditions. A test runs both forms of the rule over all combinations.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, exists, false, or_, true

from corpus.access import Access
from corpus.model import Classification, DocumentState
from corpus.store.tables import authorisation, document


def visible(access: Access) -> ColumnElement[bool]:
    """Return the condition under which a row of ``document`` may be shown to ``access``.

    Superseded versions may be read; removed documents only by the system.
    """
    if access.system:
        return true()
    public = document.c.classification == Classification.PUBLIC.value
    allowed: ColumnElement[bool] = public
    if access.party is not None:
        allowed = or_(
            public,
            document.c.provider == access.party,
            exists()
            .where(authorisation.c.document_id == document.c.id, authorisation.c.party == access.party)
            .correlate(document),
        )
    return and_(document.c.state != DocumentState.REMOVED.value, allowed)


def current(access: Access) -> ColumnElement[bool]:
    """Return the condition for the documents that lists, counts and search show to ``access``."""
    return and_(document.c.state == DocumentState.CURRENT.value, visible(access))


def nothing() -> ColumnElement[bool]:
    """Return a condition that no row meets."""
    return false()
