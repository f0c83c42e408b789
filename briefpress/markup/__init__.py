"""An Edition becomes Html.

Sandboxed Jinja templates, stylesheets, pictures. It knows what is on a page and nothing of how it is laid out.

Offers: cascade.Cascade, chart_data.ANNEX, citations.numbered, disorder.disorder_in_css, jinja.Templates, names.names,
origin_marks.letters, origin_marks.settled, origin_marks.without_marks, origins.Origins, origins.paths_of,
origins.Source, pictures.DRAWN, render.Html, render.render, render.render_part, render.render_sheet, stylesheets.BRIEF,
stylesheets.files, stylesheets.HOUSE, stylesheets.house_stylesheets, stylesheets.Stylesheet, stylesheets.stylesheets,
tree.create, tree.direct, tree.fill, tree.markup, tree.parse, tree.Part, tree.parts, tree.plain_text, tree.serialize,
tree.wrap.
"""
