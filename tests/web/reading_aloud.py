"""Taking from a page what a reader of the text would read: the words of the document, nothing of ours."""

from __future__ import annotations

from lxml import html


def words_of_document(page: str) -> str:
    """Return the text of all elements of class ``t`` in order, without white space."""
    tree = html.fromstring(page)
    return "".join("".join(element.text_content() for element in tree.find_class("t")).split())


def select(page: str, path: str) -> list[html.HtmlElement]:
    """Return the elements of a page that an XPath names."""
    found = html.fromstring(page).xpath(path)
    assert isinstance(found, list)
    return found


def words(element: html.HtmlElement) -> str:
    """Return the text of an element with single spaces, and one between elements."""
    return " ".join(" ".join(element.itertext()).split())
