"""The abstracts against the authentic texts: in our own words, and with no figure of our own invention."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from corpus.register import RegisterInstrument, RegisterProvision, load_register

LONGEST_RUN = 7  # words in a row that an abstract may share with the authentic text

# Names have no synonyms: a run of shared words ends where one of them stands.
NAMES = (
    "united nations",
    "general assembly",
    "secretary general",
    "economic and social council",
    "commission on narcotic drugs",
    "international narcotics control board",
    "world health organization",
    "international court of justice",
    "single convention on narcotic drugs",
    "convention on psychotropic substances",
    "convention against illicit traffic in narcotic drugs and psychotropic substances",
    "conference on interaction and confidence building measures in asia",
    "cica catalogue of confidence building measures",
    "political declaration and plan of action",
    "ministerial declaration",
    "sochi declaration",
    "east asia summit",
    "shanghai cooperation organization",
    "asod plus russia consultation",
    "senior officials meeting on transnational crime",
    "asean senior officials on drug matters",
    "narcotic drugs and psychotropic substances",
    "new psychoactive substances",
    "cica secretariat",
    "regional economic integration organizations",
    "table i",
    "table ii",
    "tables i and ii",
)

# From two on: "one" is as often a pronoun.
CARDINALS = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
ORDINALS = "second third fourth fifth sixth seventh eighth ninth tenth"
NUMBER_WORDS = {
    **{word: number for number, word in enumerate(CARDINALS.split(), start=2)},
    **{word: number for number, word in enumerate(ORDINALS.split(), start=2)},
    "both": 2,
    "eighteen": 18,
    "twenty": 20,
    "twentieth": 20,
    "thirty": 30,
    "thirtieth": 30,
    "forty": 40,
    "fortieth": 40,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
    "ninetieth": 90,
    "hundred": 100,
}
# "both", "two anniversaries", "the second of these": the abstract's own way of pointing at what is listed.
OWN_COUNTING = {2}
# Where the abstract says how many things the provision lists, and the count was verified by hand.
COUNTED = {
    ("un-1988-illicit-traffic.yaml", "art_33"): {6},  # languages
    ("un-1988-illicit-traffic.yaml", "sched_1"): {6},  # substances in each table
}


def described() -> list[RegisterInstrument]:
    return [entry for entry in load_register() if not entry.bare]


def words_of(text: str) -> list[str]:
    text = text.lower()
    for name in sorted(NAMES, key=len, reverse=True):
        text = re.sub(r"\b" + re.escape(name).replace(r"\ ", r"[\s-]+") + r"\b", " | ", text)
    return re.findall(r"\w+|\|", text)


def longest_shared_run(abstract: list[str], authentic: list[str]) -> list[str]:
    """The longest run of words that both lists hold, names standing as barriers."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(authentic):
        places.setdefault(word, []).append(place)
    best: list[str] = []
    for start, word in enumerate(abstract):
        for place in places.get(word, ()):
            length = 0
            while (
                start + length < len(abstract)
                and place + length < len(authentic)
                and abstract[start + length] == authentic[place + length] != "|"
            ):
                length += 1
            if length > len(best):
                best = abstract[start : start + length]
    return best


def figures_of(text: str) -> set[int]:
    """The numbers in a text, in digits or (in English) in words."""
    found = {int(number) for number in re.findall(r"\d+", text)}
    return found | {
        NUMBER_WORDS[word] for word in re.findall(r"[a-z]+", text.lower()) if word in NUMBER_WORDS
    }


def split_cica(text: str) -> dict[str, str]:
    """The CICA paper by eId, read by a rule of its own, independent of the ingestion."""
    body = text[text.index("I. Background") :]
    sections = re.split(r"(?m)^(?:I|II|III|IV|V|VI)\. .*$", body)[1:]
    parts = {f"sec_{number}": section for number, section in enumerate(sections, start=1)}
    background, after = sections[0].split("On this basis, the Member States:")
    paragraphs = [paragraph for paragraph in background.split("\n\n") if paragraph.strip()]
    recitals, understanding = after.split("Reached the understanding")
    parts |= {
        "sec_1__block_1": paragraphs[0],
        "sec_1__block_2": paragraphs[1],
        "sec_1__block_3": understanding,
    }
    parts |= {f"rec_{number}": item for number, item in numbered(recitals).items()}
    areas, note = re.split(r"(?m)^¹", sections[1], maxsplit=1)
    parts["fn_1"], rest = note.split("- 7.", maxsplit=1)
    items = numbered(f"{areas}\n- 7.{rest}")
    parts |= {f"sec_2__para_{number}": item for number, item in items.items()}
    return parts


