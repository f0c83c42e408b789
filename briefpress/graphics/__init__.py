"""SVG that is drawn from data, and pictures that come from elsewhere.

Charts, maps, patterns, QR codes, and the design tokens that they share with the stylesheets; drawings of other programs
in plain SVG, pictures made of pixels as a page prints them; SVG made safe, or into PNG. It knows data and tokens, no
brief.

Offers: charts.draw.VegaChart, charts.highlight.highlightable, charts.spec.read_spec, charts.spec.Spec,
charts.table.DataTable, charts.table.Tabulation, charts.theme.ChartTheme, charts.titles.measure_of, colours.Colour,
colours.contrast, css.declared, css.pixels, css.print_rules, drawings.faces.Faces, drawings.translate.translated,
drawings.weights.drawn, drawings.weights.MAX_DRAWN, fonts.Fonts,
maps.atlas.known_codes, maps.atlas.SHAPES, maps.checks, maps.draw.RegionMap, maps.draw.Town, maps.frame.Frame,
maps.frame.frame_of, maps.gazetteer, maps.gazetteer.CITIES, maps.gazetteer.RIVERS, maps.geometry.Line,
maps.geometry.Point, maps.symbols.city_swatch, maps.symbols.river_swatch, maps.waters.Course, patterns.COUNT,
patterns.swatch, patterns.tint, proportions.Size, proportions.size_of, qr.qr, rasters.data_of, rasters.data_url,
rasters.FORMATS, rasters.pixels_of, rasters.prepared, svg.png, svg.png_of_size, svg.quoted, svg.RESOLUTION,
svg.use_fonts, tokens.read_tokens, tokens.Tokens.
"""
