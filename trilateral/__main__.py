"""``python -m trilateral``, where scripts are not on the PATH."""
import sys

from trilateral.cli import main

sys.exit(main())
