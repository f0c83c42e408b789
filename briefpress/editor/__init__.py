"""What an editor knows of the files of a brief: their JSON Schemas, made of the models and their docstrings.

schemas says which file has which; keys writes those of files that hold facts, words those of manuscripts, rows the rows
of tables. values has those of single values, ids what a brief has ids of.

Offers: schemas.FILES, schemas.schema_of.
"""
