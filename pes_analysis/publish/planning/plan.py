"""What a build is to make: a frozen list of jobs, each one notebook run for one unit in one language."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pes_analysis.protect.errors import PesError
from pes_analysis.protect.escape import markdown
from pes_analysis.publish.planning.headings import Heading
from pes_analysis.publish.planning.outline import County, DirectoryUnit, Organisation, Outline, Unit
from pes_analysis.publish.planning.pages import PAGES, UNIT_PARAMETER, Page

# Where the cards of the private site stand; later each gets an address nobody can guess.
PRIVATE_FOLDER = "karty"
THEME = "theme/"


@dataclass(frozen=True)
class Job:
    """One notebook, run once.

    Parameters
    ----------
    notebook : str
        A file of ``notebooks/``.
    unit : str
        The id of the county, organisation or comparison, or the edition's name.
    language : str
        ``pl`` or ``en``.
    parameters : Mapping of str to str
        What the notebook is given.
    target : str
        Where the executed notebook goes in the Quarto project: ``en/powiaty/1201.ipynb``.
    front_matter : str
        The YAML that heads the page, between its two lines of dashes.
    files : tuple of str
        What goes beside the page, by ending: ``csv``, ``xlsx``, ``vcf``, ``js``.
    private : bool
        Whether the page belongs to the private site.
    """

    notebook: str
    unit: str
    language: str
    parameters: Mapping[str, str]
    target: str
    front_matter: str
    files: tuple[str, ...] = ()
    private: bool = False


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
        No two of one site with the same target.
    """

    edition: str
    languages: tuple[str, ...]
    jobs: tuple[Job, ...]

    def of_site(self, *, private: bool) -> "Plan":
        """Give the part of the plan for the public or for the private site."""
        return replace(self, jobs=tuple(job for job in self.jobs if job.private == private))


def target_of(slug: str, language: str) -> str:
    """Place a page in the Quarto project: Polish at its top, English below ``en/``.

    Examples
    --------
    >>> target_of("powiaty/1201", "pl"), target_of("powiaty/1201", "en")
    ('powiaty/1201.ipynb', 'en/powiaty/1201.ipynb')
    """
    return f"{slug}.ipynb" if language == "pl" else f"{language}/{slug}.ipynb"


def front_matter(heading: Heading, language: str, scripts: Sequence[str] = ()) -> str:
    r"""Write the YAML that heads a page.

    Parameters
    ----------
    heading : Heading
        Title, subtitle and description; plain text, which pandoc is to print as it stands.
    language : str
        The page's language.
    scripts : sequence of str
        Addresses of its scripts from the page, in the order in which they run.

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
    >>> print(front_matter(Heading("Baza", "", ""), "pl", ("index.js",)).splitlines()[-2])
    include-after-body: [{"text": "<script defer src=\"index.js\"></script>"}]
    """
    values: dict[str, object] = {
        "title": markdown(heading.title),
        "subtitle": markdown(heading.subtitle),
        "description": markdown(heading.description),
        "lang": language,
    }
    if scripts:
        # Quarto knows no other way to give one page a script; the built-in renderer reads just this form.
        text = "\n".join(f'<script defer src="{address}"></script>' for address in scripts)
        values["include-after-body"] = [{"text": text}]
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in values.items()]
    return "\n".join(["---", *lines, "---"])


def _scope(chosen: Sequence[County], outline: Outline) -> str:
    if tuple(chosen) == outline.in_region():
        return "region"
    return "all" if tuple(chosen) == outline.counties else ",".join(county.teryt for county in chosen)


def _cards(chosen: Sequence[Organisation], outline: Outline) -> str:
    return "all" if tuple(chosen) == outline.organisations else ",".join(one.id for one in chosen)


def _units(outline: Outline, counties: Sequence[County], *, every: bool) -> tuple[DirectoryUnit, ...]:
    """Give the units of the directory that get a page: all, or with chosen counties those in them."""
    inside = {county.teryt for county in counties}
    return tuple(one for one in outline.units if every or one.teryt in inside)


def make_plan(
    outline: Outline,
    *,
    counties: Sequence[str] = (),
    all_counties: bool = False,
    organisations: Sequence[str] = (),
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
    organisations : sequence of str
        Ids of organisations to make cards for; empty means all of the edition.
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
        For an unknown county or organisation, a language that the edition does not have, or a site
        without Polish, which stands at its top.

    Examples
    --------
    >>> bochnia = County("1201", "bocheński", "land", "12")
    >>> outline = Outline("malopolskie-2024", 2024, "12", "małopolskie", ("pl", "en"), (bochnia,), ())
    >>> [job.target for job in make_plan(outline, languages=("pl",)).jobs][:3]
    ['baza/dokad-skierowac.ipynb', 'baza/index.ipynb', 'index.ipynb']
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
    cards = (
        tuple(outline.organisation(one) for one in sorted(set(organisations)))
        if organisations
        else outline.organisations
    )
    values = {"edition": outline.edition, "scope": _scope(chosen, outline), "cards": _cards(cards, outline)}
    of_each: Mapping[str, Sequence[Unit | None]] = {
        "county": chosen,
        "case": outline.cases,
        "surveyed county": tuple(county for county in chosen if county.teryt in outline.surveyed),
        "organisation": cards,
        "comparison": outline.comparisons,
        "unit": _units(outline, chosen, every=not counties),
        "edition": (None,),
    }
    jobs = [
        _job(page, unit, language, outline, values)
        for page in pages
        for unit in of_each[page.each]
        for language in chosen_languages
    ]
    return Plan(outline.edition, chosen_languages, tuple(sorted(jobs, key=lambda job: job.target)))


def _job(page: Page, unit: Unit | None, language: str, outline: Outline, values: Mapping[str, str]) -> Job:
    name = unit.id if unit else ""
    private = isinstance(unit, Organisation) and not unit.public
    slug = f"{PRIVATE_FOLDER}/{name}/index" if private else page.slug.replace("{unit}", name)
    target = target_of(slug, language)
    available = {**values, UNIT_PARAMETER.get(page.each, ""): name, "language": language}
    return Job(
        notebook=page.notebook,
        unit=name or outline.edition,
        language=language,
        parameters={parameter: available[parameter] for parameter in page.parameters},
        target=target,
        front_matter=front_matter(page.heading(outline, unit, language), language, _scripts(page, target)),
        files=page.files,
        private=private,
    )


def _scripts(page: Page, target: str) -> tuple[str, ...]:
    """Give the scripts of a page from where it stands: those of the theme are at the top of the site."""
    up = "../" * target.count("/")
    return tuple(f"{up}{one}" if one.startswith(THEME) else one for one in page.scripts)
