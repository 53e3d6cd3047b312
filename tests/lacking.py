"""What a test needs and a machine may lack."""
import os

import pytest


def skip(what):
    """Skip and say what is lacking; in continuous integration fail, so that nothing goes untested unseen."""
    if os.environ.get("CI"):
        pytest.fail(f"{what}; such tests may not skip in continuous integration")
    pytest.skip(what)
