"""Exercises that check themselves: checks of answers, their seals, and teaching units as typed objects.

Runs in a student's notebook and in a browser's Python, so it needs nothing but numpy and pandas.
"""
import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=["units"],
    submod_attrs={
        "answers": ["NotYet"],
        "checking": ["Checks", "checks"],
        "sealing": ["SEAL_MIME", "packed", "seals"],
    },
)
