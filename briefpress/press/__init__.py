"""The pipeline for one edition, in order: read, render, typeset, conform, preflight, validate, deliver.

Orders say what is to be printed. It knows every stage and none of their insides.
"""
