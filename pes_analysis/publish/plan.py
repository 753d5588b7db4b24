"""What a build is to make: a frozen list of jobs, each one notebook run for one unit in one language."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pes_analysis.protect.errors import PesError
from pes_analysis.protect.escape import markdown
from pes_analysis.publish.outline import County, Outline
from pes_analysis.publish.pages import PAGES, Heading, Page


@dataclass(frozen=True)
class Job:
    """One notebook, run once.

    Parameters
    ----------
    notebook : str
        A file of ``notebooks/``.
    unit : str
        The county's code, or the edition's name.
    language : str
        ``pl`` or ``en``.
    parameters : Mapping of str to str
        What the notebook is given.
    target : str
        Where the executed notebook goes in the Quarto project: ``en/powiaty/1201.ipynb``.
    front_matter : str
        The YAML that heads the page, between its two lines of dashes.
    """

    notebook: str
    unit: str
    language: str
    parameters: Mapping[str, str]
    target: str
    front_matter: str


@dataclass(frozen=True)
class Plan:
    """All jobs of a build, in the order of their targets.

    Parameters
    ----------
    edition : str
        The edition's name.
    languages : tuple of str
        Languages of the site.
    jobs : tuple of Job
        No two with the same target.
    """

    edition: str
    languages: tuple[str, ...]
    jobs: tuple[Job, ...]


def target_of(slug: str, language: str) -> str:
    """Place a page in the Quarto project: Polish at its top, English below ``en/``.

    Examples
    --------
    >>> target_of("powiaty/1201", "pl"), target_of("powiaty/1201", "en")
    ('powiaty/1201.ipynb', 'en/powiaty/1201.ipynb')
    """
    return f"{slug}.ipynb" if language == "pl" else f"{language}/{slug}.ipynb"


def front_matter(heading: Heading, language: str) -> str:
    r"""Write the YAML that heads a page.

    Parameters
    ----------
    heading : Heading
        Title, subtitle and description; plain text, which pandoc is to print as it stands.
    language : str
        The page's language.

    Returns
    -------
    str
        YAML with its two lines of dashes. Values are in double quotes, which JSON and YAML share.

    Examples
    --------
    >>> print(front_matter(Heading("Powiaty", "Spis: *wszystkie*", "Opis"), "pl"))
    ---
    title: "Powiaty"
    subtitle: "Spis\\: \\*wszystkie\\*"
    description: "Opis"
    lang: "pl"
    ---
    """
    values = {
        "title": markdown(heading.title),
        "subtitle": markdown(heading.subtitle),
        "description": markdown(heading.description),
        "lang": language,
    }
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in values.items()]
    return "\n".join(["---", *lines, "---"])


def _scope(chosen: Sequence[County], outline: Outline) -> str:
    if tuple(chosen) == outline.in_region():
        return "region"
    return "all" if tuple(chosen) == outline.counties else ",".join(county.teryt for county in chosen)


def make_plan(
    outline: Outline,
    *,
    counties: Sequence[str] = (),
    all_counties: bool = False,
    languages: Sequence[str] = (),
    pages: Sequence[Page] = PAGES,
) -> Plan:
    """Plan a build.

    Parameters
    ----------
    outline : Outline
        The edition.
    counties : sequence of str
        Codes of the counties to make pages for; empty means those of the region.
    all_counties : bool
        Whether to make pages for every county of the register.
    languages : sequence of str
        Languages to build; empty means those of the edition.
    pages : sequence of Page
        The notebooks and their pages.

    Returns
    -------
    Plan
        The jobs.

    Raises
    ------
    PesError
        For an unknown county, a language that the edition does not have, or a site without Polish,
        which stands at its top.

    Examples
    --------
    >>> bochnia = County("1201", "bocheński", "land", "12")
    >>> outline = Outline("malopolskie-2024", 2024, "12", "małopolskie", ("pl", "en"), (bochnia,), ())
    >>> [job.target for job in make_plan(outline, languages=("pl",)).jobs][:3]
    ['index.ipynb', 'powiaty/1201.ipynb', 'powiaty/index.ipynb']
    """
    wanted = languages or outline.languages
    chosen_languages = tuple(language for language in outline.languages if language in wanted)
    for language in languages:
        if language not in outline.languages:
            known = ", ".join(outline.languages)
            raise PesError(
                f"Edycja {outline.edition} nie ma języka „{language}”. Ma: {known}.",
                f"The edition {outline.edition} has no language '{language}'. It has: {known}.",
            )
    if "pl" not in chosen_languages:
        raise PesError(
            "Strona po polsku jest podstawą pozostałych. Dodaj język: --language pl.",
            "The site in Polish is the base of the others. Add the language: --language pl.",
        )
    if all_counties:
        chosen = outline.counties
    elif counties:
        chosen = tuple(outline.county(teryt) for teryt in sorted(set(counties)))
    else:
        chosen = outline.in_region()
    values = {"edition": outline.edition, "scope": _scope(chosen, outline)}
    jobs = []
    for page in pages:
        units: Sequence[County | None] = chosen if page.each == "county" else (None,)
        for county in units:
            teryt = county.teryt if county else ""
            slug = page.slug.replace("{teryt}", teryt)
            for language in chosen_languages:
                available = {**values, "teryt": teryt, "language": language}
                heading = page.heading(outline, county, language)
                jobs.append(
                    Job(
                        notebook=page.notebook,
                        unit=teryt or outline.edition,
                        language=language,
                        parameters={name: available[name] for name in page.parameters},
                        target=target_of(slug, language),
                        front_matter=front_matter(heading, language),
                    )
                )
    return Plan(outline.edition, chosen_languages, tuple(sorted(jobs, key=lambda job: job.target)))
