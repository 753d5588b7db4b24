"""Two renderers of one project, and what they hand back."""

from pes_analysis.publish.render.builtin import (
    ProjectConfig,
    finish_site,
    load_project,
    page_sources,
    render_page,
)
from pes_analysis.publish.render.rendered import Heading, RenderedPage, RenderReport
from pes_analysis.publish.render.site import (
    RendererChoice,
    RendererState,
    choose_renderer,
    detect_renderers,
    load_projects,
    render_site,
)

__all__ = [
    "Heading",
    "ProjectConfig",
    "RenderReport",
    "RenderedPage",
    "RendererChoice",
    "RendererState",
    "choose_renderer",
    "detect_renderers",
    "finish_site",
    "load_project",
    "load_projects",
    "page_sources",
    "render_page",
    "render_site",
]
