"""One function a figure family: takes data, returns the drawing."""
import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "growth": ["growth_bars"],
        "lines": ["burden_lines", "pair_panels"],
        "panels": ["level_panels"],
    },
)
