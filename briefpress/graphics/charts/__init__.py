"""Charts: a Vega-Lite specification of a brief checked, laid out, labelled and drawn."""
