"""The command in a checkout: `python build.py --help`."""

from briefpress.__main__ import run

if __name__ == "__main__":
    run()
