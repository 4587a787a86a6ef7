"""What a passage is for in its text: what it says, what it is called, where it comes from, what words mean.

People look for what an instrument says. Title pages, tables of contents, headings without a text and
the history of amendments name subjects and say nothing; a question what something is asks for its
definition.
"""

from __future__ import annotations

from enum import IntEnum

import regex

from corpus.eid import last_kind
from corpus.model import ProvisionKind
from search.passages import BETWEEN_HEADINGS, measure_size


class Role(IntEnum):
    """What a passage is for; the numbers are what an index keeps."""

    TEXT = 0
    FRAME = 1  # a title page, a table of contents, a covering note, closing words
    HEADING = 2  # the name of a part, without a text
    HISTORY = 3  # where a text was published, amended or repealed: references and nothing else
    DEFINITION = 4


_FRAMES = frozenset({ProvisionKind.FRONT, ProvisionKind.COVER, ProvisionKind.CONCLUSION})
_HEADED = frozenset({
    ProvisionKind.BOOK, ProvisionKind.PART, ProvisionKind.TITLE, ProvisionKind.CHAPTER,
    ProvisionKind.DIVISION, ProvisionKind.SCHEDULE, ProvisionKind.BLOCK,
})  # fmt: skip
_ENTRIES = frozenset({ProvisionKind.ENTRY, ProvisionKind.INDENT})
_LONGEST_HEADING = 120
_LONGEST_ASKED, _LARGEST_ASKED = 7, 120.0
_LEADERS = regex.compile(r"\.{5,}|…{3,}|(?:\. ){5,}")
_SENTENCE_END = regex.compile(r"[.;。；؛।။។]\s*$")
_TOKEN = regex.compile(r"[\p{L}\p{M}]+|\p{N}+")
_ABBREVIATION = regex.compile(r"[\p{Latin}\p{Cyrillic}]{1,2}")
_BRACKETED = regex.compile(r"^\s*(?:\[[^\[\]]*\]|\([^()]*\)|（[^（）]*）)\s*\.?\s*$")
_YEAR = regex.compile(r"\b(?:18|19|20)\p{N}{2}\b")

