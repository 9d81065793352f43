"""Small pictures as PNG files, and what CLIP's image processor makes of them by numpy."""

import struct
import zlib

import numpy as np


def png(pixels):
    """`pixels` [height, width, 3] or [height, width] of bytes."""
    height, width = pixels.shape[:2]
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    head = struct.pack(">IIBBBBB", width, height, 8, 2 if pixels.ndim == 3 else 0, 0, 0, 0)
    rows = b"".join(b"\0" + row.tobytes() for row in pixels)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def bicubic(x, a=-0.5):
    x = np.abs(x)
    near = ((a + 2) * x - (a + 3)) * x * x + 1
    far = (((x - 5) * x + 8) * x - 4) * a
    return np.where(x < 1, near, np.where(x < 2, far, 0))


def resampling(size_in, size_out):
    """Weights [out, in] of an antialiased bicubic: the kernel is stretched when the picture shrinks."""
    scale = size_in / size_out
    stretch = max(scale, 1.0)
    weights = np.zeros((size_out, size_in))
    for i in range(size_out):
        centre = (i + 0.5) * scale
        first, last = max(0, int(centre - 2 * stretch + 0.5)), min(size_in, int(centre + 2 * stretch + 0.5))
        row = bicubic((np.arange(first, last) - centre + 0.5) / stretch)
        weights[i, first:last] = row / row.sum()
    return weights


def to_bytes(x):
    return np.clip(np.floor(x + 0.5), 0, 255)


def resize(pixels, width, height):
    """As Pillow does it: rows first, each pass rounded to bytes."""
    if pixels.shape[1] != width:
        pixels = to_bytes(np.einsum("ow,hwc->hoc", resampling(pixels.shape[1], width), pixels))
    if pixels.shape[0] != height:
        pixels = to_bytes(np.einsum("oh,hwc->owc", resampling(pixels.shape[0], height), pixels))
    return pixels


def preprocess(pixels, config):
    """Pixel values [3, crop, crop]: shortest edge to size, middle cut out, scaled, normalised."""
    if pixels.ndim == 2:
        pixels = np.repeat(pixels[:, :, None], 3, axis=2)
    pixels = pixels.astype(float)
    edge, crop = config["size"]["shortest_edge"], config["crop_size"]["height"]
    height, width = pixels.shape[:2]
    if width <= height:
        pixels = resize(pixels, edge, int(edge * height / width))
    else:
        pixels = resize(pixels, int(edge * width / height), edge)
    top, left = (pixels.shape[0] - crop) // 2, (pixels.shape[1] - crop) // 2
    pixels = pixels[top : top + crop, left : left + crop] * config["rescale_factor"]
    return ((pixels - config["image_mean"]) / config["image_std"]).transpose(2, 0, 1)