def split_asean(text: str) -> dict[str, str]:
    preamble, operative = text.split("Do hereby:")
    paragraphs: list[str] = []
    for paragraph in preamble.split("\n\n"):
        if paragraph[:1].islower():  # broken across a page
            paragraphs[-1] += " " + paragraph
        else:
            paragraphs.append(paragraph)
    recitals = paragraphs[2:]  # after the title and the opening
    recitals = [paragraph for paragraph in recitals if paragraph.strip()]
    parts = {f"rec_{number}": paragraph for number, paragraph in enumerate(recitals, start=1)}
    return parts | {f"para_{number}": item for number, item in numbered(operative).items()}


def split_convention(text: str) -> dict[str, str]:
    """The English half of a convention by article and paragraph; all that precedes is the preamble."""
    english = text.split("### Artikel")[0]
    preamble, *articles = re.split(r"(?m)^### (?:Article|ANNEX)\b", english)
    parts = {"rec": preamble}
    for article in articles:
        number = re.match(r"\s*(\d+)", article)
        eid = f"art_{number[1]}" if number else "sched_1"
        parts[eid] = article
        parts |= {f"{eid}__para_{para}": item for para, item in numbered(article).items()}
    return parts


def numbered(text: str) -> dict[int, str]:
    pieces = re.split(r"(?m)^(?:- )?(\d+)\. ", text)
    return {int(number): piece for number, piece in zip(pieces[1::2], pieces[2::2], strict=True)}


SPLITTERS = {
    "cica-2024-concept-paper.yaml": split_cica,
    "asean-2021-russia-statement.yaml": split_asean,
    "un-1988-illicit-traffic.yaml": split_convention,
}


def authentic_of(provision: RegisterProvision, parts: dict[str, str]) -> str:
    """The authentic words of a provision, or of the nearest unit around it that the splitter knows."""
    steps = provision.eid.split("__")
    for depth in range(len(steps), 0, -1):
        if "__".join(steps[:depth]) in parts:
            return parts["__".join(steps[:depth])]
    return parts.get(steps[0].split("_")[0], "")


def test_the_seeds_divide_as_the_register_says(shared_corpus: Path) -> None:
    cica = split_cica((shared_corpus / "seeds/000_699d0f44ad77861f.txt").read_text(encoding="utf-8"))
    asean = split_asean((shared_corpus / "seeds/002_620589d4f2286926.txt").read_text(encoding="utf-8"))
    for parts, file in ((cica, "cica-2024-concept-paper.yaml"), (asean, "asean-2021-russia-statement.yaml")):
        entry = next(entry for entry in described() if entry.file == file)
        assert {provision.eid for provision in entry.provisions} == set(parts)


@pytest.mark.parametrize("entry", described(), ids=lambda entry: entry.slug)
def test_no_abstract_copies_a_run_of_words(entry: RegisterInstrument, shared_corpus: Path) -> None:
    assert entry.checked_against is not None
    authentic = words_of((shared_corpus / entry.checked_against).read_text(encoding="utf-8"))
    copied = {}
    for provision in entry.provisions:
        run = longest_shared_run(words_of(provision.abstracts.get("en", "")), authentic)
        if len(run) > LONGEST_RUN:
            copied[provision.eid] = " ".join(run)
    assert copied == {}


@pytest.mark.parametrize("entry", described(), ids=lambda entry: entry.slug)
def test_every_figure_is_in_the_authentic_provision(entry: RegisterInstrument, shared_corpus: Path) -> None:
    assert entry.checked_against is not None
    parts = SPLITTERS[entry.file]((shared_corpus / entry.checked_against).read_text(encoding="utf-8"))
    invented = {}
    for provision in entry.provisions:
        known = figures_of(authentic_of(provision, parts)) | figures_of(provision.eid) | OWN_COUNTING
        known |= COUNTED.get((entry.file, provision.eid), set())
        for language, abstract in provision.abstracts.items():
            if extra := figures_of(abstract) - known:
                invented[f"{provision.eid} ({language})"] = sorted(extra)
    assert invented == {}


def test_a_copied_run_is_noticed() -> None:
    authentic = words_of("each village keeps its ponds clean so that all fish may be counted")
    assert longest_shared_run(words_of("It keeps its ponds clean so that all are seen."), authentic) == [
        "keeps", "its", "ponds", "clean", "so", "that", "all",
    ]  # fmt: skip


def test_a_name_interrupts_a_run() -> None:
    text = "endorsed by the United Nations in time"
    assert longest_shared_run(words_of(text), words_of(text)) == ["endorsed", "by", "the"]
