"""Briefs and foreign PDFs, bound into one file with a cover, contents and page numbers.

build.assemble goes through the stages: read, parts (disarm: examined, foreign, comments, forms), binding (cover, merge,
structure, stamp, comparison, conformance). It knows PDFs and their structure trees, and the press by its orders alone.

Offers: build.assemble, model.BriefPart, model.DossierFacts, model.FilePart.
"""
