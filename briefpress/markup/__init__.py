"""An Edition becomes Html.

Sandboxed Jinja templates, stylesheets, pictures. It knows what is on a page and nothing of how it is laid out.
"""
