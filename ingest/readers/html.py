"""HTML pages: the law without the page around it."""

from __future__ import annotations

from typing import Any

from lxml import etree, html

from corpus.errors import DamagedFileError, LimitExceededError
from corpus.model import ProvisionKind
from ingest.limits import Limits
from ingest.readers.encoding import decode
from ingest.readers.gather import BlockGatherer
from ingest.readers.html_profiles import Profile, Role, profile_for
from ingest.readers.wording import raise_digits, tidy
from ingest.source import BlockKind, SourceText

MEDIA_TYPE = "text/html"

_DROP = {
    "script", "style", "noscript", "template", "head", "nav", "header", "footer", "form", "button", "select",
    "input", "textarea", "iframe", "object", "svg", "canvas", "audio", "video", "rt", "rp", "rtc", "dialog",
    "aside",
}  # fmt: skip
_BLOCKS = {
    "address", "article", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "html", "li", "main", "ol", "p", "pre",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "caption",
}  # fmt: skip
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_PLAIN = Role()


def read(data: bytes, name: str, limits: Limits) -> SourceText:
    """Read an HTML page in any encoding."""
    text, encoding, doubt = decode(data, declared=True)
    root = _parse(text, name, limits)
    profile = profile_for(data)
    gatherer = BlockGatherer(name, limits)
    if doubt:
        gatherer.note(doubt)
    if "<html" in text[:4_096].lower() and "</html" not in text[-4_096:].lower():
        gatherer.note("The page ends without its end tag: it may be truncated.")
    walker = _Walker(gatherer, profile)
    for part in _content(root, profile):
        walker.visit(part, _PLAIN, set())
        walker.flush()
    if walker.readings:
        gatherer.note(f"{walker.readings} readings printed above characters (furigana) are left out.")
    if not gatherer.blocks and profile.content == ():
        # A page whose every part looked like furniture: better its furniture than nothing.
        gatherer.add(root.text_content())
    return gatherer.finish(
        MEDIA_TYPE,
        title=_title(root, profile),
        metadata=_metadata(root) | {"encoding": encoding, "site": profile.name},
    )


