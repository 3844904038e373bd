"""A trained network as two ONNX graphs of 8-bit weights.

The first graph reads a text, the second its states and a target's marks, so that a text is read
once for all its targets. Weights are whole numbers from -63 to 63 with a scale an output; inputs of
a multiplication get a scale a piece, not one a batch, so that an answer cannot depend on anything
else that is asked. Products of such numbers never overflow the 16 bits in which older processors
add them, and every processor gives the same sums. Needs the ``train`` extra (onnx).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from pipeline.stance.transformer import relative_buckets
from pipeline.stance.weights import Shape
from pipeline.stance.wordpieces import LONGEST

_LEVELS, _WORD_LEVELS = 63, 31


def quantize_rows(matrix: Any, levels: int) -> tuple[Any, Any]:
    """Give a matrix as whole numbers of at most ``levels`` either side of 0, and each row's scale."""
    scale = np.maximum(np.abs(matrix).max(axis=1), 1e-8) / levels
    return np.rint(matrix / scale[:, None]).astype(np.int8), scale.astype(np.float32)


class GraphBuilder:
    """Nodes and constants of one ONNX graph, added in order.

    Args:
        shape: The network's shape.
        weights: Its weights as float32 arrays.
    """

    def __init__(self, shape: Shape, weights: Mapping[str, Any]) -> None:
        self.shape, self.weights = shape, weights
        self.nodes: list[Any] = []
        self.constants: dict[str, Any] = {}

    def constant(self, name: str, value: Any) -> str:
        """Keep an array under a name and give the name."""
        self.constants.setdefault(name, np.asarray(value))
        return name

    def node(self, kind: str, inputs: Iterable[str], output: str = "", **attributes: Any) -> str:
        """Add a node and give the name of its output."""
        import onnx

        name = output or f"{kind}{len(self.nodes)}"
        self.nodes.append(onnx.helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def floats(self, name: str) -> str:
        """Keep a weight as it is."""
        return self.constant(f"{name} weight", self.weights[name].astype(np.float32))

    def whole_numbers(self, x: str) -> tuple[str, str]:
        """Round each row of states to whole numbers 0 to 255 round 128, and give them and their steps."""
        size = self.node("ReduceMax", [self.node("Abs", [x]), self.constant("last", [-1])], keepdims=1)
        size = self.node("Max", [size, self.constant("tiny", np.float32(1e-8))])
        step = self.node("Mul", [size, self.constant("steps", np.float32(1 / 127))])
        scaled = self.node("Mul", [x, self.node("Reciprocal", [step])])
        one, middle = self.constant("one", np.float32(1)), self.constant("middle", np.uint8(128))
        return self.node("QuantizeLinear", [scaled, one, middle]), step

    def product(self, whole: tuple[str, str], name: str, rows: slice = slice(None)) -> str:
        """Multiply states with a weight in 8 bits and add its bias.

        Args:
            whole: What :meth:`whole_numbers` gave for the states.
            name: Name of the weight.
            rows: Which of the weight's outputs.
        """
        numbers, step = whole
        matrix, scale = quantize_rows(self.weights[f"{name}.weight"][rows], _LEVELS)
        kept = f"{name} {rows.start or 0}"
        whole_weight = self.constant(f"{kept} whole", matrix.T.copy())
        found = self.node(
            "MatMulIntegerToFloat",
            [
                numbers,
                whole_weight,
                self.constant("one", np.float32(1)),
                self.constant(f"{kept} scale", scale),
                self.constant("middle", np.uint8(128)),
            ],
            domain="com.microsoft",
        )
        found = self.node("Mul", [found, step])
        bias = self.weights[f"{name}.bias"][rows].astype(np.float32)
        return self.node("Add", [found, self.constant(f"{kept} bias", bias)])

    def norm(self, x: str, name: str) -> str:
        """Add a layer norm."""
        return self.node(
            "LayerNormalization",
            [x, self.floats(f"{name}.weight"), self.floats(f"{name}.bias")],
            axis=-1,
            epsilon=self.shape.epsilon,
        )

    def embedding(self, ids: str) -> str:
        """Add what turns piece ids (1, pieces) into the first layer's input."""
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

    def layer(self, x: str, i: int, bias: str, kept: str = "") -> str:
        """Add one layer.

        Args:
            x: States before it.
            i: Its number.
            bias: See :meth:`position_bias`.
            kept: Numbers of the pieces whose states are wanted after it; all if empty. What is
                not wanted is not reckoned, which spares most of a last layer.
        """
        width, heads = self.shape.width, self.shape.heads
        states = self.whole_numbers(x)
        if kept:
            x = self.node("Gather", [x, kept], axis=1)
            bias = self.node("Gather", [bias, kept], axis=2) if bias else ""
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
        scores = self.node("Add", [scores, bias]) if bias else scores
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

    def features(self, x: str, output: str) -> str:
        """Add pooling and the head's first half, (1, features).

        Args:
            x: States of the first piece and then of the target's.
            output: Name of the result.
        """
        first = self.node("Gather", [x, self.constant("number 0", np.int64(0))], axis=1)
        one, rest = self.constant("from 1", [1]), self.constant("to the end", [2**31 - 1])
        named = self.node("Slice", [x, one, rest, self.constant("axis 1", [1])])
        mean = self.node("ReduceMean", [named, self.constant("axis 1", [1])], keepdims=0)
        pooled = self.node("Concat", [mean, first], axis=1)
        matrix = self.constant("head", self.weights["head.features.weight"].T.astype(np.float32).copy())
        found = self.node("MatMul", [pooled, matrix])
        return self.node("Tanh", [self.node("Add", [found, self.floats("head.features.bias")])], output)

    def packed(self, inputs: Mapping[str, tuple[int, list[Any]]], output: str) -> bytes:
        """Give the graph's bytes.

        Args:
            inputs: ONNX element type and shape of each input, by name.
            output: Name of its one output.
        """
        import onnx

        helper = onnx.helper
        graph = helper.make_graph(
            self.nodes,
            "claimline",
            [helper.make_tensor_value_info(name, *how) for name, how in inputs.items()],
            [helper.make_tensor_value_info(output, 1, None)],
            [onnx.numpy_helper.from_array(value, name) for name, value in self.constants.items()],
        )
        opsets = [helper.make_opsetid("", 20), helper.make_opsetid("com.microsoft", 1)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=9)
        return bytes(model.SerializeToString(deterministic=True))


def build_graphs(shape: Shape, weights: Mapping[str, Any]) -> tuple[bytes, bytes]:
    """Give the graph that reads a text and the graph that reads a target in its states.

    Args:
        shape: The network's shape.
        weights: Its weights as float32 arrays.
    """
    text = GraphBuilder(shape, weights)
    x = text.embedding("ids")
    bias = text.position_bias("ids")
    for i in range(shape.split):
        x = text.layer(x, i, bias)
    text.node("Identity", [x], "states")
    target = GraphBuilder(shape, weights)
    x = target.marked("states", "target", "rival")
    bias = target.position_bias("states")
    for i in range(shape.split, shape.layers):
        x = target.layer(x, i, bias, "kept" if i == shape.layers - 1 else "")
    target.features(x, "features")
    states: tuple[int, list[Any]] = (1, [1, "pieces", shape.width])
    marks: tuple[int, list[Any]] = (1, [1, "pieces"])
    return (
        text.packed({"ids": (7, [1, "pieces"])}, "states"),
        target.packed({"states": states, "target": marks, "rival": marks, "kept": (7, ["kept"])}, "features"),
    )
