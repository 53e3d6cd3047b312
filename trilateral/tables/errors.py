"""The one error that bad data gives."""


class DataError(ValueError):
    """A table, layer or manifest is not what its manifest promises.

    The message names the file, the row (its line in the file) or feature, the column,
    the value found and what was expected; several faults come one a line.
    """
