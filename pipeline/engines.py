"""Engines: who computes the buckets. This process, several of this machine, or a cluster's."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import resource_tracker
from typing import Protocol, TypeVar

import pyarrow as pa

from pipeline.buckets import BucketWork, Prepare, TableFunction, compute_works, input_of, write_bucket
from pipeline.errors import ClaimlineError, WorkerError
from pipeline.schemas import check_table

T = TypeVar("T")
Done = Callable[[BucketWork], None]
_MOST_WEIGHT = 24_000_000  # bytes of input in one process's hands
_LAST_SHARES = 32  # the last tasks are this small a part of all, so that processes end together
_PART_OF_A_START = 8  # a process that runs has libraries and models yet to load, and no more
KILLED = "the process that worked on it was killed, for taking too much memory as a rule"


class Engine(Protocol):
    """Something that computes buckets."""

    def compute(
        self, name: str, works: Sequence[BucketWork], prepare: Prepare, *, done: Done, worth_a_process: int
    ) -> None:
        """Compute buckets and call ``done`` in this process after each.

        Args:
            name: Of the function: within one engine the same name means the same function.
            works: Buckets of one stage, in any order.
            prepare: Gives the table function; called once in each process, so that models
                load once. Picklable, and so its arguments.
            done: Called after each bucket.
            worth_a_process: Rows that take as long as starting a process; with fewer than two
                processes' worth, this process does them.

        Raises:
            ClaimlineError: As the function or the writing raised it; buckets that were
                finished by then stay.
        """

    def expect(self, prepares: Mapping[str, Prepare], *, much: bool = True) -> None:
        """Hear of functions that will soon be asked for, by name, so as to be ready for them.

        Args:
            prepares: Give the functions.
            much: Whether there will be work for several processes; else the functions are few
                and slow to load.
        """

    def call(self, functions: Sequence[Callable[[], T]]) -> list[T]:
        """Call functions side by side and give their answers.

        Args:
            functions: Picklable, and so what they give; each may be called again after a fault.
        """

    def close(self) -> None:
        """Let processes go."""


def share_out(works: Sequence[BucketWork], jobs: int) -> list[list[BucketWork]]:
    """Put buckets into tasks, large ones first and small ones last.

    Neighbours go together, so that functions get full batches; a task is half of an equal
    share of what is left, so that no process waits long for another at the end.
    """
    left = float(sum(work.weight for work in works))
    least = left / (_LAST_SHARES * jobs)
    tasks: list[list[BucketWork]] = []
    task: list[BucketWork] = []
    weight = 0
    for work in works:
        task.append(work)
        weight += work.weight
        if weight >= min(_MOST_WEIGHT, max(least, left / (2 * jobs))):
            tasks.append(task)
            left -= weight
            task, weight = [], 0
    return [*tasks, task] if task else tasks


class LocalEngine:
    """Processes of this machine, started when first needed and kept for the stages that follow.

    Args:
        jobs: Processes to use, at least 1.
    """

    def __init__(self, jobs: int = 1) -> None:
        self.jobs = jobs
        self._pool: ProcessPoolExecutor | None = None
        self._loading: list[Future[None]] = []
        self._elsewhere: frozenset[str] = frozenset()  # functions that one process has loaded

    def compute(
        self,
        name: str,
        works: Sequence[BucketWork],
        prepare: Prepare,
        *,
        done: Done,
        worth_a_process: int = 1,
    ) -> None:
        """Compute buckets, in ``jobs`` processes if there are enough of them to be worth it.

        A process that is killed, by a lack of memory mostly, costs a run nothing but time: what
        it and its neighbours were at is computed again, bucket by bucket alone. An article
        that kills its process alone too goes on without its rows, if the stage knows how.

        Raises:
            WorkerError: A process was killed and the stage cannot go on without what it was at.
        """
        is_ready = self._pool is not None and all(future.done() for future in self._loading)
        if is_ready and not self._elsewhere:
            worth_a_process //= _PART_OF_A_START
        worth = self.jobs > 1 and len(works) > 1 and sum(w.size for w in works) >= 2 * worth_a_process
        worth = worth or (self._pool is not None and name in self._elsewhere)
        if not works:
            return
        if not worth:
            function = prepare()
            for task in share_out(works, 1):
                compute_works(task, function)
                for work in task:
                    done(work)
            return
        waiting = deque(share_out(works, self.jobs))
        while waiting:
            suspects = self._compute_until_killed(name, waiting, prepare, done)
            # In a process of its own, so that only what kills it is lost.
            with contextlib.closing(LocalEngine(1)) as alone:
                for work in (work for task in suspects for work in task):
                    alone._compute_alone(name, work, prepare)
                    done(work)

    def expect(self, prepares: Mapping[str, Prepare], *, much: bool = True) -> None:
        """Start processes, or one, which load what the functions need while this one goes on."""
        if self.jobs > 1 and self._pool is None:
            pool = self._started(dict(prepares))
            # A pool starts its processes as it is given work.
            self._loading = [_submit(pool, _nothing) for _ in range(self.jobs if much else 1)]
            self._elsewhere = frozenset() if much else frozenset(prepares)

    def call(self, functions: Sequence[Callable[[], T]]) -> list[T]:
        """Call functions side by side and give their answers: in processes if they run, else in threads."""
        if self._pool is not None and not self._elsewhere and len(functions) > 1:
            try:
                futures = [_submit(self._pool, function) for function in functions]
                return [future.result() for future in futures]
            except BrokenProcessPool:
                self.close()
            except BaseException:
                self._give_up()
                raise
        with ThreadPoolExecutor(self.jobs) as threads:
            return list(threads.map(lambda function: function(), functions))

    def close(self) -> None:
        """Let processes go; those at work end after their bucket."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def _give_up(self) -> None:
        # Finished buckets are in place and half-written ones are never read: nobody need wait.
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None
            for child in multiprocessing.active_children():
                child.terminate()

    def _started(self, prepares: Mapping[str, Prepare] | None = None) -> ProcessPoolExecutor:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")  # no inherited threads or locks
            self._pool = ProcessPoolExecutor(self.jobs, context, _start, (prepares or {},))
        return self._pool

    def _compute_until_killed(
        self, name: str, waiting: deque[list[BucketWork]], prepare: Prepare, done: Done
    ) -> list[list[BucketWork]]:
        # Empties ``waiting``; gives the tasks that were in flight when a process was killed.
        flying: dict[Future[None], list[BucketWork]] = {}
        suspects: list[list[BucketWork]] = []
        try:
            while waiting or flying:
                while waiting and len(flying) < self.jobs + 1:
                    task = waiting.popleft()
                    flying[_submit(self._started(), _compute, name, prepare, task)] = task
                finished, _ = wait(flying, return_when=FIRST_COMPLETED)
                for future in finished:
                    task = flying.pop(future)
                    try:
                        future.result()
                    except BrokenProcessPool:
                        suspects.append(task)
                        continue
                    for work in task:
                        done(work)
                if suspects:
                    suspects += flying.values()
                    break
        except BrokenProcessPool:  # it broke while idle: the task that could not be given waits
            suspects += [task, *flying.values()]
        except BaseException:
            self._give_up()
            raise
        if suspects:
            self.close()
        return suspects

    def _compute_alone(self, name: str, work: BucketWork, prepare: Prepare) -> None:
        def apply(row: pa.Table) -> pa.Table | None:
            try:
                return _submit(self._started(), _apply, name, prepare, row).result()
            except BrokenProcessPool:
                self.close()
                return None

        compute_alone(work, apply)


