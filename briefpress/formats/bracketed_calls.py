"""What calls for sources and footnotes where nothing is superior: numbers and letters in brackets."""

from __future__ import annotations

from briefpress.formats.pandoc import Node, children, footnote, is_a, node, raw, target, text_of


def cited(element: Node) -> str:
    """The numbers of a citation, and what is said with them."""
    contents = children(element)
    if is_a("Span", "worded", element):
        text = text_of(contents).strip(", \u202f")
        return text[1:-1] if text[:1] + text[-1:] == "()" else text
    return ", ".join(text_of(children(part)) for part in contents if is_a("Span", "citation", part))


def called(form: str, element: Node) -> Node:
    """A footnote of Markdown, or the mark of one that stands elsewhere."""
    (call,) = (part for part in children(element) if is_a("Span", "call", part))
    if paragraphs := footnote(element):
        return node("Note", paragraphs)
    mark = f"[^{target(call).rpartition('-')[2]}]" if form == "markdown" else f" [{text_of(children(call))}]"
    return raw(form, mark)
