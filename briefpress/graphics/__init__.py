"""SVG that is drawn from data.

Charts, maps, patterns, QR codes; the design tokens that drawings share with the stylesheets; pages as pictures. It
knows data and tokens, no brief.
"""
