"""The command ``pes``: build the site, look at it, see what is there and what is missing."""

import os
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn

import typer

from pes_analysis.commands.bench import bench
from pes_analysis.commands.cases import cases
from pes_analysis.commands.directory import directory
from pes_analysis.commands.directory_form import directory_form
from pes_analysis.commands.import_returns import import_returns
from pes_analysis.commands.index import index
from pes_analysis.commands.indicators import indicators
from pes_analysis.commands.plan import show_plan
from pes_analysis.commands.progress import progress, record
from pes_analysis.commands.quality import quality
from pes_analysis.commands.questionnaire import questionnaire
from pes_analysis.commands.recipe import recipe
from pes_analysis.commands.signals import signals
from pes_analysis.commands.speech import complain, is_english, say
from pes_analysis.commands.ties import ties
from pes_analysis.commands.ties_form import ties_form
from pes_analysis.commands.trainings import trainings
from pes_analysis.protect.errors import PesError
from pes_analysis.publish.project import Project, find_project

if TYPE_CHECKING:
    from pes_analysis.publish.build_report import BuildReport
    from pes_analysis.publish.planning.outline import Outline

DEFAULT_EDITION = "malopolskie-2024"
# A build with nothing to do should end at once: what takes time to import is imported where it is used.
app = typer.Typer(
    name="pes",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Diagnozy powiatów: od danych do strony. / County diagnoses: from figures to a site.",
)

Edition = Annotated[str, typer.Option(help="Edycja z folderu parameters/. / An edition of parameters/.")]


def _outline(project: Project, edition: str) -> "Outline":
    from pes_analysis.publish.planning.editions import read_outline

    return read_outline(project, edition)


_INTERRUPTED = 130


@app.command()
def build(
    edition: Edition = DEFAULT_EDITION,
    all_counties: Annotated[
        bool, typer.Option("--all-counties", help="Wszystkie powiaty kraju. / Every county of Poland.")
    ] = False,
    county: Annotated[
        list[str] | None, typer.Option(help="Kod powiatu, można powtórzyć. / A county's code, repeatable.")
    ] = None,
    organisation: Annotated[
        list[str] | None,
        typer.Option(help="Id organizacji, można powtórzyć. / An organisation's id, repeatable."),
    ] = None,
    language: Annotated[
        list[str] | None, typer.Option(help="Język: pl, en; można powtórzyć. / Language, repeatable.")
    ] = None,
    renderer: Annotated[
        Literal["auto", "quarto", "builtin"], typer.Option(help="Co składa strony. / What makes the pages.")
    ] = "auto",
    output: Annotated[
        Path | None, typer.Option(help="Folder strony zamiast reports/_site. / Instead of reports/_site.")
    ] = None,
    engine: Annotated[
        Literal["auto", "ordinary", "forked"],
        typer.Option(help="Co wykonuje notatniki. / What runs the notebooks."),
    ] = "auto",
    workers: Annotated[
        int, typer.Option(min=1, max=64, help="Ile notatników naraz. / How many notebooks at once.")
    ] = os.cpu_count() or 1,
    timeout: Annotated[
        int, typer.Option(min=1, help="Sekundy na jedną komórkę. / Seconds a cell may take.")
    ] = 120,
    plan: Annotated[bool, typer.Option("--plan", help="Tylko pokaż plan. / Only show the plan.")] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Zrób wszystko od nowa. / Make everything again.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Postęp jako JSON. / Progress as JSON.")] = False,
    retry: Annotated[
        bool, typer.Option("--retry", help="Tylko to, co ostatnio zawiodło. / Only what failed last time.")
    ] = False,
    scheduler: Annotated[
        str, typer.Option(help="Adres zarządcy Dask, tcp://… / Address of a Dask scheduler.")
    ] = "",
) -> None:
    """Zbuduj stronę z diagnozami. / Build the site of diagnoses."""
    from pes_analysis.publish.build_edition import build_edition
    from pes_analysis.publish.options import Options
    from pes_analysis.publish.planning.plan import make_plan
    from pes_analysis.publish.request import Request

    if all_counties and county:
        raise PesError(
            "--all-counties i --county wykluczają się. Zostaw jedno z nich.",
            "--all-counties and --county exclude each other. Keep one of them.",
        )
    start = time.perf_counter()
    project = find_project(Path.cwd())
    counties, languages = tuple(county or ()), tuple(language or ())
    organisations = tuple(organisation or ())
    request = Request(
        counties=counties,
        all_counties=all_counties,
        organisations=organisations,
        languages=languages,
        renderer=renderer,
        output=output,
        options=Options(workers=workers, timeout=timeout, engine=engine),
        force=force,
        scheduler=scheduler,
    )
    if retry:
        from pes_analysis.publish.retry import failed_build

        edition, request = failed_build(project, request)
    if plan:
        from pes_analysis.publish.planning.plan import make_plan

        outline = _outline(project, edition)
        planned = make_plan(
            outline,
            counties=request.counties,
            all_counties=request.all_counties,
            organisations=request.organisations,
            languages=request.languages,
        )
        show_plan(project, outline, planned, as_json=as_json)
        return
    try:
        with progress(as_json=as_json) as hear:
            report = build_edition(project, edition, request, hear)
    except PesError as error:
        if as_json:
            record("error", pl=error.pl, en=error.en)
        raise
    if as_json:
        record("built", **asdict(report))
    else:
        _print_report(report, time.perf_counter() - start)


