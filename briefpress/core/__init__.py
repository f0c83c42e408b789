"""What all other rooms stand on.

Problems and their places, files, YAML with places, which briefs there are, what a file was made from, and the writing
of finished files. It knows no brief, no page and no PDF.

Offers: characters.BULLETS, characters.COMMAS, characters.disguise, characters.named, characters.QUOTES,
characters.strangers, command.command, command.COMMAND, delivered.own_folder, design.CONTENTS_FROM,
design.DEFAULT_STANDARD, design.Design, design.Finish, design.Medium, design.Overrides, design.Standard,
design.STANDARDS, files.check_links, files.digest, files.Files, files.inside, files.is_there, files.MAX_ALL,
files.MAX_PICTURE, files.MAX_TEXT, files.offset_of, files.position_of, files.read_beneath, gaps.GAPS,
gaps.is_gap_beside_numbers, gaps.is_missing, leftovers.sweep_folders, located.Located, located.LocatedMarkup,
located.path_of, marks.read_spelt, marks.spell, marks.SPELT, marks.STOP, numbers.MAX_DIGITS, numbers.number_hint,
numbers.typed_number, output.beside, output.deliver, output.withdraw, output.write, pandoc.pandoc, pandoc.PandocError,
paths.HOUSE, paths.LABELS, paths.MAPS, paths.MARKINGS, paths.PACKAGE, paths.SHARED, paths.STYLES, paths.TEMPLATES,
problems.choices, problems.errors, problems.in_order, problems.LINE_END, problems.lines_of, problems.near,
problems.Position, problems.Problem, problems.Severity, problems.stopping, problems.Unprintable, problems.WrongUsage,
project, project.CONTENT, project.FACTS, project.is_code, project.known_layouts, project.languages, project.LAYOUT,
project.listed, project.MANIFEST, project.name_of, project.SHEETS, project.unread, record, record.press_digest,
refusals.refusal, shown.as_json, shown.shown, signals, unseen.disordered, unseen.place_in, unseen.unseen,
yamlcommas.comma_hint, yamlcommas.numbers, yamlhints.mapping_hint, yamlhints.valueless_hint, yamlreader.parse_yaml,
yamlreader.read_yaml, yamlscalars.COMMENT_HINT, yamlscalars.comment_in, yamlscalars.indent, yamltree.joined,
yamltree.Node.
"""
