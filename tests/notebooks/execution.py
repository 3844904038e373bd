"""Execute a notebook from a clean kernel, in its own folder, and keep what it showed.

What depends on the machine stays out of the file: times, versions, and the kernel's private name.

Example:
    python tests/notebooks/execution.py outputs/first-look.ipynb
"""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from traitlets.config import Config

_SECONDS = 300


def execute_notebook(path: Path) -> None:
    """Run all cells in a new kernel and write the notebook with their outputs.

    Args:
        path: The notebook; its cells run in its folder.

    Raises:
        CellExecutionError: A cell failed; the file stays as it was.
    """
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=_SECONDS,
        kernel_name="python3",
        resources={"metadata": {"path": str(path.parent)}},
        record_timing=False,
        config=Config({"KernelManager": {"transport_encryption": "auto"}}),
    )
    client.execute()
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    aside = path.with_suffix(".part")
    aside.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")
    aside.replace(path)


if __name__ == "__main__":
    execute_notebook(Path(sys.argv[1]))
