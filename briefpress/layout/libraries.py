"""WeasyPrint with its libraries in C, found by the system's loader alone.

Left to itself, it asks `ctypes.util.find_library` first, which tries to start a compiler, a linker and ldconfig for
each of 22 names: 0.2 seconds of the processor where there are such. The loader of Linux finds the same files by their
full names (`libpango-1.0.so.0`), which WeasyPrint tries last.
"""

from __future__ import annotations

import ctypes.util
import sys
from importlib import import_module


def load() -> None:
    """Load WeasyPrint's binding to Pango and HarfBuzz."""
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = _nothing
    try:
        import_module("weasyprint.text.ffi")
    finally:
        ctypes.util.find_library = search


def _nothing(name: str) -> None:
    """No library is found by its short name."""
