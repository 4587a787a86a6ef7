"""The 18 areas of cooperation of the CICA concept paper (section II), their sub-themes, what signals them."""

from corpus.areas.load import Area, area, load_areas, load_areas_file
from corpus.areas.signals import find_signals
from corpus.areas.themes import (
    Theme,
    area_of,
    area_or_theme,
    is_theme,
    load_codes,
    load_themes,
    themes_of,
)

__all__ = [
    "Area",
    "Theme",
    "area",
    "area_of",
    "area_or_theme",
    "find_signals",
    "is_theme",
    "load_areas",
    "load_areas_file",
    "load_codes",
    "load_themes",
    "themes_of",
]
