"""Pure computations on tables and shapes: no files, no drawing."""
from trilateral.measures.groups import group_ratio, group_share, group_total
from trilateral.measures.series import change, latest, quality, since, wide

__all__ = ["change", "group_ratio", "group_share", "group_total", "latest", "quality", "since", "wide"]
