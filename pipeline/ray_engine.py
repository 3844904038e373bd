"""The engine that computes buckets with Ray Data: on this machine, or on a cluster.

Ray Data streams a stage's tasks through a pool of actors; a task is a few buckets, and what
comes back of it is a receipt. Buckets are read and written by the workers, so that the
process that started the run never holds a corpus.

On a cluster every machine needs this package in the same version and, unless ``--out`` is the
address of a store, the folders that the command names (articles, ``--out``, packs) under the
same path: workers change into the folder that the command was given in.
"""

from __future__ import annotations

import logging
import os
import secrets
import shutil
import socket
import sys
import tempfile
import warnings
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, redirect_stdout
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar

import pyarrow as pa

from pipeline.buckets import BucketWork, Prepare
from pipeline.engines import Done, LocalEngine, _apply, compute_alone, share_out
from pipeline.errors import ConfigError, WorkerError
from pipeline.ray_workers import Home, Receipt, Tally, Task, Worker, call_at_home

T = TypeVar("T")
_TRIES = 2  # machines come and go; a task that kills two workers is at fault itself
_STORE_BYTES = 200_000_000  # what passes through Ray is paths and receipts
_SECONDS_TO_ANSWER = 10


class RayEngine:
    """Workers of Ray, started when first needed; those of a cluster are looked for at once.

    Args:
        jobs: Workers to use; null takes all processors that Ray has.
        address: Of a cluster's head, as ``host:port`` or ``auto``; null starts Ray here.

    Raises:
        ConfigError: Ray is not installed, or no cluster answers.
    """

    def __init__(self, jobs: int | None = None, address: str | None = None) -> None:
        if find_spec("ray") is None:
            raise ConfigError("--engine ray", "Ray is not installed", "", "pip install 'claimline[ray]'")
        self._jobs = jobs
        self._address = address
        self._connected = False
        self._is_ours = False  # a notebook may have started Ray before, for itself
        self._folder: str | None = None  # of Ray's own files, if it was started here
        self._home = Home(str(Path.cwd()))
        if address is not None:
            self._start()

    @property
    def jobs(self) -> int:
        """Workers to use."""
        if self._jobs is None:
            self._start()
            self._jobs = max(1, int(_ray().cluster_resources().get("CPU", 1)))
        return self._jobs

    def compute(
        self,
        name: str,
        works: Sequence[BucketWork],
        prepare: Prepare,
        *,
        done: Done,
        worth_a_process: int = 1,
    ) -> None:
        """Compute buckets, in workers if there are enough of them to be worth it.

        Ray gives the task of a dead worker to another. A task that has killed two is computed
        here row by row, each row in a worker of its own; an article that kills these too goes
        on without its rows, if the stage knows how.

        Raises:
            WorkerError: Workers were killed and the stage cannot go on without what they were at,
                or Ray itself failed.
        """
        if not self._is_worth(works, worth_a_process):
            LocalEngine().compute(name, works, prepare, done=done)
            return
        self._start()
        self._home = Home(str(Path.cwd()), any(isinstance(work.output, Path) for work in works))
        waiting = dict(enumerate(share_out(works, self.jobs)))
        with _told():
            with closing(self._receipts(waiting, prepare)) as receipts:
                for receipt in receipts:
                    if receipt.error is not None:
                        raise receipt.error
                    if receipt.is_done:
                        for work in waiting.pop(receipt.number):
                            done(work)
            for work in (work for task in waiting.values() for work in task):
                compute_alone(work, partial(self._apply, name, prepare))
                done(work)

    def expect(self, prepares: Mapping[str, Prepare], *, much: bool = True) -> None:
        """Do nothing: Ray Data starts the workers of a stage with the stage."""

    def call(self, functions: Sequence[Callable[[], T]]) -> list[T]:
        """Call functions side by side and give their answers: in workers if Ray runs, else in threads."""
        if self._connected and len(functions) > 1:
            remote = _ray().remote(max_retries=_TRIES - 1)(call_at_home)
            references = [remote.remote(self._home, function) for function in functions]
            with _told():
                return [_get(reference) for reference in references]
        return LocalEngine(self.jobs).call(functions)

    def close(self) -> None:
        """Let workers go; end or leave Ray if this engine started or joined it."""
        if self._is_ours:
            _ray().shutdown()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
        self._connected, self._is_ours, self._folder = False, False, None

    def _is_worth(self, works: Sequence[BucketWork], worth_a_process: int) -> bool:
        # Ray Data starts workers for each stage anew.
        return len(works) > 1 and sum(work.size for work in works) >= 2 * worth_a_process

    def _start(self) -> None:
        if self._connected:
            return
        ray = _import_ray()
        quiet = {"logging_level": "ERROR", "log_to_driver": False}
        if self._address is not None:
            _connect(ray, self._address, quiet)
            self._is_ours = True
        elif not ray.is_initialized():
            # Sockets have short paths only; other places for such files have long ones.
            self._folder = tempfile.mkdtemp(prefix="claimline-ray-", dir="/tmp")
            self._is_ours = True
            # Ray listens to the network; who does not know this word is not answered.
            os.environ.setdefault("RAY_AUTH_TOKEN", secrets.token_hex(32))
            with _silence():
                ray.init(
                    address="local",
                    num_cpus=self._jobs,
                    include_dashboard=False,
                    object_store_memory=_STORE_BYTES,
                    _temp_dir=self._folder,
                    **quiet,
                )
        self._connected = True

    def _receipts(
        self, tasks: dict[int, list[BucketWork]], prepare: Prepare
    ) -> Generator[Receipt, None, None]:
        ray = _ray()
        tally = ray.remote(num_cpus=0, max_restarts=-1, max_task_retries=-1)(Tally).remote()
        items = [{"number": number, "task": Task(task)} for number, task in tasks.items()]
        dataset = ray.data.from_items(items, override_num_blocks=len(items))
        dataset.context.enable_progress_bars = False  # a stage has its own
        dataset.context.print_on_execution_start = False
        dataset.context.max_errored_blocks = -1  # a task without a receipt is computed alone
        receipts = dataset.map(
            Worker,
            fn_constructor_args=(prepare, self._home, tally, _TRIES),
            compute=ray.data.ActorPoolStrategy(
                size=min(self.jobs, len(items)), max_tasks_in_flight_per_actor=2
            ),
            num_cpus=1,  # so Ray sets OMP_NUM_THREADS to 1: workers are the parallelism
        )
        for row in receipts.iter_rows():
            yield row["receipt"]

    def _apply(self, name: str, prepare: Prepare, row: pa.Table) -> pa.Table | None:
        ray = _ray()
        remote = ray.remote(max_retries=_TRIES - 1)(call_at_home)
        try:
            return _get(remote.remote(self._home, partial(_apply, name, prepare, row)))
        except (ray.exceptions.WorkerCrashedError, ray.exceptions.OutOfMemoryError):
            return None


