"""YAML becomes an Edition, or every problem with its place. It knows files and the schema, no page.

read.read gives the edition: content opens the files of one language, entries writes out what is short in brief.yaml,
merge puts facts and words together by their ids (pairs says which file's), review compares a translation with its
source (acceptance notes which was read again), selection takes out what an edition is without (conditions) and knows
what its texts print by name (values), validation lets pydantic look at the whole once, checks look at what pydantic
cannot see. validation.read_file reads any file that is complete in itself; new_edition writes the files of a new
language, and by splice the ids that brief.yaml lacks. declarations reads the schema files of kinds and types
(json_schema says what may stand in them, schema_checks look for what else does, declared_parts makes classes of them).
versions gives an older brief the ids of a newer one, where they are made of words.

Offers: acceptance.translate, content.Content, content.read_content, declarations.read_declarations, entries.OwnWords,
entries.plain_member, entries.sole_words, ids.has_place_id, ids.is_section_text, ids.unused, library.read_library,
markings.Office, markings.read_office, merge.Part, new_edition.new_edition, pairs.BY_LANGUAGE, read.read,
stale_entries.stale_entries, validation.Context, validation.read_file, values.markings_for.
"""
