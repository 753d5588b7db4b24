"""``_quarto.yml`` as the built-in renderer reads it: the keys it honours, and an error for any other."""

from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from pes_analysis.protect.errors import PesError

CONFIG_NAME = "_quarto.yml"
# The only text of its own that a page's head may hold.
NO_ROBOTS = '<meta name="robots" content="noindex, nofollow">'


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, (str, dict)) else value


Texts = Annotated[tuple[str, ...], BeforeValidator(_as_list)]


class _Section(BaseModel):
    """A part of the file: frozen, written with hyphens, closed to unknown keys."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        alias_generator=lambda name: name.replace("_", "-"),
        populate_by_name=True,
    )


class NavigationLink(_Section):
    """One link of the navigation."""

    text: str
    href: str


class NavigationItem(_Section):
    """What stands in the bar: a link, or a name that unfolds into links."""

    text: str
    href: str = ""
    menu: tuple[NavigationLink, ...] = ()

    @model_validator(mode="after")
    def _link_or_menu(self) -> "NavigationItem":
        if bool(self.href) == bool(self.menu):
            raise ValueError("needs either href or menu")
        return self

    @property
    def links(self) -> tuple[NavigationLink, ...]:
        """The links it leads to, one unless it unfolds."""
        return self.menu or (NavigationLink(text=self.text, href=self.href),)


class Navbar(_Section):
    """The bar on top. Quarto's look settings are accepted and left to Quarto."""

    title: str | Literal[False] | None = None
    left: tuple[NavigationItem, ...] = ()
    right: tuple[NavigationItem, ...] = ()
    search: bool = True
    background: str | None = None
    foreground: str | None = None
    collapse_below: str | None = None


class Footer(_Section):
    """Up to three texts in Markdown."""

    left: str = ""
    center: str = ""
    right: str = ""
    border: bool = True
    background: str | None = None
    foreground: str | None = None


class Website(_Section):
    """The site: its title, navigation and footer."""

    title: str
    description: str = ""
    site_url: str | None = None
    search: bool = True
    navbar: Navbar = Navbar()
    page_footer: Footer = Footer()
    bread_crumbs: bool = True
    page_navigation: Literal[False] = False


class QuartoProject(_Section):
    """What is rendered and where to."""

    type: Literal["website"]
    output_dir: str = "_site"
    render: Texts = ()
    resources: Texts = ()


class Execution(_Section):
    """A page is published as it was executed, without its code."""

    enabled: Literal[False]
    echo: Literal[False]
    warning: bool = False


class HeaderText(_Section):
    """What is added to the head of every page: a request to search engines to stay away, or nothing."""

    text: Literal['<meta name="robots" content="noindex, nofollow">']


class HtmlFormat(_Section):
    """The look of a page. ``theme`` is Quarto's own; ``css`` goes to both renderers."""

    toc: bool = False
    toc_depth: int = Field(default=3, ge=1, le=6)
    toc_title: str | None = None
    html_math_method: Literal["mathml"]
    number_sections: Literal[False] = False
    theme: Any = None
    css: Texts = ()
    anchor_sections: bool = True
    smooth_scroll: bool = False
    link_external_newwindow: Literal[False] = False
    page_layout: Literal["article", "full"] = "article"
    minimal: Literal[False] = False
    include_in_header: HeaderText | None = None


class Formats(_Section):
    """Only HTML is published."""

    html: HtmlFormat


class QuartoConfig(_Section):
    """The whole file."""

    project: QuartoProject
    lang: str
    execute: Execution
    website: Website
    format: Formats


def read_config(folder: Path) -> QuartoConfig:
    """Read ``_quarto.yml`` of a project.

    Parameters
    ----------
    folder : Path
        The project's folder.

    Returns
    -------
    QuartoConfig
        The settings, with Quarto's defaults.

    Raises
    ------
    PesError
        When the file is absent or not YAML, or holds a key or value the renderer does not know:
        ignored in silence it would make the two renderers publish different sites.

    Examples
    --------
    >>> import tempfile
    >>> text = "project: {type: website, sidebar: x}"
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = (Path(folder) / "_quarto.yml").write_text(text)
    ...     try:
    ...         read_config(Path(folder))
    ...     except PesError as error:
    ...         print(error.en.splitlines()[1])
      project.sidebar: Extra inputs are not permitted
    """
    path = folder / CONFIG_NAME
    where = f"{folder.name}/{CONFIG_NAME}"
    try:
        settings = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise PesError(
            f"Brak pliku {where}. Wskaż folder projektu Quarto, zwykle reports/.",
            f"There is no {where}. Give the folder of a Quarto project, usually reports/.",
        ) from None
    except yaml.YAMLError as error:
        raise PesError(
            f"{where} nie jest poprawnym YAML-em. Popraw: {error}",
            f"{where} is not valid YAML. Correct: {error}",
        ) from None
    try:
        return QuartoConfig.model_validate(settings)
    except ValidationError as error:
        faults = "\n".join(
            f"  {'.'.join(str(step) for step in fault['loc'])}: {fault['msg']}" for fault in error.errors()
        )
        raise PesError(
            f"{where}: ustawienia, których wbudowany renderer nie zna. Popraw je albo użyj Quarto:\n{faults}",
            f"{where}: settings the built-in renderer does not know. Correct them or use Quarto:\n{faults}",
        ) from None