# How headings announce definitions; the beginnings of words, in lower case.
_ANNOUNCED = (
    "definition", "interpretation", "use of terms", "meaning of", "définition", "terminologie",
    "begriffsbestimmung", "begriffe", "definici", "definiç", "definizion", "begripsbepaling",
    "vymezení pojm", "tanım", "anlayış", "tafsiran", "giải thích từ ngữ", "istilah", "pengertian",
    "понят", "определени", "термин", "значени", "поняття", "визначення", "термінів", "ұғым", "түсінік",
    "түшүнүк", "tushuncha", "тушунча", "мафҳум", "tanymlar", "düşünje", "нэр томьёо",
    "التعريف", "تعريف", "تعاريف", "المصطلحات", "تعاریف", "تعریف", "اصطلاحات", "تعریفات",
    "定义", "定義", "用语", "用語", "정의", "용어", "นิยาม", "บทนิยาม", "परिभाषा", "সংজ্ঞা",
    "परिभाषाएं", "නිර්වචන", "அர்த்தங்கள்", "និយមន័យ", "ນິຍາມ", "အဓိပ္ပာယ်",
)  # fmt: skip
_ANNOUNCING = regex.compile(r"(?<!\p{Alphabetic})(?:" + "|".join(_ANNOUNCED) + ")|(?:定义|定義|用语|用語)")
# How a text says what a word means: after the word in quotation marks or brackets, or in a phrase.
_MEANS = regex.compile(
    r"[\"”»“’'）)]\s*(?:,\s*)?(?:\([^)]{1,60}\)\s*)?(?:"
    + "|".join((
        "means", "includes", "has the meaning", "bedeutet", "désigne", "s[’']entend", "significa",
        "se entiende", "означает", "понимается", r"є\s", "маъноси", "deb tushuniladi", "bermaksud",
        "ertinya", "是指", "，是指",
        "：指", "とは", "이란", r"란\s", "라 함은", "หมายความว่า", "หมายถึง", r"là\s", "يقصد", "تعني", "یعنی",
        "عبارت است", "অর্থ", "का अर्थ",
    ))
    + ")|"
    + "|".join((
        r"\bse entenderá por\b", r"\bon entend par\b", r"\bwordt verstaan onder\b", r"\bsa rozumie\b",
        r"\brozumí\b", r"\bпод .{3,60} понима[ею]тся\b", r"\bтүсініледі\b", r"\bim Sinne dieses Gesetzes\b",
        "(?:本法|本条例|この法律).{0,12}(?:所称|において).{1,24}(?:是指|とは)",
    ))
)  # fmt: skip
# How people begin to ask what something is, and what stands anywhere in such a question.
_ASKED = regex.compile(
    r"(?i)^\s*(?:"
    + "|".join((
        r"what (?:is|are)\b(?! the\b)", r"what does .+ mean\b", r"what is the (?:meaning|definition) of\b",
        r"what counts as\b", r"define\b", r"definition of\b", r"meaning of\b",
        "qu[’']est[- ]ce qu", "définition d", r"que signifie\b",
        r"was (?:ist|sind|bedeutet)\b", r"definition von\b",
        r"qué (?:es|son|significa)\b", "que (?:es|son) ", r"definición de\b",
        r"o que (?:é|são)\b", r"definição de\b",
        r"wat (?:is|zijn|betekent)\b", r"co (?:je|znamená)\b",
        r"apa(?:kah)? (?:itu|maksud)\b", r"apa yang dimaksud\b", r"takrif\b",
        r"что (?:такое|значит|означает|понимается|считается)\b", r"(?:понятие|определение)\s",
        r"що (?:таке|означає)\b", r"визначення\b",
        r"ما (?:هو|هي|المقصود|معنى)\b", r"تعريف\b", r"تعریف\b", r"منظور از\b",
    ))
    + ")|"
    + "|".join((
        "是什么", "是什麼", "什么是", "什麼是", "何谓", "何謂", "的定义", "的定義", "指什么", "指什麼",
        "とは(?:何|なに|$)", "の定義", "이란", "란 무엇", "의 정의", "무엇인가",
        "คืออะไร", "หมายถึงอะไร", "หมายความว่าอย่างไร", "นิยามของ", "là gì",
        "nedir", "ne demek", "nədir", r"nima degani\b", r"nima\?", "деген не", "дегеніміз не", "деген эмне",
        "гэж юу", r"چیست\s*[؟?]?\s*$", "چه معنی", "کیا ہے", "क्या है", "की परिभाषा", r"কী\s*[?？]?\s*$",
        "কাকে বলে", "என்றால் என்ன", "යනු කුමක්", "ជាអ្វី", "ແມ່ນຫຍັງ", "ဆိုသည်မှာ", "чӣ маъно",
    ))
)  # fmt: skip


def find_role(eid: str, text: str, context: str) -> Role:
    """What a passage of the provision ``eid`` is for, by its words and the headings above it.

    >>> find_role("front_1", "An Act on Rain", "").name, find_role("chp_2", "Gauges", "").name
    ('FRAME', 'HEADING')
    >>> find_role("art_1", "“Rain” means water that falls.", "").name
    'DEFINITION'
    """
    kind = last_kind(eid)
    if kind in _FRAMES or len(_LEADERS.findall(text)) > 1:
        return Role.FRAME
    if _is_history(text, kind):
        return Role.HISTORY
    if kind in _HEADED and len(text) <= _LONGEST_HEADING and not _SENTENCE_END.search(text):
        return Role.HEADING
    if kind not in _ENTRIES and (_announces(context) or _MEANS.search(text)):
        return Role.DEFINITION
    return Role.TEXT


def asks_for_definition(query: str) -> bool:
    """Whether a question is what something is.

    >>> asks_for_definition("What is a precursor?"), asks_for_definition("Who licenses precursors?")
    (True, False)
    """
    # A longer question that begins so asks for something about it: "what is the penalty for ...".
    brief = len(query.split()) <= _LONGEST_ASKED and measure_size(query) <= _LARGEST_ASKED
    return brief and bool(_ASKED.search(query))


def _is_history(text: str, kind: ProvisionKind) -> bool:
    tokens = _TOKEN.findall(text)
    numbers = sum(token[0].isnumeric() for token in tokens)
    if not _YEAR.search(text) and numbers < 3:
        return False
    if _BRACKETED.match(text) and numbers >= 2:
        return True
    # Entries of schedules are chemistry: as many numbers, and it is what the reader looks for.
    small = sum(token[0].isnumeric() or bool(_ABBREVIATION.fullmatch(token)) for token in tokens)
    return kind not in _ENTRIES and len(tokens) >= 4 and small >= 0.7 * len(tokens)


def _announces(context: str) -> bool:
    return bool(_ANNOUNCING.search(BETWEEN_HEADINGS.split(context)[-1].lower()))
