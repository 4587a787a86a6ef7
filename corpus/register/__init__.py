"""The register: what ships with the project about instruments, in our own words.

Per instrument its bibliographic facts; per provision a short abstract with its areas and its
strength, checked against the authentic text. The format is described in docs/register.md.
"""

from corpus.register.bundles import bundles_of, register_bundles
from corpus.register.load import INSTRUMENTS, find_entry, load_file, load_folder, load_register
from corpus.register.recognise import recognise
from corpus.register.records import (
    WORKING_LANGUAGES,
    OfficialText,
    RegisterCitation,
    RegisterInstrument,
    RegisterProvision,
)

__all__ = [
    "INSTRUMENTS",
    "WORKING_LANGUAGES",
    "OfficialText",
    "RegisterCitation",
    "RegisterInstrument",
    "RegisterProvision",
    "bundles_of",
    "find_entry",
    "load_file",
    "load_folder",
    "load_register",
    "recognise",
    "register_bundles",
]
