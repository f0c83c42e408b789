"""The files that have JSON Schemas; the command names them without loading what writes these."""

FILES = ("brief", "manuscript", "labels", "dossier", "markings")
