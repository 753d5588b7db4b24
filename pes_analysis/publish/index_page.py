"""The report of a composite index as one HTML file that needs nothing beside it."""

import re
import subprocess
from html import unescape

from pes_analysis.present.language import Language
from pes_analysis.protect.errors import PesError
from pes_analysis.protect.escape import html
from pes_analysis.publish.render.builtin.pandoc_reader import TIMEOUT_SECONDS, pandoc_path

STYLE = """\
:root{color-scheme:light}
body{max-width:60rem;margin:0 auto;padding:1rem 1.25rem 3rem;background:#fff;color:#1a1a1a;
font:17px/1.55 system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
p,li{max-width:42rem}h1{font-size:1.9rem;line-height:1.2}h2{margin-top:2.5rem}
.table{overflow-x:auto}table{border-collapse:collapse;font-variant-numeric:tabular-nums;margin:1rem 0}
caption{text-align:left;font-weight:600;padding-bottom:.4rem}
th,td{padding:.25rem .7rem;border-bottom:1px solid #d9d9d9;vertical-align:top;text-align:left}
th{border-bottom:2px solid #767676}figure{margin:1.5rem 0}figcaption{font-size:.9rem;color:#4a4a4a}
code{font-size:.92em;background:#f3f3f3;padding:.05em .3em}
.table:focus-visible{outline:3px solid #0b6b6b}
@media print{body{max-width:none;padding:0}table,figure{break-inside:avoid}}
"""


# Every table of a report has a caption, which names its region too.
CAPTIONED = re.compile(r"<table[^>]*>\s*<caption>(?P<caption>.*?)</caption>", re.S)
TAG = re.compile(r"<[^>]*>")


def index_page(report: str, title: str, language: Language) -> str:
    r"""Turn the report into a page.

    Parameters
    ----------
    report : str
        pandoc's Markdown; a chart stands in it as raw HTML.
    title : str
        Plain text, for the browser's tab.
    language : Language

    Returns
    -------
    str
        HTML with its style inside and nothing from elsewhere.

    Raises
    ------
    PesError
        When pandoc does not accept the report.

    Examples
    --------
    >>> page = index_page("# Life\n\nWell.", "Life", Language.EN)
    >>> '<html lang="en">' in page, "<title>Life</title>" in page, "<h1" in page
    (True, True, True)
    """
    finished = subprocess.run(  # noqa: S603 - a fixed binary and fixed arguments
        [pandoc_path(), "--from", "markdown-tex_math_dollars-raw_tex", "--to", "html5", "--wrap", "none"],
        input=report.encode(),
        capture_output=True,
        timeout=TIMEOUT_SECONDS,
        check=False,
    )
    if finished.returncode:
        said = finished.stderr.decode(errors="replace").strip()
        raise PesError(
            f"pandoc nie przyjął raportu indeksu: {said}. Sprawdź nazwy jednostek i wskaźników.",
            f"pandoc did not accept the report of the index: {said}. Check names of units and indicators.",
        )
    body = finished.stdout.decode()
    # A wide table scrolls by itself, by keyboard too.
    body = CAPTIONED.sub(_region, body).replace("</table>", "</table></div>")
    return (
        f'<!DOCTYPE html>\n<html lang="{language.code}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html(title)}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"{body}</main>\n</body>\n</html>\n"
    )


def _region(found: re.Match[str]) -> str:
    name = html(unescape(TAG.sub("", found["caption"])).strip())
    return f'<div class="table" tabindex="0" role="region" aria-label="{name}">{found[0]}'
