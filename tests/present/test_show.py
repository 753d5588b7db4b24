"""What show leaves in a notebook: Markdown, its plain text, and nothing else."""

import nbformat
from nbclient import NotebookClient

from pes_analysis.present.blocks import Lead
from pes_analysis.present.show import show


def test_a_notebook_gets_markdown_only():
    source = (
        "from pes_analysis.present.blocks import Lead\n"
        "from pes_analysis.present.show import show\n"
        "show(Lead('Powiat (a|b)'), 'x')"
    )
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
    NotebookClient(notebook, kernel_name="python3", timeout=120).execute()
    (output,) = notebook.cells[0].outputs
    assert output.output_type == "display_data"
    assert dict(output.data) == {
        "text/markdown": "::: {.lead}\nPowiat \\(a\\|b\\)\n:::\n\nx",
        "text/plain": "::: {.lead}\nPowiat (a|b)\n:::\n\nx",
    }


def test_outside_a_notebook_it_prints(capsys):
    show(Lead("Powiat *a*"))
    assert capsys.readouterr().out == "::: {.lead}\nPowiat *a*\n:::\n"