def _print_report(report: "BuildReport", seconds: float) -> None:
    if report.unchanged:
        say(
            f"Nic się nie zmieniło od ostatniego razu. Raporty: {report.reports}.",
            f"Nothing has changed since last time. Reports: {report.reports}.",
        )
    else:
        say(
            f"Raporty: {report.reports}, wykonane teraz: {report.executed} ({report.engine.pl}); "
            f"strony złożone teraz: {report.rendered} ({report.renderer}).",
            f"Reports: {report.reports}, run now: {report.executed} ({report.engine.en}); "
            f"pages made now: {report.rendered} ({report.renderer}).",
        )
    stages = ", ".join(f"{name} {duration:.1f} s" for name, duration in report.seconds.items())
    say(f"Czas: {seconds:.1f} s ({stages}).", f"Time: {seconds:.1f} s ({stages}).")
    if report.private:
        say(
            f"Karty prywatne: {report.private} (adresy: {report.private.name}-links.csv obok)",
            f"Private cards: {report.private} (addresses: {report.private.name}-links.csv beside it)",
        )
    if report.new_links:
        say(
            "Adresy kart prywatnych są nowe. Zachowaj kopię pliku parameters/.private-links-secret: "
            "bez niego zmienią się wszystkie.",
            "Addresses of private cards are new. Keep a copy of parameters/.private-links-secret: "
            "without it all of them change.",
        )
    say(f"Strona: {report.site / 'index.html'}", f"Site: {report.site / 'index.html'}")


@app.command()
def preview(
    site: Annotated[
        Path | None, typer.Option(help="Folder strony zamiast reports/_site. / Instead of reports/_site.")
    ] = None,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port na tym komputerze. / A local port.")
    ] = 4280,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Nie otwieraj przeglądarki. / Do not open the browser.")
    ] = False,
) -> None:
    """Otwórz zbudowaną stronę w przeglądarce. / Open the built site in the browser."""
    from pes_analysis.publish.site.preview import serve, site_server

    server = site_server(site or find_project(Path.cwd()).site, port)
    address = f"http://127.0.0.1:{server.server_port}/"
    say(f"{address} (koniec: Ctrl+C)", f"{address} (stop: Ctrl+C)")
    serve(server, browser=not no_browser)


@app.command()
def doctor() -> None:
    """Sprawdź, czy jest wszystko, czego trzeba. / Check that everything needed is there."""
    from pes_analysis.publish.doctor import examine

    findings = examine()
    for finding in findings:
        sign = "✓" if finding.found else ("✗" if finding.needed else "–")
        typer.echo(f"{sign} {finding.name}: {finding.found or (finding.en if is_english() else finding.pl)}")
    if any(finding.needed and not finding.found for finding in findings):
        raise typer.Exit(1)


@app.command(name="list")
def list_what(
    what: Annotated[
        Literal["editions", "counties", "notebooks"], typer.Argument(help="Co wypisać. / What to list.")
    ] = "editions",
    edition: Edition = DEFAULT_EDITION,
) -> None:
    """Wypisz edycje, powiaty albo notatniki. / List editions, counties or notebooks."""
    from pes_analysis.publish.planning.editions import edition_names
    from pes_analysis.publish.planning.pages import PAGES

    project = find_project(Path.cwd())
    if what == "editions":
        lines = edition_names(project)
    elif what == "counties":
        outline = _outline(project, edition)
        lines = [f"{county.teryt}  {county.name}  {county.kind}" for county in outline.counties]
    else:
        lines = [f"{page.notebook}  {page.slug}  {', '.join(page.parameters)}" for page in PAGES]
    typer.echo("\n".join(lines))


app.add_typer(cases, name="cases")
app.add_typer(signals, name="signals")
app.command()(bench)
app.command()(directory)
app.command(name="directory-form")(directory_form)
app.command()(index)
app.command()(indicators)
app.command()(quality)
app.command()(questionnaire)
app.command()(recipe)
app.command()(ties)
app.command(name="ties-form")(ties_form)
app.command(name="import")(import_returns)
app.add_typer(trainings, name="trainings")


def main() -> NoReturn:
    """Run the command; an error a user can act on is printed without a traceback, with exit code 2."""
    try:
        app()
    except PesError as error:
        complain(error.pl, error.en)
    except SystemExit as end:
        # typer makes this of Ctrl+C, and says nothing.
        if end.code == _INTERRUPTED:
            complain("Przerwano. Strona zostaje, jaka była.", "Stopped. The site stays as it was.")
        raise
    sys.exit(2)


if __name__ == "__main__":
    main()
