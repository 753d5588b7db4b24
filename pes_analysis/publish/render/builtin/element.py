"""One HTML element as text, its attributes escaped."""

from html import escape

from pes_analysis.publish.render.builtin.constructs import Attributes


def tag(name: str, content: str, **attributes: str | None) -> str:
    """Write an element; an attribute of None is left out, ``class_`` stands for ``class``.

    Examples
    --------
    >>> tag("p", "a", class_="lead", id=None)
    '<p class="lead">a</p>'
    """
    if not attributes:
        return f"<{name}>{content}</{name}>"
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{content}</{name}>"


def carried(attributes: Attributes) -> dict[str, str | None]:
    """Give identifier, classes and language as arguments of ``tag``."""
    return {
        "id": attributes.identifier or None,
        "class_": " ".join(attributes.classes) or None,
        "lang": attributes.values.get("lang"),
    }