def compute_alone(work: BucketWork, apply: Callable[[pa.Table], pa.Table | None]) -> None:
    """Compute a bucket row by row; an article that kills its process goes on without its rows.

    Args:
        work: The bucket.
        apply: The table function in another process; null if that was killed.

    Raises:
        WorkerError: A process was killed and the stage cannot go on without what it was at.
    """
    table = input_of(work)
    answers: list[pa.Table] = []
    lost: dict[str, str] = {}
    for number, key in enumerate(table.column(0).to_pylist()):
        row = table.slice(number, 1).combine_chunks()
        reason = KILLED
        try:
            answer = apply(row)
        except ClaimlineError:
            raise
        except Exception as error:
            if work.rescue is None:
                raise
            answer, reason = None, f"{type(error).__name__}: {error}"
        if answer is not None:
            answers.append(check_table(answer, work.schema, key))
            continue
        if work.rescue is None:
            raise WorkerError(
                f"bucket {work.output.stem}, {key}",
                "a process was killed twice before its work was done",
                "enough memory for it",
                "the same command goes on from what is finished; --jobs 1 needs least memory",
            )
        lost[key] = reason
        answers.append(work.rescue(row, reason, work.schema))
    write_bucket(pa.concat_tables(answers), work.output, work.made_by, lost)


_functions: dict[str, TableFunction] = {}


def _submit(pool: ProcessPoolExecutor, function: Callable[..., T], *args: object) -> Future[T]:
    # A pool starts processes as it is given work, and they inherit which signals wait: an interrupt
    # that came before ``_start`` ignores it would end them with a traceback. This process hears it after.
    if not hasattr(signal, "pthread_sigmask"):
        return pool.submit(function, *args)
    resource_tracker.ensure_running()  # it would let interrupts through again as it starts
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.submit(function, *args)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_with_the_first() -> None:
    # Else processes whose run was killed would wait for work for ever, and hold their memory.
    first = multiprocessing.parent_process()
    if first is not None:
        first.join()
        os._exit(1)


def _start(prepares: Mapping[str, Prepare]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process hears it, and says one line
    threading.Thread(target=_end_with_the_first, daemon=True).start()
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # processes are the parallelism; threads would fight
    # What cannot be loaded says so when it is asked for.
    with contextlib.suppress(Exception):
        for name, prepare in prepares.items():
            _functions[name] = prepare()


def _nothing() -> None:
    pass


def _compute(name: str, prepare: Prepare, works: Sequence[BucketWork]) -> None:
    if name not in _functions:
        _functions[name] = prepare()
    compute_works(works, _functions[name])


def _apply(name: str, prepare: Prepare, table: pa.Table) -> pa.Table:
    if name not in _functions:
        _functions[name] = prepare()
    return _functions[name](table)
