"""pandoc's syntax tree written as HTML; a node without a rule here is refused by name."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from typing import Any, ClassVar

from pes_analysis.protect.errors import PesError
from pes_analysis.publish.render.builtin.chart import Charts
from pes_analysis.publish.render.builtin.constructs import (
    HEADING_CLASSES,
    OUTPUT_CLASSES,
    THEME_CLASSES,
    read_attributes,
)
from pes_analysis.publish.render.builtin.divs import div
from pes_analysis.publish.render.builtin.element import carried, tag
from pes_analysis.publish.render.builtin.figure import figure, image
from pes_analysis.publish.render.builtin.links import LinkResolver
from pes_analysis.publish.render.builtin.mathml import checked_mathml
from pes_analysis.publish.render.builtin.pandoc import Node, Nodes, plain_text
from pes_analysis.publish.render.builtin.references import Reference
from pes_analysis.publish.render.builtin.refusal import refusal
from pes_analysis.publish.render.builtin.table import table
from pes_analysis.publish.render.builtin.words import Words
from pes_analysis.publish.render.rendered import Heading

DISPLAYED = re.compile(r"""<math\b[^>]*\sdisplay=["']block""")
LINK_KEYS = frozenset({"hreflang", "download"})
CODE_CLASSES = OUTPUT_CLASSES | {"python", "bash", "yaml", "sql", "r", "text"}
LIST_STYLES = {"LowerAlpha": "a", "UpperAlpha": "A", "LowerRoman": "i", "UpperRoman": "I"}


