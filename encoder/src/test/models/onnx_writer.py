"""Writes ONNX graphs: protobuf messages by their public field numbers, and a builder that names values by itself."""

import struct

import numpy as np

FLOAT, UINT8, INT8, INT32, INT64, BOOL, FLOAT16 = 1, 2, 3, 6, 7, 9, 10
TYPE_OF = {"float32": FLOAT, "int32": INT32, "int64": INT64, "bool": BOOL, "float16": FLOAT16}
OPSET, IR_VERSION = 14, 7


def varint(value):
    value &= (1 << 64) - 1
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def number(field, value):
    return varint(field << 3) + varint(value)


def message(field, data):
    data = data.encode() if isinstance(data, str) else data
    return varint(field << 3 | 2) + varint(len(data)) + data


def tensor(name, array, external=None):
    """A TensorProto. With `external` (file name, bytearray) the values go there and the message only says where."""
    raw = np.ascontiguousarray(array).tobytes()
    out = b"".join(number(1, size) for size in array.shape) + number(2, TYPE_OF[array.dtype.name]) + message(8, name)
    if external is None or array.dtype != np.float32:
        return out + message(9, raw)
    file, data = external
    place = {"location": file, "offset": str(len(data)), "length": str(len(raw))}
    data += raw
    entries = (message(13, message(1, key) + message(2, value)) for key, value in place.items())
    return out + b"".join(entries) + number(14, 1)


def attribute(name, value):
    out = message(1, name)
    if isinstance(value, float):
        return out + varint(2 << 3 | 5) + struct.pack("<f", value) + number(20, 1)
    if isinstance(value, int):
        return out + number(3, value) + number(20, 2)
    return out + b"".join(number(8, item) for item in value) + number(20, 7)


def value_info(name, element_type, dims):
    """`dims`: an int is fixed, a string names a dimension that varies."""
    shape = b"".join(message(1, number(1, dim) if isinstance(dim, int) else message(2, dim)) for dim in dims)
    return message(1, name) + message(2, message(1, number(1, element_type) + message(2, shape)))


class Graph:
    """Collects nodes, weights, inputs and outputs; every method that makes a value returns its name."""

    def __init__(self):
        self.nodes, self.weights, self.inputs, self.outputs = [], {}, [], []

    def input(self, name, element_type, dims):
        self.inputs.append(value_info(name, element_type, dims))
        return name

    def weight(self, name, array):
        self.weights[name] = np.asarray(array)
        return name

    def constant(self, value, dtype=np.float32):
        array = np.asarray(value, dtype)
        return self.weight(f"c_{array.dtype}_{'_'.join(map(str, array.ravel()))}_{array.ndim}", array)

    def node(self, operator, *inputs, **attributes):
        name = f"v{len(self.nodes)}"
        parts = [message(1, value) for value in inputs] + [message(2, name), message(4, operator)]
        parts += [message(5, attribute(key, value)) for key, value in attributes.items()]
        self.nodes.append(b"".join(parts))
        return name

    def output(self, name, value, dims, element_type=FLOAT):
        self.nodes.append(message(1, value) + message(2, name) + message(4, "Identity"))
        self.outputs.append(value_info(name, element_type, dims))

    def serialize(self, external=None):
        graph = b"".join(message(1, node) for node in self.nodes) + message(2, "tiny")
        graph += b"".join(message(5, tensor(name, array, external)) for name, array in self.weights.items())
        graph += b"".join(message(11, value) for value in self.inputs)
        graph += b"".join(message(12, value) for value in self.outputs)
        return number(1, IR_VERSION) + message(2, "semblance-tests") + message(7, graph) + message(8, number(2, OPSET))
