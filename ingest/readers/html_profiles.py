"""What the official gazettes mean by their class names; anything else is read generically."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.model import ProvisionKind
from ingest.source import BlockKind


@dataclass(frozen=True, slots=True)
class Role:
    """What an element is: its block kind, heading level or depth, and legal unit.

    ``labelled`` says that the element's first child element holds the number.
    """

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    hint: ProvisionKind | None = None
    labelled: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """The habits of one site. Keys are class names or ``#ids``; the first that matches decides.

    ``content`` are XPath expressions for the parts that hold the law, in order; empty means the
    body. ``drop`` are furniture, ``editorial`` are the publisher's remarks within the text,
    ``raised`` are printed above the line.
    """

    name: str
    marker: bytes
    content: tuple[str, ...] = ()
    roles: Mapping[str, Role] = field(default_factory=dict)
    drop: frozenset[str] = frozenset()
    editorial: frozenset[str] = frozenset()
    raised: frozenset[str] = frozenset()
    title: str | None = None


_HEADING = BlockKind.HEADING

BDLAWS = Profile(
    name="Laws of Bangladesh (bdlaws.minlaw.gov.bd)",
    marker=b"txt-details",
    drop=frozenset(
        {
            "no-print",
            "navbar",
            "search-box",
            "footer",
            "print-only",
            "scrollToTop",
            "sr-only",
            "copy-right",
            # The list at the end repeats the notes that stand in the text with their marks.
            "footnoteList",
        }
    ),
    roles={
        "act-chapter-no": Role(_HEADING, 1, ProvisionKind.CHAPTER),
        "act-chapter-name": Role(_HEADING, 2),
        # The name of a section stands beside it, before its text.
        "txt-head": Role(_HEADING, 6, ProvisionKind.SECTION),
    },
)
E_GOV = Profile(
    name="e-Gov (laws.e-gov.go.jp)",
    marker=b"_shokanBoxParent",
    content=('//*[@id="contentsLaw"]',),
    drop=frozenset({"_shokanBox", "_inyoBox", "_shokanBtnIcons"}),
    title='//*[@id="lawTitle"]',
    roles={
        "#lawTitleNo": Role(hint=ProvisionKind.FRONT),
        "#lawTitle": Role(_HEADING, 1, ProvisionKind.FRONT),
        "TOC": Role(hint=ProvisionKind.FRONT),
        "_div_EnactStatement": Role(hint=ProvisionKind.FRONT),
        "_div_PartTitle": Role(_HEADING, 2, ProvisionKind.PART),
        "_div_ChapterTitle": Role(_HEADING, 3, ProvisionKind.CHAPTER),
        "_div_SectionTitle": Role(_HEADING, 4, ProvisionKind.DIVISION),
        "_div_SubsectionTitle": Role(_HEADING, 5, ProvisionKind.DIVISION),
        "_div_DivisionTitle": Role(_HEADING, 5, ProvisionKind.DIVISION),
        # 附則: numbering starts again below it.
        "_div_SupplProvisionLabel": Role(_HEADING, 1),
        "_div_AppdxTableTitle": Role(_HEADING, 1, ProvisionKind.SCHEDULE),
        "_div_AppdxTitle": Role(_HEADING, 1, ProvisionKind.SCHEDULE),
        "_div_AppdxStyleTitle": Role(_HEADING, 1, ProvisionKind.SCHEDULE),
        "_div_AppdxFormatTitle": Role(_HEADING, 1, ProvisionKind.SCHEDULE),
        "_div_ArticleCaption": Role(_HEADING, 6, ProvisionKind.ARTICLE),
        "_div_ParagraphCaption": Role(_HEADING, 6, ProvisionKind.PARAGRAPH),
        "_div_ArticleTitle": Role(level=1, hint=ProvisionKind.ARTICLE, labelled=True),
        "_div_ParagraphSentence": Role(level=2, hint=ProvisionKind.PARAGRAPH, labelled=True),
        "_div_ItemSentence": Role(BlockKind.ITEM, 3, ProvisionKind.SUBPARAGRAPH, labelled=True),
        "_div_Subitem1Sentence": Role(BlockKind.ITEM, 4, ProvisionKind.POINT, labelled=True),
        "_div_Subitem2Sentence": Role(BlockKind.ITEM, 5, ProvisionKind.INDENT, labelled=True),
        "_div_Subitem3Sentence": Role(BlockKind.ITEM, 6, ProvisionKind.INDENT, labelled=True),
    },
)
PRAVO = Profile(
    name="pravo.gov.ru",
    marker=b'class="doclink"',
    editorial=frozenset({"mark", "markx"}),
    raised=frozenset({"W9"}),
    title='//p[@class="T"]',
    roles={
        "T": Role(_HEADING, 1),
        "H": Role(_HEADING, 3),
        "C": Role(),
        "I": Role(),
    },
)

PROFILES = (BDLAWS, E_GOV, PRAVO)
GENERIC = Profile(
    name="any page",
    marker=b"",
    drop=frozenset({
        "nav", "navbar", "navigation", "breadcrumb", "breadcrumbs", "menu", "sidebar", "footer",
        "site-footer", "site-header", "cookie", "cookie-banner", "no-print", "noprint", "share", "social",
        "pagination", "skip-link", "sr-only", "visually-hidden", "advertisement",
    }),
)  # fmt: skip


def profile_for(data: bytes) -> Profile:
    """Return the profile whose marker the page contains, else the generic one."""
    return next((profile for profile in PROFILES if profile.marker in data), GENERIC)
