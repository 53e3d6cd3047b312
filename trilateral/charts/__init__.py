"""One function a figure family: takes data, returns the drawing."""
from trilateral.charts.growth import growth_bars
from trilateral.charts.lines import burden_lines, crossing_lines, ratio_lines
from trilateral.charts.panels import level_panels

__all__ = ["burden_lines", "crossing_lines", "growth_bars", "level_panels", "ratio_lines"]
