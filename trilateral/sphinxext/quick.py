"""Savings that change nothing: what a library looks up anew each time, and cannot change within a build."""
from __future__ import annotations

import functools


def register(app) -> None:
    """Remember pybtex's plug-ins, and the pages that numbers of figures are looked up on."""
    _remember_plugins()
    app.connect("env-check-consistency", lambda app, env: _remember_pages(env))  # when the environment is stored


def _remember_plugins() -> None:
    """Else pybtex reads the environment's entry points at every citation, some 13 ms each."""
    from pybtex import plugin

    if not hasattr(plugin._load_entry_point, "cache_info"):
        plugin._load_entry_point = functools.lru_cache(maxsize=None)(plugin._load_entry_point)


def _remember_pages(env) -> None:
    """Sphinx unpickles a whole page for each reference to a figure on it; the numbers stand once all is read."""
    domain = env.domains["std"]
    resolve = type(domain)._resolve_numref_xref
    remembering = _Remembering(env)
    domain._resolve_numref_xref = lambda env, *rest: resolve(domain, remembering, *rest)


class _Remembering:
    """The environment, but for the pages that it gives: each is read once, and must not be changed."""

    def __init__(self, env):
        self._env = env
        self.get_doctree = functools.cache(env.get_doctree)

    def __getattr__(self, name):
        return getattr(self._env, name)
