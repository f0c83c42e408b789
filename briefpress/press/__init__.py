"""The pipeline for one edition, in order: read, render, typeset, conform, preflight, validate, deliver.

It knows every stage and none of their insides. It offers Order and Publication (order.py), the stages (make.py,
pipeline.py), the verbs build, check, listen and mail, and all cores (jobs.py).
"""
