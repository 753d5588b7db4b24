"""Figures: a picture or drawing, its alternative text, its number and caption."""

import json
from typing import TYPE_CHECKING, Any

from pes_analysis.publish.render.builtin.chart import inline_drawing
from pes_analysis.publish.render.builtin.constructs import IMAGE_CLASSES, read_attributes
from pes_analysis.publish.render.builtin.element import carried, tag
from pes_analysis.publish.render.builtin.pandoc import Nodes, plain_text

if TYPE_CHECKING:
    from pes_analysis.publish.render.builtin.writer import Writer

IMAGE_KEYS = frozenset({"fig-alt", "width", "height", "style"})


def figure(writer: "Writer", content: Any) -> str:
    """Write pandoc's figure: one picture with a caption."""
    raw_attributes, (_, caption), blocks = content
    attributes = read_attributes(raw_attributes, writer.where, "figure")
    return captioned(writer, attributes.identifier, writer.blocks(blocks), caption)


def captioned(writer: "Writer", identifier: str, body: str, caption: Nodes) -> str:
    """Write a numbered figure around what it shows."""
    text = caption_text(writer, identifier, caption)
    return tag("figure", f"{body}\n{tag('figcaption', text)}", id=identifier or None)


def caption_text(writer: "Writer", identifier: str, caption: Nodes) -> str:
    """Write a caption with its number: ``Rysunek 1: …``; without a label there is no number."""
    reference = writer.references.get(identifier)
    words = "".join(
        writer.inlines(block["c"]) if block["t"] in ("Plain", "Para") else writer.blocks([block])
        for block in caption
    )
    return f"{reference.text}: {words}" if reference else words


def image(writer: "Writer", content: Any) -> str:
    """Write a picture: a drawing becomes part of the page, any other stays a file.

    Raises
    ------
    PesError
        When there is no alternative text. An empty ``fig-alt`` says that the picture is decorative.
    """
    raw_attributes, words, (target, title) = content
    attributes = read_attributes(raw_attributes, writer.where, "image", IMAGE_CLASSES, IMAGE_KEYS)
    values = attributes.values
    if "fig-alt" not in values:
        name = json.dumps(plain_text(words), ensure_ascii=False)
        raise writer.refuse(
            f'obraz {name} nie ma tekstu alternatywnego. Dopisz fig-alt="…".',
            f'the image {name} has no alternative text. Add fig-alt="…".',
        )
    drawing = writer.charts.drawings.get(target)
    if drawing is not None:
        return inline_drawing(
            drawing, values["fig-alt"], values.get("style", ""), writer.links.resolve, writer.where
        )
    sides = [side for side in ("width", "height") if side in values]
    size = ";".join(f"{side}:{_length(writer, values[side])}" for side in sides)
    source = writer.links.resolve(target)
    if "://" in source:
        raise writer.refuse(
            f"obraz z innego serwera: {source}. Zapisz go w projekcie.",
            f"an image from another host: {source}. Save it in the project.",
        )
    writer.images.append(writer.links.in_site(target))
    picture = {"src": source, "alt": values["fig-alt"], "title": title or None, "style": size or None}
    return tag("img", "", **picture, **carried(attributes)).removesuffix("</img>")


def _length(writer: "Writer", value: str) -> str:
    number = value.removesuffix("%").removesuffix("px").removesuffix("rem").removesuffix("em")
    if not number.replace(".", "", 1).isdigit():
        raise writer.refuse(
            f"„{value}” nie jest wymiarem obrazu. Napisz na przykład 80% albo 300px.",
            f"'{value}' is not a size of an image. Write for example 80% or 300px.",
        )
    return f"{value}px" if number == value else value
