"""Maps: shapes of countries projected, simplified, clipped, labelled and drawn."""