def _parse(text: str, name: str, limits: Limits) -> Any:
    # huge_tree: gazettes have single text nodes of megabytes; depth is checked below instead.
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, no_network=True
    )
    clean = "".join(c for c in text if not "\ud800" <= c <= "\udfff") if not text.isascii() else text
    try:
        root = html.document_fromstring(clean.replace("\x00", "").encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise DamagedFileError(
            f"{name} has no readable HTML in it ({error}).", remedy="Save the page again from a browser."
        ) from error
    # A browser's bound on nesting is 512; walking is recursive here, so it needs one too.
    if _is_deeper(root, limits.max_xml_depth):
        raise LimitExceededError(
            f"{name} nests elements deeper than {limits.max_xml_depth}.",
            remedy="Legislation is never that deep: check the file, or save its text alone.",
        )
    return root


def _is_deeper(root: Any, bound: int) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > bound:
            return True
    return False


def _content(root: Any, profile: Profile) -> list[Any]:
    for expression in profile.content:
        found = root.xpath(expression)
        if found:
            return list(found)
    body = root.find("body")
    return [root if body is None else body]


def _title(root: Any, profile: Profile) -> str | None:
    if profile.title:
        found = root.xpath(profile.title)
        if found:
            return tidy(" ".join(found[0].itertext()))
    for path in (".//title", ".//h1"):
        node = root.find(path)
        if node is not None and tidy(node.text_content()):
            return tidy(node.text_content())
    return None


def _metadata(root: Any) -> dict[str, str]:
    fields: dict[str, str] = {}
    for node in root.iter("meta"):
        key = node.get("name") or node.get("property")
        if key and node.get("content") and key.lower() not in ("viewport", "robots", "generator"):
            fields[key.lower()] = node.get("content")
    language = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    if language:
        fields["lang"] = language
    link = root.find('.//link[@rel="canonical"]')
    if link is not None and link.get("href"):
        fields["canonical"] = link.get("href")
    return fields


class _Walker:
    """Walks the tree, collecting inline text until a block ends."""

    def __init__(self, gatherer: BlockGatherer, profile: Profile) -> None:
        self.gatherer = gatherer
        self.profile = profile
        self.readings = 0
        self._text: list[str] = []
        self._label: str | None = None
        self._role = _PLAIN
        self._after: list[tuple[str, BlockKind, str | None]] = []
        self._table_depth = 0

    def flush(self) -> None:
        """End the current block, then add the notes and remarks that stood in it."""
        role = self._role
        self.gatherer.add("".join(self._text), role.kind, level=role.level, label=self._label, hint=role.hint)
        for text, kind, label in self._after:
            self.gatherer.add(text, kind, label=label)
        self._text, self._label, self._after = [], None, []

    def visit(self, node: Any, role: Role, inherited: set[str]) -> None:
        """Add ``node`` and its content; the tail is the caller's."""
        tag = node.tag
        if not isinstance(tag, str):
            return
        tag = tag.rsplit("}", 1)[-1].lower()
        classes = set((node.get("class") or "").split())
        if node.get("id"):
            classes.add(f"#{node.get('id')}")
        if tag in _DROP or classes & self.profile.drop or node.get("hidden") is not None:
            self.readings += tag == "rt"
            return
        if tag == "br":
            self._break(role)
        elif tag == "table" and _is_data_table(node):
            self._table(node, role)
        elif classes & self.profile.editorial:
            self._after.append((_flat(node), BlockKind.EDITORIAL, None))
        elif classes & self.profile.raised or tag == "sup":
            self._text.append(raise_digits(_flat(node)) if self._is_number(node) else _flat(node))
            self._note_of(node)
        elif "footnote" in classes and node.get("title"):
            self._footnote(node)
        elif tag in _BLOCKS:
            self._block(node, tag, classes, role)
        else:
            self._children(node, role)

    def _is_number(self, node: Any) -> bool:
        return raise_digits(_flat(node)) != _flat(node)

    def _note_of(self, node: Any) -> None:
        holder = node.getparent()
        title = node.get("title") or (holder.get("title") if holder is not None else None)
        if title and len(title) > 20:
            mark = raise_digits(_flat(node))
            self._after.append((f"{mark} {title}", BlockKind.FOOTNOTE, mark))

    def _footnote(self, node: Any) -> None:
        """A mark in the text whose note is in its title attribute (Laws of Bangladesh)."""
        mark = raise_digits(_flat(node))
        self._text.append(mark)
        self._after.append((f"{mark} {node.get('title')}", BlockKind.FOOTNOTE, mark))

    def _block(self, node: Any, tag: str, classes: set[str], role: Role) -> None:
        self.flush()
        mine = next((found for key, found in self.profile.roles.items() if key in classes), None)
        if mine is None and tag in _HEADINGS and role.kind is BlockKind.PARAGRAPH:
            mine = Role(BlockKind.HEADING, _HEADINGS[tag])
        elif mine is None and tag == "li":
            depth = sum(1 for a in node.iterancestors("ol", "ul"))
            mine = Role(BlockKind.ITEM, depth)
        self._role = mine or role
        if mine is not None and mine.labelled:
            first = next((child for child in node if isinstance(child.tag, str)), None)
            if first is not None and not (node.text or "").strip():
                self._label = _flat(first)
        elif tag == "li":
            self._label = _item_number(node)
            if self._label:
                self._text.append(self._label + " ")
        inner = self._role
        self._children(node, inner)
        self.flush()
        self._role = role

    def _children(self, node: Any, role: Role) -> None:
        if node.text:
            self._text.append(node.text)
        for child in node:
            self.visit(child, role, set())
            if child.tail:
                self._text.append(child.tail)
        if not isinstance(node.tag, str):
            return

    def _break(self, role: Role) -> None:
        if role.kind is BlockKind.HEADING:
            self._text.append(" ")
            return
        self.flush()
        # What follows a break belongs to the same unit but no longer begins with its number.
        self._role = Role(role.kind, role.level)

    def _table(self, node: Any, role: Role) -> None:
        self.flush()
        caption = node.find("caption")
        if caption is not None:
            self.gatherer.add(_flat(caption), BlockKind.HEADING, level=6)
        hint = ProvisionKind.FRONT if role.hint is ProvisionKind.FRONT else None
        for row in node.iter("tr"):
            cells = [_flat(cell) for cell in row if cell.tag in ("td", "th")]
            if any(cells):
                self.gatherer.add(" | ".join(cells), BlockKind.ROW, hint=hint)
            for noted in row.iter("span"):
                if "footnote" in (noted.get("class") or "").split() and noted.get("title"):
                    mark = raise_digits(_flat(noted))
                    self._after.append((f"{mark} {noted.get('title')}", BlockKind.FOOTNOTE, mark))
        for text, kind, label in self._after:
            self.gatherer.add(text, kind, label=label)
        self._after = []


def _is_data_table(table: Any) -> bool:
    """Tell a table from a layout frame: two cells in some row, and no table within."""
    if table.find(".//table") is not None:
        return False
    return any(sum(cell.tag in ("td", "th") for cell in row) > 1 for row in table.iter("tr"))


def _item_number(node: Any) -> str | None:
    """Return the number that a browser would print before the item, None for a bullet."""
    parent = node.getparent()
    if parent is None or parent.tag != "ol":
        return None
    from ingest.readers.docx_numbering import write_number

    forms = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
    start = parent.get("start", "1")
    own = node.get("value", "")
    position = [child for child in parent if child.tag == "li"].index(node)
    number = int(own) if own.isdigit() else (int(start) if start.lstrip("-").isdigit() else 1) + position
    return write_number(number, forms.get(parent.get("type", "1"), "decimal")) + "."


def _flat(node: Any) -> str:
    """Return the text of ``node`` on one line, without scripts and readings; raised digits raised."""
    parts: list[str] = []

    def collect(element: Any) -> None:
        text = element.text or ""
        parts.append(raise_digits(text) if element.tag == "sup" and element is not node else text)
        for child in element:
            if isinstance(child.tag, str) and child.tag not in ("script", "style", "rt", "rp"):
                collect(child)
                if child.tag in _BLOCKS or child.tag == "br":
                    parts.append(" ")
            parts.append(child.tail or "")

    collect(node)
    return tidy("".join(parts))
