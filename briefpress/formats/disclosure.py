"""The data of charts on a screen: below each picture, folded up until somebody asks for them (HTML, 4.11.1)."""

from __future__ import annotations

from lxml.html import HtmlElement

from briefpress.markup.chart_data import ANNEX
from briefpress.markup.tree import create, fill, parts


def fold_data(body: HtmlElement) -> None:
    """Fold up the data of the charts of a page, also those that stand in an annex on paper."""
    for link in body.find_class("to-data"):
        _bring_back(link, body.get_element_by_id(link.get("href", "").removeprefix("#")))
    for annex in body.xpath(f"//*[@id='{ANNEX}'] | //nav//li[a/@href='#{ANNEX}']"):
        annex.drop_tree()
    for data in body.find_class("data"):
        # Nothing stands at the side of the picture any more.
        for element in (*data.iterancestors("div"), *data.itersiblings(preceding=True)):
            element.classes -= {"row", "main"}
        data.tag = "details"
        data.set("class", "data")
        captions = data.findall("table/caption")
        data.insert(0, create("summary", [part for caption in captions for part in parts(caption)]))
        for caption in captions:
            caption.drop_tree()


def _bring_back(link: HtmlElement, title: HtmlElement) -> None:
    """Put the data of a chart back below it, from under their title in the annex, in place of the link to that."""
    line, *around = link.iterancestors()
    chart = next(element for element in around if "chart" in element.classes)
    (table,) = title.xpath("following-sibling::*//table")
    measures = title.xpath("following-sibling::*[@class='measure']")
    name = [*parts(link), *(part for measure in measures for part in (" · ", *parts(measure)))]
    table.insert(0, create("caption", name))
    chart.append(create("div", [table], {"class": "data"}))
    others = parts(line)[:-1]
    if others:
        fill(line, [*others[:-1], str(others[-1]).removesuffix(" · ")])
    else:
        line.drop_tree()
