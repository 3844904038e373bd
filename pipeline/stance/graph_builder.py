"""Nodes and constants of an ONNX graph, and the arithmetic of whole numbers in it (training only)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from pipeline.stance.weights import Shape

_LEVELS = 63


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
