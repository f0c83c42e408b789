"""Briefs and PDFs from elsewhere, bound into one file.

Tagged and validated, with a cover, contents and page numbers. It knows PDFs and their structure trees.
"""
