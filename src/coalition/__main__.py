"""``python -m coalition`` is the command ``coalition``."""

import sys

from coalition.cli.commands import main

if __name__ == "__main__":
    sys.exit(main())
