"""Inputs: small valid files changed by chance, the same ones for the same seed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from random import Random

MOST_BYTES = 4000
_MOST_CHANGES = 6
_LONGEST_PIECE = 64
_MOST_REPEATS = 200
_TEXT_SHARE = 0.97

_Change = Callable[[bytearray, Random, Sequence[bytes], Sequence[bytes]], None]


def make_inputs(
    seeds: Sequence[bytes], tokens: Sequence[bytes], chance: Random, *, is_text: bool = False
) -> Iterator[bytes]:
    """Give inputs without end: first the seeds themselves, then changed ones.

    An input is a seed with one to six changes: bits flipped, bytes set, pieces cut out, doubled,
    moved in from another seed or repeated many times, tokens put in, or the end cut off.

    Args:
        seeds: Valid files, at least one.
        tokens: Pieces that mean something in the format.
        chance: Where all choices come from.
        is_text: Whether most inputs shall stay UTF-8: guessing the encoding of one that is none
            takes a hundred times as long as reading one that is.

    Yields:
        Inputs of at most ``MOST_BYTES`` bytes, but for longer seeds themselves.
    """
    yield from seeds
    longest = max(MOST_BYTES, *map(len, seeds))
    while True:
        data = bytearray(chance.choice(seeds))
        for _ in range(chance.randint(1, _MOST_CHANGES)):
            chance.choice(_CHANGES)(data, chance, seeds, tokens)
        if is_text and chance.random() < _TEXT_SHARE:
            data = bytearray(data.decode("utf-8", "ignore").encode())
        yield bytes(data[:longest])


def _place(data: bytearray, chance: Random) -> int:
    return chance.randint(0, len(data))


def _piece(data: Sequence[int], chance: Random) -> bytes:
    start = chance.randint(0, len(data))
    return bytes(data[start : start + chance.randint(1, _LONGEST_PIECE)])


def _flip(data: bytearray, chance: Random, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> None:
    if data:
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _set(data: bytearray, chance: Random, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> None:
    if data:
        data[chance.randrange(len(data))] = chance.choice((0, 1, 10, 13, 32, 34, 39, 127, 128, 192, 237, 255))


def _cut_out(data: bytearray, chance: Random, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> None:
    start = _place(data, chance)
    del data[start : start + chance.randint(1, _LONGEST_PIECE)]


def _cut_off(data: bytearray, chance: Random, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> None:
    del data[_place(data, chance) :]


def _double(data: bytearray, chance: Random, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> None:
    at = _place(data, chance)
    data[at:at] = _piece(data, chance)


def _splice(data: bytearray, chance: Random, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> None:
    at = _place(data, chance)
    data[at : at + chance.randint(0, _LONGEST_PIECE)] = _piece(chance.choice(seeds), chance)


def _repeat(data: bytearray, chance: Random, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> None:
    at = _place(data, chance)
    piece = chance.choice(tokens) if tokens and chance.random() < 0.5 else _piece(data, chance)
    times = min(chance.randint(2, _MOST_REPEATS), MOST_BYTES // max(len(piece), 1))
    data[at:at] = piece * times


def _put_in(data: bytearray, chance: Random, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> None:
    if tokens:
        at = _place(data, chance)
        data[at : at + chance.choice((0, 0, 1, 4))] = chance.choice(tokens)


_CHANGES: tuple[_Change, ...] = (_flip, _set, _cut_out, _cut_off, _double, _splice, _repeat, _put_in, _put_in)
