"""What an editor knows of the files of a brief: their JSON Schemas, made of the models and their docstrings.

files says which files have one, and schemas which each has. keys writes those of files that hold facts, words and, for
one brief, own_words those of manuscripts, rows the rows of tables, values single values; ids has those of one brief.

Offers: files.FILES, schemas.schema_of.
"""
