"""The styles of the Word documents that we write, on the plain template of python-docx."""

from __future__ import annotations

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from web.writing.notes import LINK_STYLE, REFERENCE_STYLE, TEXT_STYLE
from web.writing.type import SANS, SERIF

QUOTE, ABSTRACT, MARK, FACTS, NOTE, TITLE = (
    "NarcordQuote", "NarcordAbstract", "NarcordMark", "NarcordFacts", "NarcordNote", "Title"
)  # fmt: skip
HEADINGS = ("Heading1", "Heading2")
_INK, _ACCENT, _MUTED = RGBColor(0x1C, 0x1B, 0x18), RGBColor(0x12, 0x51, 0x5D), RGBColor(0x61, 0x5C, 0x52)
_ABSTRACT = RGBColor(0x84, 0x47, 0x0F)
_TAGS = {"en": "en-GB", "ru": "ru-RU"}


def blank(language: str) -> Document:
    """Return an empty A4 document with our styles, in a language of the interface."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.3)
    _drop_thumbnail(document)
    _set_default_language(document, _TAGS[language])
    styles = document.styles
    _dress(styles["Normal"], SANS, 10, _INK, after=4)
    _dress(styles["Title"], SANS, 20, _ACCENT, after=6)
    _dress(styles["Heading 1"], SANS, 14, _ACCENT, before=18, after=6)
    _dress(styles["Heading 2"], SANS, 11, _INK, before=12, after=2)
    for name in ("Title", "Heading 1", "Heading 2"):
        styles[name].paragraph_format.keep_with_next = True
    borders = styles["Title"].element.pPr.find(qn("w:pBdr"))
    if borders is not None:
        styles["Title"].element.pPr.remove(borders)
    made = {
        QUOTE: (SERIF, 11, _INK, 3),
        ABSTRACT: (SANS, 10, _INK, 3),
        MARK: (SANS, 9, _ABSTRACT, 2),
        FACTS: (SANS, 9, _MUTED, 4),
        NOTE: (SANS, 10, _INK, 3),
    }
    for name, (font, size, color, after) in made.items():
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        _dress(style, font, size, color, after=after)
    for name in (QUOTE, ABSTRACT):
        styles[name].paragraph_format.left_indent = Cm(0.8)
    styles[MARK].paragraph_format.keep_with_next = True
    styles[FACTS].paragraph_format.keep_with_next = True
    for name, fill in ((ABSTRACT, "FBF3E7"), (NOTE, "EEF3F4")):
        shade = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{fill}"/>')
        _before_spacing(styles[name].element.get_or_add_pPr(), shade)
    _add_note_styles(document)
    return document


def _dress(
    style: object, font: str, size: float, color: RGBColor, *, before: float = 0, after: float = 0
) -> None:
    """Set font, size and colour of a style, for complex scripts as well."""
    style.font.size, style.font.color.rgb = Pt(size), color  # type: ignore[attr-defined]
    style.paragraph_format.space_before = Pt(before)  # type: ignore[attr-defined]
    style.paragraph_format.space_after = Pt(after)  # type: ignore[attr-defined]
    properties = style.element.get_or_add_rPr()  # type: ignore[attr-defined]
    fonts = properties.get_or_add_rFonts()
    # The template names fonts by its theme, and a theme's fonts go before those that are named.
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for key in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{key}"), font)
    fonts.set(qn("w:eastAsia"), "SimSun" if font == SERIF else "Microsoft YaHei")
    for each in properties.findall(qn("w:szCs")):
        properties.remove(each)
    whole = OxmlElement("w:szCs")
    whole.set(qn("w:val"), str(round(2 * size)))
    properties.find(qn("w:sz")).addnext(whole)


def _before_spacing(properties: object, shade: object) -> None:
    spacing = properties.find(qn("w:spacing"))  # type: ignore[attr-defined]
    spacing.addprevious(shade)


def _add_note_styles(document: Document) -> None:
    """Add the styles that Word itself gives footnotes and links, under its own names."""
    styles = document.styles
    text = styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    text.base_style = styles["Normal"]
    text.element.set(qn("w:styleId"), TEXT_STYLE)
    _dress(text, SANS, 8, _INK, after=2)
    number = styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
    number.element.set(qn("w:styleId"), REFERENCE_STYLE)
    number.font.superscript = True
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    link.element.set(qn("w:styleId"), LINK_STYLE)
    link.font.color.rgb = _ACCENT
    link.font.underline = True


def _set_default_language(document: Document, tag: str) -> None:
    defaults = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for each in defaults.findall(qn("w:lang")):
        defaults.remove(each)
    language = OxmlElement("w:lang")
    for key, value in (("val", tag), ("eastAsia", "zh-CN"), ("bidi", "ar-SA")):
        language.set(qn(f"w:{key}"), value)
    defaults.append(language)


def _drop_thumbnail(document: Document) -> None:
    """Take out the picture of an empty page that the template brings along."""
    relations = document.part.package.rels
    for key in [key for key, each in relations.items() if each.reltype.endswith("/thumbnail")]:
        del relations[key]
