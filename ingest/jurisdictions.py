"""Names of States and organisations, as lists of documents write them, and their codes.

ISO 3166-1 alpha-2 in lower case for States; short names for organisations. Covers the members
and observers of CICA, ASEAN, GCC, SCO and the EU, and the States whose laws are often given.
"""

from __future__ import annotations

import re
import unicodedata

_STATES = {
    "af": "Afghanistan", "al": "Albania", "am": "Armenia", "ar": "Argentina", "at": "Austria",
    "au": "Australia", "az": "Azerbaijan", "ba": "Bosnia and Herzegovina", "bd": "Bangladesh",
    "be": "Belgium", "bg": "Bulgaria", "bh": "Bahrain", "bn": "Brunei|Brunei Darussalam", "bo": "Bolivia",
    "br": "Brazil", "by": "Belarus", "ca": "Canada", "ch": "Switzerland", "cl": "Chile",
    "cn": "China|People's Republic of China|PRC", "co": "Colombia", "cy": "Cyprus",
    "cz": "Czechia|Czech Republic", "de": "Germany", "dk": "Denmark", "ee": "Estonia", "eg": "Egypt",
    "es": "Spain", "fi": "Finland", "fr": "France", "gb": "United Kingdom|UK|Great Britain|England",
    "ge": "Georgia", "gr": "Greece", "hk": "Hong Kong", "hr": "Croatia", "hu": "Hungary",
    "id": "Indonesia", "ie": "Ireland", "il": "Israel", "in": "India", "iq": "Iraq",
    "ir": "Iran|Islamic Republic of Iran", "is": "Iceland", "it": "Italy", "jo": "Jordan", "jp": "Japan",
    "ke": "Kenya", "kg": "Kyrgyzstan|Kyrgyz Republic", "kh": "Cambodia",
    "kp": "Korea (DPR)|North Korea|DPRK", "kr": "Korea|Korea (Rep.)|Republic of Korea|South Korea",
    "kw": "Kuwait", "kz": "Kazakhstan", "la": "Laos|Lao PDR|Lao People's Democratic Republic",
    "lb": "Lebanon", "lk": "Sri Lanka", "lt": "Lithuania", "lu": "Luxembourg", "lv": "Latvia",
    "ma": "Morocco", "md": "Moldova", "me": "Montenegro", "mk": "North Macedonia", "mm": "Myanmar|Burma",
    "mn": "Mongolia", "mo": "Macao|Macau", "mt": "Malta", "mv": "Maldives", "mx": "Mexico",
    "my": "Malaysia", "ng": "Nigeria", "nl": "Netherlands", "no": "Norway", "np": "Nepal",
    "nz": "New Zealand", "om": "Oman", "pe": "Peru", "ph": "Philippines", "pk": "Pakistan",
    "pl": "Poland", "ps": "Palestine|State of Palestine", "pt": "Portugal", "qa": "Qatar",
    "ro": "Romania", "rs": "Serbia", "ru": "Russia|Russian Federation", "sa": "Saudi Arabia|KSA",
    "se": "Sweden", "sg": "Singapore", "si": "Slovenia", "sk": "Slovakia", "sy": "Syria",
    "th": "Thailand", "tj": "Tajikistan", "tl": "Timor-Leste|East Timor", "tm": "Turkmenistan",
    "tn": "Tunisia", "tr": "Türkiye|Turkey|Turkiye", "tw": "Taiwan|Chinese Taipei", "ua": "Ukraine",
    "us": "United States|USA|United States of America", "uy": "Uruguay", "uz": "Uzbekistan",
    "vn": "Vietnam|Viet Nam", "ye": "Yemen", "za": "South Africa", "ae": "United Arab Emirates|UAE",
}  # fmt: skip
_BODIES = {
    "un": "UN|United Nations|UNODC", "eu": "EU|European Union|CJEU", "coe": "Council of Europe|CoE",
    "gcc": "GCC|Gulf Cooperation Council", "cica": "CICA", "asean": "ASEAN",
    "sco": "SCO|Shanghai Cooperation Organization", "cis": "CIS|Commonwealth of Independent States",
    "csto": "CSTO", "eaeu": "EAEU", "ecowas": "ECOWAS", "oas": "OAS", "au-union": "African Union",
    "arab-league": "League of Arab States|Arab League", "int": "International|Multilateral",
    "caribbean": "Caribbean area|Caribbean",
}  # fmt: skip
_ASIDE = re.compile(r"\s*\([^)]*\)\s*$")


def _fold(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.replace("ı", "i")).casefold()
    return re.sub(r"[^a-z0-9()]+", " ", "".join(c for c in plain if not unicodedata.combining(c))).strip()


_CODES = {
    _fold(name): code
    for table in (_STATES, _BODIES)
    for code, names in table.items()
    for name in names.split("|")
}


def jurisdiction_code(name: str) -> str | None:
    """Return the code for a name or a code, None if it is in no table.

    A remark in brackets is set aside; two names joined by a hyphen are the parties to a bilateral
    treaty.

    >>> jurisdiction_code("EU (CJEU)"), jurisdiction_code("Switzerland-Romania"), jurisdiction_code("kz")
    ('eu', 'ch-ro', 'kz')
    """
    folded = _fold(name)
    if folded in _CODES:
        return _CODES[folded]
    if folded in _STATES or folded in _BODIES:
        return folded
    without = _ASIDE.sub("", name)
    if without != name:
        return jurisdiction_code(without)
    parties = [_CODES.get(_fold(party)) for party in name.split("-")]
    if len(parties) == 2 and all(parties):
        return "-".join(party for party in parties if party)
    return None
