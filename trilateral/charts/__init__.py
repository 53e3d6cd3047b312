"""One function a figure family: takes data, returns the drawing."""
import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "factors": ["factor_panels"],
        "growth": ["growth_bars"],
        "lines": ["burden_lines", "pair_panels"],
        "intervals": ["interval_panels"],
        "lanes": ["event_lanes"],
        "outcomes": ["outcome_dots"],
        "panels": ["level_panels"],
        "spans": ["distance_lines"],
    },
)
