"""Pure computations on tables and shapes: no files, no drawing; :mod:`.catalogue` measures the book's own."""
import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=["catalogue", "geodesy"],
    submod_attrs={
        "breaks": ["SOVIET_UNION", "distance_from", "segments"],
        "counting": ["counts_by"],
        "dots": ["dot_counts", "placed"],
        "eras": ["eras"],
        "groups": ["group_ratio", "group_share", "group_total"],
        "halfyears": ["by_half_year", "half_year", "half_years"],
        "nearness": ["km_to_lines"],
        "purchasing_power": ["at_purchasing_power"],
        "series": ["change", "latest", "quality", "rows", "since", "wide"],
    },
)
