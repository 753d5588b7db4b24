"""Show blocks in a notebook as Markdown and nothing else; outside one, print them."""

import re

from IPython.core.getipython import get_ipython

from pes_analysis.present.blocks import document
from pes_analysis.present.markup import Inline

ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def show(*blocks: Inline) -> None:
    """Show blocks one under another.

    In a notebook the output has ``text/markdown``, and ``text/plain`` for who cannot read that;
    never ``text/html``, which is lost in DOCX and PDF.

    Parameters
    ----------
    *blocks : str or HasMarkdown
        Blocks, `Markup` such as `document` gives, or plain text, which is escaped.

    Examples
    --------
    >>> show("Powiat bocheński (2018)")
    Powiat bocheński (2018)
    """
    text = document(*blocks)
    plain = ESCAPED.sub(r"\1", text)
    shell = get_ipython()
    if shell is None:
        print(plain)
        return
    shell.display_pub.publish({"text/markdown": str(text), "text/plain": plain})
