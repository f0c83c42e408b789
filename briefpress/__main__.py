"""The command as a process of its own: `briefpress`, `python -m briefpress`, and build.py of a checkout."""

import gc

from briefpress.cli.main import main


def run() -> None:
    """Run the command and leave with its exit code."""
    # The process ends with the job: collecting its garbage took 15 % of a build and saved 6 MiB.
    gc.disable()
    main()


if __name__ == "__main__":
    run()
