"""One function a live figure: takes data, returns the live chart."""
import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "burden_sharing": ["burden_sharing"],
        "explorer": ["spending_explorer"],
        "reach": ["REACH_WORDS", "reach_explorer", "with_distances"],
        "regions": ["REGION_WORDS", "region_explorer"],
        "what_it_takes": ["what_it_takes"],
    },
)
