"""A process that runs notebooks one after another: a JSON line in for each, a JSON line out."""

import json
import os
import sys
import threading
import traceback
from pathlib import Path
from queue import SimpleQueue
from typing import Any, TextIO

from pes_analysis.protect.errors import PesError
from pes_analysis.publish.atomic import write_atomically
from pes_analysis.publish.running.engine.parent import ForkedKernels
from pes_analysis.publish.running.execute import execute


def answer(request: dict[str, Any], kernels: ForkedKernels) -> dict[str, Any]:
    """Run one notebook and store what came of it.

    Parameters
    ----------
    request : dict
        ``folder``, ``notebook``, ``parameters``, ``timeout`` as :func:`execute` takes them; ``engine``,
        "ordinary" or "forked"; ``expected``, the notebooks of the whole build; ``then``, code to run at the
        end; ``output``, the file for the finished report.
    kernels : ForkedKernels
        Where the kernels of the forked engine come from.

    Returns
    -------
    dict
        ``messages`` of the notebook, or ``pl`` and ``en`` of the error; ``unexpected`` when nobody
        foresaw it, and its traceback went to standard error.
    """
    kernels.expect(request["expected"])
    try:
        executed = execute(
            Path(request["folder"]),
            request["notebook"],
            request["parameters"],
            timeout=request["timeout"],
            kernels=kernels if request["engine"] == "forked" else None,
            then=request["then"],
        )
        write_atomically(Path(request["output"]), executed.content)
    except PesError as error:
        return {"pl": error.pl, "en": error.en}
    except Exception as error:  # noqa: BLE001 - told in full to the build, which names the report
        traceback.print_exc()
        text = f"{request['notebook']}: {type(error).__name__}: {error}"
        return {"pl": text, "en": text, "unexpected": True}
    return {"messages": list(executed.messages)}


def serve(requests: TextIO, answers: TextIO, shared: Path | None = None) -> None:
    """Answer requests until nobody is left to send any.

    Parameters
    ----------
    requests, answers : TextIO
        One JSON object a line. When the requests end, so does the process, in the middle of a notebook too:
        the build was killed.
    shared : Path, optional
        A folder of all workers of the build, as `ForkedKernels` takes it.
    """
    waiting: SimpleQueue[str] = SimpleQueue()

    def listen() -> None:
        for line in requests:
            waiting.put(line)
        os._exit(0)

    threading.Thread(target=listen, daemon=True).start()
    with ForkedKernels(shared) as kernels:
        while True:
            answers.write(json.dumps(answer(json.loads(waiting.get()), kernels)) + "\n")
            answers.flush()


def main() -> None:
    """Serve the process that started this one; end with it."""
    # Whatever a library prints must not get between the answers.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    try:
        serve(sys.stdin, answers, Path(sys.argv[1]) if len(sys.argv) > 1 else None)
    except BrokenPipeError:
        # The build was killed: nobody is left to answer.
        os._exit(1)


if __name__ == "__main__":
    main()
