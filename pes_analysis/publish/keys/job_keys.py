"""When a report need not be made again: keys over everything its content depends on, part by part."""

import json
from collections.abc import Mapping
from pathlib import Path

from pes_analysis.publish.keys.digests import code_digest, digest_of, notebook_digest
from pes_analysis.publish.keys.reads import Reads
from pes_analysis.publish.planning.outline import Outline
from pes_analysis.publish.planning.plan import Plan
from pes_analysis.publish.running.notebook import notebook_path

# Parts of a key besides the slices of data.
CODE, NOTEBOOK, PARAMETERS = "code", "notebook", "parameters"
Parts = Mapping[str, str]


def job_parts(plan: Plan, notebooks: Path, reads: Reads) -> Mapping[str, Parts]:
    """Give each job of a plan what it depends on, as digests by name.

    Parameters
    ----------
    plan : Plan
        The jobs.
    notebooks : Path
        The project's ``notebooks/``.
    reads : Reads
        Which slices of the edition each page reads.

    Returns
    -------
    Mapping of str to Mapping
        Targets to the code, the notebook, its parameters and the slices of data.

    Raises
    ------
    PesError
        When a notebook of the plan is missing or broken, or a table of organisations cannot be read.
    """
    code = code_digest(reads.outline.inputs)
    digests = {
        name: digest_of(name, notebook_digest(notebook_path(notebooks, name)))
        for name in sorted({job.notebook for job in plan.jobs})
    }
    return {
        job.target: {
            CODE: code,
            NOTEBOOK: digests[job.notebook],
            PARAMETERS: digest_of(json.dumps(dict(job.parameters), sort_keys=True)),
            **reads.of(job),
        }
        for job in plan.jobs
    }


def keys_of(parts: Mapping[str, Parts]) -> dict[str, str]:
    """Give each job the key of what it makes: the same key only for the same executed notebook."""
    return {
        target: digest_of(*(part for pair in sorted(own.items()) for part in pair))
        for target, own in parts.items()
    }


def job_keys(plan: Plan, notebooks: Path, outline: Outline, cache: Path | None = None) -> dict[str, str]:
    """Give each job of a plan the key of what it makes.

    Parameters
    ----------
    plan, notebooks
        As in `job_parts`.
    outline : Outline
        The edition.
    cache : Path, optional
        A folder that keeps digests of tables between builds.
    """
    return keys_of(job_parts(plan, notebooks, Reads(outline, cache)))
