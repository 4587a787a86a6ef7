"""The 18 areas of cooperation of section II of the CICA concept paper, and what signals them."""

from corpus.areas.load import Area, area, load_areas, load_areas_file
from corpus.areas.signals import find_signals

__all__ = ["Area", "area", "find_signals", "load_areas", "load_areas_file"]
