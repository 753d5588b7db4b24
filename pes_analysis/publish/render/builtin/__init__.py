"""The built-in renderer: the same pages, addresses and navigation as Quarto makes, through pandoc alone."""

from pes_analysis.publish.render.builtin.finish import finish_site
from pes_analysis.publish.render.builtin.page import render_page
from pes_analysis.publish.render.builtin.project import ProjectConfig, load_project, page_sources

__all__ = ["ProjectConfig", "finish_site", "load_project", "page_sources", "render_page"]
