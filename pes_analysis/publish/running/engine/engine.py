"""The engine as papermill knows it: ``papermill --engine pes-forked``."""

from contextlib import ExitStack
from pathlib import Path
from typing import Any

from papermill.engines import NBClientEngine

from pes_analysis.publish.running.engine.parent import ForkedKernels

PACKAGE = "pes_analysis"


class ForkedEngine(NBClientEngine):  # type: ignore[misc]
    """Papermill's own engine with a kernel that is forked instead of started."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: Any, kernel_name: str, *, kernels: ForkedKernels | None = None, **options: Any
    ) -> Any:
        """Run the cells of a notebook.

        Parameters
        ----------
        nb_man : NotebookExecutionManager
            Papermill's record of the run; its notebook is changed.
        kernel_name : str
            A name for the log; the kernel is always the running Python.
        kernels : ForkedKernels, optional
            Where kernels come from; without it, a warm parent is started for this notebook alone.
        **options
            What papermill's own engine takes.
        """
        parameters = nb_man.nb.metadata.get("papermill", {}).get("parameters", {})
        # Opening an edition takes seconds, and a notebook without our package asks nothing of it.
        ours = any(PACKAGE in cell.source for cell in nb_man.nb.cells if cell.cell_type == "code")
        edition = str(parameters.get("edition", "")) if ours else ""
        at_once = options.get("shutdown_kernel") == "immediate"
        with ExitStack() as stack:
            kernels = kernels or stack.enter_context(ForkedKernels())
            kernel = stack.enter_context(kernels.kernel(edition, Path.cwd(), at_once=at_once))
            return super().execute_managed_notebook(nb_man, kernel_name, km=kernel, **options)
