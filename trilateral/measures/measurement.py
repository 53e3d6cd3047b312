"""One measured quantity with its method and its uncertainty."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Point = tuple[float, float]


@dataclass(frozen=True)
class Measurement:
    """A width, distance, length or area that the book computes.

    ``uncertainty`` is in the unit of ``value`` and argued in ``why``: the true figure is expected to lie
    within it, by the scale of the data and not by the solver, which is exact to nanometres.
    ``segment`` holds both ends (lon, lat) where the quantity is a straight line.
    """

    id: str
    name: str
    kind: str
    value: float
    unit: str
    method: str
    uncertainty: float
    why: str
    from_: str
    to: str = ""
    segment: tuple[Point, Point] | None = None

    def record(self) -> dict[str, Any]:
        """Plain values for JSON; the segment as four columns lon_a, lat_a, lon_b, lat_b."""
        ends = [part for end in self.segment for part in end] if self.segment else [None] * 4
        fields = ("id", "name", "kind", "value", "unit", "uncertainty", "method", "why")
        columns = dict(zip(("lon_a", "lat_a", "lon_b", "lat_b"), ends, strict=True))
        return {**{f: getattr(self, f) for f in fields}, "from": self.from_, "to": self.to, **columns}