@dataclass
class Writer:
    """Writes one page.

    Parameters
    ----------
    where : str
        The source, for error messages.
    words : Words
        The page's language.
    links : LinkResolver
        Turns links of the source into links of the page.
    references : Mapping
        Labels of the page's figures, tables and sections.
    charts : Charts
        The drawings that were taken out of the Markdown before pandoc.
    """

    where: str
    words: Words
    links: LinkResolver
    references: dict[str, Reference]
    charts: Charts = field(default_factory=Charts)
    headings: list[Heading] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    in_body: bool = True

    def refuse(self, pl: str, en: str) -> PesError:
        """Make the error for this page."""
        return refusal(self.where, pl, en)

    def blocks(self, nodes: Nodes) -> str:
        """Write blocks, one a line."""
        return "\n".join(filter(None, (self._node(node, self.BLOCKS) for node in nodes)))

    def inlines(self, nodes: Nodes) -> str:
        """Write inlines."""
        return "".join(self._node(node, self.INLINES) for node in nodes)

    def footnotes(self) -> str:
        """Write the notes met so far as the page's last section."""
        if not self.notes:
            return ""
        self.headings.append(Heading(2, "footnotes", self.words.footnotes))
        items = "\n".join(
            tag("li", note, id=f"fn{number}") for number, note in enumerate(self.notes, start=1)
        )
        heading = tag("h2", self.words.footnotes, id="footnotes")
        return tag("section", f"{heading}<ol>{items}</ol>", class_="footnotes", role="doc-endnotes")

    def _node(self, node: Node, rules: "dict[str, Rule]") -> str:
        rule = rules.get(node["t"])
        if rule is None:
            raise self.refuse(
                f"„{node['t']}” nie ma miejsca w raporcie. Wzory zapisz jako MathML, resztę zwykłym tekstem.",
                f"'{node['t']}' has no place in a report. Write formulas as MathML, the rest as plain text.",
            )
        return rule(self, node.get("c"))

    # Inlines

    def _quoted(self, content: Any) -> str:
        opening, closing = "“”" if content[0]["t"] == "DoubleQuote" else "‘’"
        return opening + self.inlines(content[1]) + closing

    def _code(self, content: Any) -> str:
        return tag("code", escape(content[1], quote=False))

    def _span(self, content: Any) -> str:
        attributes = read_attributes(content[0], self.where, "span", THEME_CLASSES | {"mark"})
        text = self.inlines(content[1])
        if "mark" in attributes.classes:
            return tag("mark", text, lang=attributes.values.get("lang"), id=attributes.identifier or None)
        return tag("span", text, **carried(attributes))

    def _link(self, content: Any) -> str:
        attributes = read_attributes(
            content[0],
            self.where,
            "link",
            THEME_CLASSES | {"uri", "email"},
            frozenset({"hreflang", "download"}),
        )
        target, title = content[2]
        return tag(
            "a",
            self.inlines(content[1]),
            href=self.links.resolve(target),
            title=title or None,
            hreflang=attributes.values.get("hreflang"),
            download=attributes.values.get("download"),
            **carried(attributes),
        )

    def _cite(self, content: Any) -> str:
        written = []
        for citation in content[0]:
            label = citation["citationId"]
            reference = self.references.get(label)
            if reference is None or citation["citationSuffix"]:
                raise self.refuse(
                    f"odwołanie „@{label}” do niczego nie prowadzi. Popraw ją; zwykłą małpę napisz \\@.",
                    f"the reference '@{label}' leads nowhere. Correct it; write a plain at sign as \\@.",
                )
            bare = citation["citationMode"]["t"] == "SuppressAuthor"
            text = reference.number if bare else reference.text
            prefix = f"{self.inlines(citation['citationPrefix'])} " if citation["citationPrefix"] else ""
            written.append(prefix + tag("a", text, href=f"#{label}", class_="xref"))
        return ", ".join(written)

    def _note(self, content: Any) -> str:
        number = len(self.notes) + 1
        self.notes.append("")
        back = tag(
            "a",
            "↩︎",
            href=f"#fnref{number}",
            class_="footnote-back",
            role="doc-backlink",
            aria_label=self.words.back_to_text,
        )
        body = self.blocks(content)
        self.notes[number - 1] = f"{body[:-4]}{back}</p>" if body.endswith("</p>") else body + back
        return tag(
            "a",
            tag("sup", str(number)),
            href=f"#fn{number}",
            id=f"fnref{number}",
            class_="footnote-ref",
            role="doc-noteref",
        )

    def _raw(self, content: Any) -> str:
        kind, text = content
        if kind == "html" and text.lstrip().startswith("<!--"):
            return ""
        if kind != "html":
            raise self.refuse(
                f"fragment w formacie „{kind}” pasuje tylko do jednego wydania. Zapisz go w Markdownie.",
                f"a passage in the format '{kind}' suits one output only. Write it in Markdown.",
            )
        formula = checked_mathml(text, self.where)
        # A formula on a line of its own can be wider than a phone: it scrolls in its own box.
        return tag("span", formula, class_="formula") if DISPLAYED.match(formula) else formula

    # Blocks

    def _paragraph(self, content: Any) -> str:
        return tag("p", self.inlines(content))

    def _header(self, content: Any) -> str:
        level, raw_attributes, inlines = content
        attributes = read_attributes(raw_attributes, self.where, "heading", HEADING_CLASSES)
        if level == 1:
            raise self.refuse(
                f"nagłówek pierwszego stopnia „{plain_text(inlines)}”. Jedyny daje title; zacznij od ##.",
                f"a first-level heading '{plain_text(inlines)}'. The only one is the title; start from ##.",
            )
        if self.in_body and "unlisted" not in attributes.classes:
            self.headings.append(Heading(level, attributes.identifier, plain_text(inlines)))
        return tag(f"h{level}", self.inlines(inlines), id=attributes.identifier or None)

    def _code_block(self, content: Any) -> str:
        attributes = read_attributes(
            content[0],
            self.where,
            "code block",
            OUTPUT_CLASSES | {"python", "bash", "yaml", "sql", "r", "text"},
        )
        return tag("pre", tag("code", escape(content[1], quote=False)), **carried(attributes))

    def _list(self, name: str, items: list[Nodes], **attributes: str | None) -> str:
        return tag(name, "\n".join(tag("li", self.blocks(item)) for item in items), **attributes)

    def _bullets(self, content: Any) -> str:
        return self._list("ul", content)

    def _numbered(self, content: Any) -> str:
        (start, style, _), items = content
        return self._list(
            "ol", items, start=str(start) if start != 1 else None, type=LIST_STYLES.get(style["t"])
        )

    def _definitions(self, content: Any) -> str:
        return tag(
            "dl",
            "\n".join(
                tag("dt", self.inlines(term)) + "".join(tag("dd", self.blocks(text)) for text in texts)
                for term, texts in content
            ),
        )

    def _line_block(self, content: Any) -> str:
        return tag("p", "<br>\n".join(self.inlines(line) for line in content), class_="line-block")

    INLINES: ClassVar["dict[str, Rule]"] = {
        "Str": lambda _, content: escape(content, quote=False),
        "Space": lambda *_: " ",
        "SoftBreak": lambda *_: "\n",
        "LineBreak": lambda *_: "<br>\n",
        "Emph": lambda self, content: tag("em", self.inlines(content)),
        "Strong": lambda self, content: tag("strong", self.inlines(content)),
        "Strikeout": lambda self, content: tag("s", self.inlines(content)),
        "Superscript": lambda self, content: tag("sup", self.inlines(content)),
        "Subscript": lambda self, content: tag("sub", self.inlines(content)),
        "Quoted": _quoted,
        "Code": _code,
        "Span": _span,
        "Link": _link,
        "Cite": _cite,
        "Note": _note,
        "RawInline": _raw,
        "Image": image,
    }
    BLOCKS: ClassVar["dict[str, Rule]"] = {
        "Para": _paragraph,
        "Plain": lambda self, content: self.inlines(content),
        "Header": _header,
        "CodeBlock": _code_block,
        "BulletList": _bullets,
        "OrderedList": _numbered,
        "DefinitionList": _definitions,
        "LineBlock": _line_block,
        "BlockQuote": lambda self, content: tag("blockquote", self.blocks(content)),
        "HorizontalRule": lambda *_: "<hr>",
        "RawBlock": _raw,
        "Figure": figure,
        "Table": table,
        "Div": div,
    }


Rule = Callable[[Writer, Any], str]
