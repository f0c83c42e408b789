"""The names that a template may use; templates/README.md lists them."""

from __future__ import annotations

from functools import partial
from typing import Any

from jinja2 import pass_context

from briefpress.core.design import Design, Medium
from briefpress.graphics.qr import qr
from briefpress.markup.calls import section_of
from briefpress.markup.chart_data import chart_data
from briefpress.markup.citations import Citations, numbered
from briefpress.markup.masthead import terms
from briefpress.schema.anchors import Anchors
from briefpress.schema.brief import Brief
from briefpress.schema.counts import counted
from briefpress.schema.edition import Edition
from briefpress.schema.glance import Measure
from briefpress.schema.not_found import tells
from briefpress.schema.printed_values import Values


def names(edition: Edition, design: Design, sheets: list[str], citations: Citations | None = None) -> dict[str, Any]:
    """The names and what they are in an edition; without `citations` its sources are numbered as they are listed."""
    citations = citations or Citations(numbered(source.id for source in edition.brief.sources))
    charts = list(chart_data(edition, design.layout))
    brief, values, anchors = edition.brief, Values(edition.language, edition.labels), Anchors.of(edition.brief)
    return {
        "brief": brief,
        "marking": edition.marking,
        "labels": edition.labels,
        "language": edition.language,
        "languages": edition.languages,
        "layout": design.layout,
        "on_paper": design.medium is Medium.PAPER,
        "contents": design.contents,
        "has_imprint": edition.has_imprint,
        "keywords": edition.keywords,
        "kicker": edition.kicker,
        "terms": terms(brief, values),
        "number_of": edition.number,
        "numeral_of": edition.numeral,
        "texts": edition.texts,
        "is_searched": edition.is_searched,
        "tells": tells,
        "anchor": anchors.anchor,
        "headings": anchors.headings,
        "stylesheets": sheets,
        "sources": sorted(brief.sources, key=lambda source: citations.numbers[source.id]),
        "changes": edition.changes,
        "overview": edition.overview,
        "data_of": lambda block: next(data for data in charts if data.block is block),
        "data_annex": [data for data in charts if data.place == "annex"],
        "opening": edition.opening,
        "glance": edition.glance,
        "count": partial(_figure, brief, values),
        **values.names,
        "scale": edition.scale,
        "cite": pass_context(lambda context, sources: citations.cite(sources, section_of(context))),
        "mentions": partial(citations.mentions, complete=design.medium is Medium.PAPER),
        "entries": citations.entries,
        "is_numbered": citations.styled is None,
        "qr": qr,
        # Only what is final is proved, and only what is proved is said.
        "standards": design.standards if brief.status == "final" else (),
    }


def _figure(brief: Brief, values: Values, measure: Measure) -> str:
    """The figure of a measure, counted or as it is typed."""
    return values.quantity(counted(measure, brief.sections)).text
