"""The one error that an update gives where no data are to blame."""
from __future__ import annotations

from trilateral.tables import DataError


class UpdateError(DataError):
    """An update cannot go on: another one is at work, the data were edited meanwhile, there is nothing to undo.

    The message is one line that names the folder or the files and says what would help. Nothing was changed.
    """
