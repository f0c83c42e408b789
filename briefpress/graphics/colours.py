"""How well two colours can be told apart, by their parts of red, green and blue from 0 to 1."""

from __future__ import annotations

Colour = tuple[float, float, float]


def contrast(one: Colour, two: Colour) -> float:
    """The contrast ratio of two colours, as WCAG 2.2 defines it: from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
