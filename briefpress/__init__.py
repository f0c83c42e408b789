"""briefpress: a press for printable briefs."""

__version__ = "0.1.0"
