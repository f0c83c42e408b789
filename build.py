"""The command of the press: `python build.py --help`."""

from briefpress.cli.main import main

if __name__ == "__main__":
    main()
