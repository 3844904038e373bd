"""A trained network as two ONNX graphs of 8-bit weights.

The first graph reads texts, the second their states and a target's marks in each, so that a text is
read once for all its targets. Weights are whole numbers from -63 to 63 with a scale an output; inputs
of a multiplication get a scale a piece, not one a batch, so that an answer cannot depend on anything
else that is asked. Products of such numbers never overflow the 16 bits in which older processors
add them, and every processor gives the same sums. What is left in floating point is reckoned row by
row in shapes that the row alone decides. Needs the ``train`` extra (onnx).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from pipeline.stance.graph_builder import GraphBuilder, quantize_rows
from pipeline.stance.transformer import relative_buckets
from pipeline.stance.weights import Shape
from pipeline.stance.wordpieces import LONGEST

_WORD_LEVELS = 31


class NetworkGraph(GraphBuilder):
    """A graph whose nodes are parts of a network."""

    def embedding(self, ids: str) -> str:
        """Add what turns piece ids (rows, pieces) into the first layer's input."""
        words, scale = quantize_rows(self.weights["words"], _WORD_LEVELS)
        found = self.node("Cast", [self.node("Gather", [self.constant("words", words), ids])], to=1)
        scale_of = self.node("Gather", [self.constant("words.scale", scale[:, None]), ids])
        positions = self.constant("positions", self.weights["positions"][:LONGEST].astype(np.float32))
        places = self.node(
            "Slice", [positions, self.constant("zero", [0]), self.length(ids), self.constant("first", [0])]
        )
        return self.norm(self.node("Add", [self.node("Mul", [found, scale_of]), places]), "norm0")

    def length(self, x: str) -> str:
        """Give the number of pieces, the second axis of ``x``."""
        return self.node("Shape", [x], start=1, end=2)

    def position_bias(self, x: str) -> str:
        """Add MPNet's bias of attention scores, (1, heads, pieces, pieces); empty for BERT."""
        if not self.shape.relative:
            return ""
        buckets = self.constant("buckets", relative_buckets(LONGEST).astype(np.int32))
        end = self.length(x)
        both = self.node("Concat", [end, end], axis=0)
        cut = self.node(
            "Slice", [buckets, self.constant("corner", [0, 0]), both, self.constant("axes", [0, 1])]
        )
        found = self.node("Gather", [self.floats("relative"), cut])
        moved = self.node("Transpose", [found], perm=[2, 0, 1])
        return self.node("Unsqueeze", [moved, self.constant("first", [0])])

    def mask_bias(self, mask: str) -> str:
        """Add what keeps attention from padding, (rows, 1, 1, pieces): exactly nothing passes."""
        padding = self.node("Sub", [mask, self.constant("one", np.float32(1))])
        padding = self.node("Mul", [padding, self.constant("never", np.float32(1e4))])
        return self.node("Unsqueeze", [padding, self.constant("inner axes", [1, 2])])

    def chosen(self, x: str, numbers: str) -> str:
        """Give states (rows, pieces, width) of the pieces with the numbers (rows, kept) alone."""
        indices = self.node("Unsqueeze", [numbers, self.constant("end", [2])])
        return self.node("GatherND", [x, indices], batch_dims=1)

    def attention_bias(self, x: str, mask: str, kept: str = "") -> str:
        """Give what is added to attention scores, (rows, heads or 1, pieces or kept or 1, pieces)."""
        hidden, bias = self.mask_bias(mask), self.position_bias(x)
        if bias and kept:
            found = self.node("Gather", [bias, kept], axis=2)
            found = self.node("Squeeze", [found, self.constant("first", [0])])
            bias = self.node("Transpose", [found], perm=[1, 0, 2, 3])
        return self.node("Add", [bias, hidden]) if bias else hidden

    def layer(self, x: str, i: int, bias: str, kept: str = "") -> str:
        """Add one layer.

        Args:
            x: States before it.
            i: Its number.
            bias: See :meth:`attention_bias`, which must know of ``kept`` too.
            kept: Numbers of the pieces whose states are wanted after it; all if empty. What is
                not wanted is not reckoned, which spares most of a last layer.
        """
        width, heads = self.shape.width, self.shape.heads
        states = self.whole_numbers(x)
        if kept:
            x = self.chosen(x, kept)
        asking = self.whole_numbers(x) if kept else states
        parts = self.constant("parts", [0, 0, heads, width // heads])
        found = []
        for part, (source, order) in enumerate(
            ((asking, [0, 2, 1, 3]), (states, [0, 2, 3, 1]), (states, [0, 2, 1, 3]))
        ):
            product = self.product(source, f"{i}.qkv", slice(part * width, (part + 1) * width))
            found.append(self.node("Transpose", [self.node("Reshape", [product, parts])], perm=order))
        scores = self.node("MatMul", found[:2])
        depth = self.constant("depth", np.float32((width // heads) ** -0.5))
        scores = self.node("Mul", [scores, depth])
        scores = self.node("Add", [scores, bias])
        mixed = self.node("MatMul", [self.node("Softmax", [scores], axis=-1), found[2]])
        mixed = self.node("Transpose", [mixed], perm=[0, 2, 1, 3])
        mixed = self.node("Reshape", [mixed, self.constant("joined", [0, 0, width])])
        found_out = self.product(self.whole_numbers(mixed), f"{i}.out")
        x = self.norm(self.node("Add", [x, found_out]), f"{i}.norm1")
        inner = self.node("Gelu", [self.product(self.whole_numbers(x), f"{i}.up")])
        found_down = self.product(self.whole_numbers(inner), f"{i}.down")
        return self.norm(self.node("Add", [x, found_down]), f"{i}.norm2")

    def marked(self, x: str, target: str, rival: str) -> str:
        """Add the vectors of target and rival to the states of their pieces."""
        for marks, name in ((target, "target"), (rival, "rival")):
            column = self.node("Unsqueeze", [marks, self.constant("end", [2])])
            x = self.node("Add", [x, self.node("Mul", [column, self.floats(name)])])
        return x

    def features(self, x: str, share: str, output: str) -> str:
        """Add pooling and the head's first half, (rows, features).

        Args:
            x: States of the first piece and then of the target's.
            share: Each one's share in the target's mean, 0 for the first piece, (rows, kept).
            output: Name of the result.
        """
        first = self.node("Gather", [x, self.constant("number 0", np.int64(0))], axis=1)
        weighted = self.node("Mul", [x, self.node("Unsqueeze", [share, self.constant("end", [2])])])
        mean = self.node("ReduceSum", [weighted, self.constant("axis 1", [1])], keepdims=0)
        pooled = self.whole_numbers(self.node("Concat", [mean, first], axis=1))
        return self.node("Tanh", [self.product(pooled, "head.features")], output)


def build_graphs(shape: Shape, weights: Mapping[str, Any]) -> tuple[bytes, bytes]:
    """Give the graph that reads a text and the graph that reads a target in its states.

    Args:
        shape: The network's shape.
        weights: Its weights as float32 arrays.
    """
    text = NetworkGraph(shape, weights)
    x = text.embedding("ids")
    bias = text.attention_bias("ids", "mask")
    for i in range(shape.split):
        x = text.layer(x, i, bias)
    text.node("Identity", [x], "states")
    target = NetworkGraph(shape, weights)
    x = target.marked("states", "target", "rival")
    bias = target.attention_bias("states", "mask")
    for i in range(shape.split, shape.layers - 1):
        x = target.layer(x, i, bias)
    x = target.layer(x, shape.layers - 1, target.attention_bias("states", "mask", "kept"), "kept")
    target.features(x, "share", "features")
    pieces: tuple[int, list[Any]] = (1, ["rows", "pieces"])
    return (
        text.packed({"ids": (7, ["rows", "pieces"]), "mask": pieces}, "states"),
        target.packed(
            {
                "states": (1, ["rows", "pieces", shape.width]),
                **dict.fromkeys(("mask", "target", "rival"), pieces),
                "kept": (7, ["rows", "kept"]),
                "share": (1, ["rows", "kept"]),
            },
            "features",
        ),
    )
