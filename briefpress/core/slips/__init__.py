"""Slips in YAML: what PyYAML stumbles over, as its author would put it.

syntax finds the slip behind an error of PyYAML's, spot says where that is and what is around, signs and columns know
the slips, by what was typed and by where it begins.
"""
