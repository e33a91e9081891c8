"""``python -m geoevents``: the command line."""

import sys

from geoevents.cli import main

if __name__ == "__main__":
    sys.exit(main())
