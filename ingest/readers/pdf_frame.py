"""The frame of a PDF page as it is shown: rotation and crop box applied.

Everything measured on a page goes through here once, so that what reads lines, columns and margins never
has to know that a page lies on its side or is cut out of a larger sheet.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

from ingest.source import Box

# PageToDevice answers in whole units; so many on each side make them finer than any printer.
_FINE = 1_000_000
# How far in points apart the three points stand that fix the transformation.
_SPAN = 10_000.0


@dataclass(frozen=True, slots=True)
class Frame:
    """A shown page: ``width`` and ``height`` in points, and how to get there from the file's coordinates.

    Shown coordinates are points from the lower left corner of the page as it is shown: ``x = a·X + c·Y
    + e``, ``y = b·X + d·Y + f``.
    """

    width: float
    height: float
    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    @classmethod
    def of(cls, page: Any) -> Frame:
        """Measure the frame of a pdfium page."""
        width, height = page.get_size()
        origin, along, up = (_show(page, *point) for point in ((0.0, 0.0), (_SPAN, 0.0), (0.0, _SPAN)))
        return cls(
            width,
            height,
            (along[0] - origin[0]) * width / _SPAN,
            (origin[1] - along[1]) * height / _SPAN,
            (up[0] - origin[0]) * width / _SPAN,
            (origin[1] - up[1]) * height / _SPAN,
            origin[0] * width,
            (1 - origin[1]) * height,
        )

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the file is shown."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def place(
        self, left: float, bottom: float, right: float, top: float
    ) -> tuple[float, float, float, float]:
        """Return left, bottom, right and top as shown of a rectangle of the file."""
        x1, y1 = self.point(left, bottom)
        x2, y2 = self.point(right, top)
        return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)

    def shows(self, left: float, bottom: float, right: float, top: float) -> bool:
        """Tell whether any of a shown rectangle is on the page."""
        return right > 0 and left < self.width and top > 0 and bottom < self.height

    def box(self, left: float, bottom: float, right: float, top: float) -> Box | None:
        """Return a shown rectangle as fractions of the page from its top left; None if it has no extent."""
        if self.width <= 0 or self.height <= 0 or right <= left or top <= bottom:
            return None
        box = Box(
            _fraction(left / self.width),
            _fraction(1 - top / self.height),
            _fraction(right / self.width),
            _fraction(1 - bottom / self.height),
        )
        return box if box.left < box.right and box.top < box.bottom else None


def _fraction(value: float) -> float:
    return round(min(1.0, max(0.0, value)), 5)


def _show(page: Any, x: float, y: float) -> tuple[float, float]:
    import pypdfium2.raw as raw

    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, _FINE, _FINE, 0, x, y, across, down)
    return across.value / _FINE, down.value / _FINE
