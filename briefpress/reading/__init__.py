"""YAML becomes an Edition, or every problem with its place.

Translations are reviewed here, and new manuscripts written. It knows files and the schema, no page.
"""
