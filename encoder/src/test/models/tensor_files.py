"""Writes the two files that head weights come in: safetensors, and the zip of a pickle that torch saves."""

import io
import json
import pickle
import struct
import sys
import types
import zipfile
from collections import OrderedDict

import numpy as np

NAMES = {"float64": "F64", "float32": "F32", "float16": "F16", "int8": "I8", "int64": "I64", "int32": "I32"}


def safetensors(tensors, metadata):
    """Eight bytes of header length, the header as JSON padded with blanks to a multiple of 8, then the values."""
    header, body = {"__metadata__": {"format": "pt"} | metadata}, b""
    for name, array in tensors.items():
        raw = np.ascontiguousarray(array).tobytes()
        span = [len(body), len(body) + len(raw)]
        header[name] = {"dtype": NAMES[array.dtype.name], "shape": list(array.shape), "data_offsets": span}
        body += raw
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + body


def _module(name):
    """Pickle writes a global only if it can import it: these modules stand in for torch's while it writes."""
    return sys.modules.setdefault(name, types.ModuleType(name))


def _global(module, name, base=object):
    made = type(name, (base,), {"__module__": module, "__qualname__": name})
    setattr(_module(module), name, made)
    return made


FLOAT_STORAGE = _global("torch", "FloatStorage")


def _rebuild_tensor_v2(*arguments):
    raise NotImplementedError("only its name is written")


_rebuild_tensor_v2.__module__ = "torch._utils"
_module("torch._utils")._rebuild_tensor_v2 = _rebuild_tensor_v2
_module("torch")._utils = _module("torch._utils")


class _Storage:
    def __init__(self, key, array):
        self.key, self.array = key, array


class _Tensor:
    def __init__(self, storage):
        self.storage = storage

    def __reduce__(self):
        shape = self.storage.array.shape
        strides = tuple(int(np.prod(shape[i + 1 :])) for i in range(len(shape)))
        return _rebuild_tensor_v2, (self.storage, 0, shape, strides, False, OrderedDict())


class _Pickler(pickle.Pickler):
    def persistent_id(self, value):
        if isinstance(value, _Storage):
            return "storage", FLOAT_STORAGE, value.key, "cpu", value.array.size
        return None


def torch_zip(tensors):
    """What torch.save writes for a module's state_dict of float32 tensors."""
    storages = [_Storage(str(i), np.ascontiguousarray(array, np.float32)) for i, array in enumerate(tensors.values())]
    state = OrderedDict(zip(tensors, map(_Tensor, storages)))
    owners = [""] + sorted({name.rpartition(".")[0] for name in tensors})
    state._metadata = OrderedDict((owner, {"version": 1}) for owner in owners)
    stream = io.BytesIO()
    _Pickler(stream, protocol=2).dump(state)
    members = {"data.pkl": stream.getvalue(), "byteorder": b"little"}
    members.update({f"data/{storage.key}": storage.array.tobytes() for storage in storages})
    members["version"] = b"3\n"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(f"pytorch_model/{name}", (1980, 1, 1, 0, 0, 0)), data)
    return out.getvalue()
