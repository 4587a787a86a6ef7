"""How completely and how surely a document was read: the quality report, computed beside the reading."""

from ingest.quality.assess import LEAST_COVERAGE, assess
from ingest.quality.languages import rate_languages
from ingest.quality.raw import RawPart, RawText, read_raw

__all__ = ["LEAST_COVERAGE", "RawPart", "RawText", "assess", "rate_languages", "read_raw"]
