"""Two versions of a brief, compared.

In words, and as an edition that shows what was inserted, deleted and moved. It knows editions and their rendered pages.

Offers: diff.diff, diff.language_and_layout, report.Difference, versions.versions.
"""
