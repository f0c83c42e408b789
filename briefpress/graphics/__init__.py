"""SVG that is drawn from data.

Charts, maps, patterns, QR codes, and the design tokens that they share with the stylesheets; SVG made safe, or into
PNG. It knows data and tokens, no brief.
"""
