"""What the command works on is what the tests of updates work on."""
from tests.update.conftest import world  # noqa: F401  (a fixture)
