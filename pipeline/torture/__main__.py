"""The process that :func:`~pipeline.torture.fuzzing.fuzz_targets` begins for each target."""

from __future__ import annotations

import sys
from pathlib import Path

from pipeline.torture.asking import main

if __name__ == "__main__":
    _, name, seconds, seed, tally, found, engine = sys.argv
    main(name, float(seconds), int(seed), Path(tally), Path(found), with_atheris=engine == "atheris")
