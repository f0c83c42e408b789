"""The command in a checkout: `python build.py --help`."""

import sys
from pathlib import Path

# Where Python takes modules from safe places alone (PYTHONSAFEPATH, -P), that of the program is not among them.
if (checkout := str(Path(__file__).absolute().parent)) not in sys.path:
    sys.path.insert(0, checkout)

from briefpress.__main__ import run

if __name__ == "__main__":
    run()
