"""Drawings of other programs: read, translated into what every renderer draws alike, and told where that cannot be."""
