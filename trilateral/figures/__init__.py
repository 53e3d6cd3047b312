"""What a chapter puts on its page: figures, tables and numbers."""
from trilateral.figures.drawing import Canvas, Drawing, drawing
from trilateral.figures.live import Live, live
from trilateral.figures.show import number, show, table

__all__ = ["Canvas", "Drawing", "Live", "drawing", "live", "number", "show", "table"]
