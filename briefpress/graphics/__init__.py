"""SVG that is drawn from data.

Charts, maps, patterns, QR codes, and the design tokens that they share with the stylesheets; SVG made safe, or into
PNG. It knows data and tokens, no brief.

Offers: charts.draw.VegaChart, charts.spec.read_spec, charts.spec.Spec, charts.theme.ChartTheme,
fonts.Fonts, maps.atlas.known_codes, maps.atlas.SHAPES, maps.draw.RegionMap, patterns.COUNT, patterns.swatch, qr.qr,
svg.png, svg.quoted, svg.RESOLUTION, tokens.read_tokens, tokens.Tokens.
"""