def _get(reference: Any) -> Any:
    """Give a remote function's answer, or raise what it raised."""
    ray = _ray()
    try:
        return ray.get(reference)
    except ray.exceptions.RayTaskError as error:
        raise (error.cause or error) from None


def _ray() -> Any:
    import ray

    return ray


def _import_ray() -> Any:
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"  # Ray tells nobody that it was used
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")  # else each stage warns of Ray's own doings
    os.environ.setdefault("RAY_IGNORE_UNHANDLED_ERRORS", "1")  # the first error is told; others are like it
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import ray
            import ray.data
    except ImportError as error:
        raise ConfigError(
            "--engine ray", f"Ray is not whole: {error}", "", "pip install 'claimline[ray]'"
        ) from error
    logging.getLogger("ray.data").setLevel(logging.CRITICAL)
    return ray


def _connect(ray: Any, address: str, quiet: dict[str, Any]) -> None:
    try:
        host, _, port = address.rpartition("://")[2].rpartition(":")
        if port.isdecimal():  # Ray itself would try for minutes
            socket.create_connection((host.strip("[]"), int(port)), _SECONDS_TO_ANSWER).close()
        with _silence():
            ray.init(address=address, **quiet)
    except (OSError, ValueError, RuntimeError, ImportError) as error:
        if isinstance(error.__cause__, getattr(ray.exceptions, "AuthenticationError", ())):
            raise ConfigError(
                f"--ray-address {address}",
                "the cluster does not know us",
                "its token",
                "set RAY_AUTH_MODE=token, and RAY_AUTH_TOKEN or RAY_AUTH_TOKEN_PATH",
            ) from error
        raise ConfigError(
            f"--ray-address {address}",
            f"no cluster answers: {error}",
            "the address of a Ray cluster's head, as host:port, or auto",
            "start one with `ray start --head`, or leave the option out",
        ) from error


@contextmanager
def _told() -> Iterator[None]:
    """Tell what befalls Ray as one error; its news of dead workers are no part of a command's answer."""
    try:
        with redirect_stdout(sys.stderr):
            yield
    except _ray().exceptions.RayError as error:
        raise WorkerError(
            "--engine ray",
            f"Ray gave up: {str(error).splitlines()[0] if str(error) else type(error).__name__}",
            "a cluster that stays",
            "the same command goes on from what is finished",
        ) from error


@contextmanager
def _silence() -> Iterator[None]:
    """Keep the libraries below Python from writing to standard error, and Python from warning."""
    kept = os.dup(2)
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 2)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
