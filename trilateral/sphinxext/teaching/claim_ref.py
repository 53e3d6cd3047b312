"""The role ``claim-ref``: a claim that is talked about, with badge and preview, and not told."""
from __future__ import annotations

from docutils import nodes
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxRole

from trilateral.sphinxext import claims


class ClaimRef(SphinxRole):
    """``{claim-ref}`C018``` puts the claim's badge and leaves the claim with the chapter that tells it."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The badge."""
        found = claims.book(self.env).get(self.text)
        if found is None:
            place = f"{self.env.docname}, line {self.lineno}"
            raise ExtensionError(f"{place}: there is no claim {self.text!r} in data/claims.yml")
        named = mentioned(self.env).setdefault(self.env.docname, [])
        named.append(found.id)
        return [claims.badge(found, place=f"{found.id.lower()}-ref-{named.count(found.id)}")], []


def mentioned(env) -> dict[str, list[str]]:
    """Page -> claims that it talks about, in its order."""
    if not hasattr(env, "trilateral_mentioned"):
        env.trilateral_mentioned = {}
    return env.trilateral_mentioned


def outdated(app, env, added, changed, removed) -> list[str]:
    """Pages that name a claim which is not as it was when they were read."""
    now = claims.digests(env)
    before = getattr(env, "trilateral_mentioned_as", {})
    env.trilateral_mentioned_as = now
    moved = {id for id in now.keys() | before.keys() if now.get(id) != before.get(id)}
    return sorted(doc for doc, ids in mentioned(env).items() if moved & set(ids) and doc in env.found_docs)


def purge(app, env, docname) -> None:
    """A page that is read again names its claims anew."""
    mentioned(env).pop(docname, None)


def merge(app, env, docnames, other) -> None:
    """Pages read by another process."""
    mentioned(env).update({doc: ids for doc, ids in mentioned(other).items() if doc in docnames})


def register(app) -> None:
    """Make the role known."""
    app.add_role("claim-ref", ClaimRef())
    app.connect("env-get-outdated", outdated)
    app.connect("env-purge-doc", purge)
    app.connect("env-merge-info", merge)
