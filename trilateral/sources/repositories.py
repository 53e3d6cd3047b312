"""Files of public repositories on GitHub, at their newest or at one commit."""
from __future__ import annotations

import re
from dataclasses import dataclass

from trilateral.tables import DataError

HOST = "https://raw.githubusercontent.com"
KINDS = ("text/plain", "text/csv", "application/json", "application/octet-stream")
"""Content types: the host sends every text as text/plain; a mirror may know better."""


@dataclass(frozen=True)
class Kept:
    """One file of a repository (``owner/name``) and the branch on which it is kept up."""

    repository: str
    branch: str
    path: str

    def address(self, edition: str | None = None) -> str:
        """Where the file is, at the newest commit or at that which ``edition`` names.

        Raises
        ------
        DataError
            ``edition`` is no whole name of a commit. Shorter ones, dates and tags could come to mean another.
        """
        if edition is not None and not re.fullmatch(r"[0-9a-f]{40}", edition, re.ASCII):
            raise DataError(f"edition {edition!r:.60}: {self.repository} has no named editions; leave the edition out "
                            "for the newest file, or give the 40 digits of a commit")
        return f"{HOST}/{self.repository}/{edition or self.branch}/{self.path}"
