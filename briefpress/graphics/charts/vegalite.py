"""The keys of Vega-Lite that a specification may have, part by part, so that none passes that is mistyped.

They follow the JSON schema of Vega-Lite, version 6.4.1: https://vega.github.io/schema/vega-lite/v6.4.1.json.
"""

from __future__ import annotations

from collections.abc import Container

_LISTS = {
    "view": """
        $schema align autosize background bounds center columns concat config data datasets description
        encoding facet hconcat height layer mark name padding params projection repeat resolve spacing spec
        title transform usermeta vconcat view width
    """,
    "mark": """
        align angle aria ariaRole ariaRoleDescription aspect band bandSize baseline binSpacing blend borders
        box clip color continuousBandSize cornerRadius cornerRadiusBottomLeft cornerRadiusBottomRight
        cornerRadiusEnd cornerRadiusTopLeft cornerRadiusTopRight cursor description dir discreteBandSize dx dy
        ellipsis extent fill fillOpacity filled font fontSize fontStyle fontWeight height href innerRadius
        interpolate invalid limit line lineBreak lineHeight median minBandSize opacity order orient
        outerRadius outliers padAngle point radius radius2 radius2Offset radiusOffset rule shape size smooth
        stroke strokeCap strokeDash strokeDashOffset strokeJoin strokeMiterLimit strokeOffset strokeOpacity
        strokeWidth style tension text theta theta2 theta2Offset thetaOffset thickness ticks time
        timeUnitBandPosition timeUnitBandSize tooltip type url width x x2 x2Offset xOffset y y2 y2Offset
        yOffset
    """,
    "axis": """
        aria bandPosition description domain domainCap domainColor domainDash domainDashOffset domainOpacity
        domainWidth format formatType grid gridCap gridColor gridDash gridDashOffset gridOpacity gridWidth
        labelAlign labelAngle labelBaseline labelBound labelColor labelExpr labelFlush labelFlushOffset
        labelFont labelFontSize labelFontStyle labelFontWeight labelLimit labelLineHeight labelOffset
        labelOpacity labelOverlap labelPadding labelSeparation labels maxExtent minExtent offset orient
        position style tickBand tickCap tickColor tickCount tickDash tickDashOffset tickExtra tickMinStep
        tickOffset tickOpacity tickRound tickSize tickWidth ticks title titleAlign titleAnchor titleAngle
        titleBaseline titleColor titleFont titleFontSize titleFontStyle titleFontWeight titleLimit
        titleLineHeight titleOpacity titlePadding titleX titleY translate values zindex
    """,
    "header": """
        format formatType labelAlign labelAnchor labelAngle labelBaseline labelColor labelExpr labelFont
        labelFontSize labelFontStyle labelFontWeight labelLimit labelLineHeight labelOrient labelPadding
        labels orient title titleAlign titleAnchor titleAngle titleBaseline titleColor titleFont titleFontSize
        titleFontStyle titleFontWeight titleLimit titleLineHeight titleOrient titlePadding
    """,
    "legend": """
        aria clipHeight columnPadding columns cornerRadius description direction fillColor format formatType
        gradientLength gradientOpacity gradientStrokeColor gradientStrokeWidth gradientThickness gridAlign
        labelAlign labelBaseline labelColor labelExpr labelFont labelFontSize labelFontStyle labelFontWeight
        labelLimit labelOffset labelOpacity labelOverlap labelPadding labelSeparation legendX legendY offset
        orient padding rowPadding strokeColor symbolDash symbolDashOffset symbolFillColor symbolLimit
        symbolOffset symbolOpacity symbolSize symbolStrokeColor symbolStrokeWidth symbolType tickCount
        tickMinStep title titleAlign titleAnchor titleBaseline titleColor titleFont titleFontSize
        titleFontStyle titleFontWeight titleLimit titleLineHeight titleOpacity titleOrient titlePadding type
        values zindex
    """,
    "scale": """
        align base bins clamp constant domain domainMax domainMid domainMin domainRaw exponent interpolate
        nice padding paddingInner paddingOuter range rangeMax rangeMin reverse round scheme type zero
    """,
}
#: What every channel may have.
_CHANNEL = "aggregate bandPosition bin field timeUnit title type"
#: What a channel may have beyond that, by its name; all others are those of what is told by a legend.
_MORE = {
    **dict.fromkeys(["x", "y"], "axis datum impute scale sort stack value"),
    **dict.fromkeys(["x2", "y2", "theta2", "radius2"], "datum value"),
    **dict.fromkeys(["xOffset", "yOffset"], "datum scale sort value"),
    **dict.fromkeys(["theta", "radius"], "datum scale sort stack value"),
    **dict.fromkeys(["row", "column"], "align center header sort spacing"),
    "facet": "align bounds center columns header row column sort spacing",
    "text": "condition datum format formatType value",
    "detail": "",
    "order": "condition sort value",
}
_LEGENDARY = "condition datum legend scale sort value"
#: What amounts may be stacked by, besides true, false and null.
STACKS = ("center", "normalize", "zero")
#: The keys under which a whole view stands.
_VIEWS = frozenset(["", "concat", "hconcat", "layer", "spec", "vconcat"])


def keys_under(parent: str, channels: Container[str]) -> frozenset[str] | None:
    """The keys that may stand under a key, which may be a channel; None where nothing is known of what stands there."""
    part = "view" if parent in _VIEWS else parent
    if part in _LISTS:
        return frozenset(_LISTS[part].split())
    return frozenset(f"{_CHANNEL} {_MORE.get(part, _LEGENDARY)}".split()) if part in channels else None
