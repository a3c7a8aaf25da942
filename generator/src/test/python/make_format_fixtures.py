"""Makes the fixtures of the number format tests with ml_dtypes and the gguf package.

Records what every code of the small floats and scale types stands for, to which code these libraries
round, and what the blocks of GGUF files dequantize to, so that the Java tables can be held against
them without Python. Run once, commit the output:

    pip install -r requirements-formats.txt
    python make_format_fixtures.py ../resources/formats

Real numbers are written as the bits of a binary32, so nothing is lost; null is NaN or infinity.
"""

import json
import pathlib
import sys

import gguf
import ml_dtypes
import numpy as np

SEED = 20
ELEMENTS = {
    "float(2, 1)": ml_dtypes.float4_e2m1fn,
    "float(2, 3)": ml_dtypes.float6_e2m3fn,
    "float(3, 2)": ml_dtypes.float6_e3m2fn,
    "float(4, 3)": ml_dtypes.float8_e4m3fn,
    "float(5, 2)": ml_dtypes.float8_e5m2,
}
INTEGERS = {"int(2)": ml_dtypes.int2, "int(4)": ml_dtypes.int4}
SCALES = {"e8m0": ml_dtypes.float8_e8m0fnu, "e4m3": ml_dtypes.float8_e4m3fn}
HALVES = {"f16": np.float16, "bf16": ml_dtypes.bfloat16}
GGUF = ["Q4_0", "Q4_1", "Q8_0", "Q4_K", "Q6_K", "MXFP4"]
BLOCKS = 4


def bits(values):
    """Binary32 bits of finite numbers, None for the others."""
    floats = np.asarray(values).astype(np.float32)
    return [int(v.view(np.uint32)) if np.isfinite(v) else None for v in floats]


def decoded(dtype, count):
    codes = np.arange(count, dtype=np.uint8)
    return bits(codes.view(dtype))


def encoded(dtype, inputs):
    """[input bits, code] of inputs that the type holds; what overflows is left out."""
    with np.errstate(over="ignore", invalid="ignore"):
        rounded = inputs.astype(dtype)
    kind = np.uint16 if np.dtype(dtype).itemsize == 2 else np.uint8
    finite = np.isfinite(rounded.astype(np.float32))
    codes = rounded.view(kind)
    return [[int(i.view(np.uint32)), int(c)] for i, c, f in zip(inputs, codes, finite) if f]


def inputs_for(dtype, count, random):
    """Random magnitudes over the type's range, its own values, and the points half way between."""
    own = np.arange(count, dtype=np.uint8).view(dtype).astype(np.float32)
    own = np.unique(own[np.isfinite(own)])
    ties = (own[1:] + own[:-1]) / np.float32(2)
    near = np.concatenate([np.nextafter(ties, np.float32(np.inf)), np.nextafter(ties, np.float32(-np.inf))])
    loose = np.exp2(random.uniform(-20, 16, 80)).astype(np.float32) * random.choice([-1, 1], 80)
    chosen = np.concatenate([ties, near])
    if len(chosen) > 360:
        chosen = random.choice(chosen, 360, replace=False)
    every = np.concatenate([chosen, loose]).astype(np.float32)
    limit = np.float32(np.max(own))
    return every[np.abs(every) <= limit]


def elements(random):
    table = {}
    for name, dtype in ELEMENTS.items():
        count = 1 << ml_dtypes.finfo(dtype).bits
        table[name] = {
            "values": decoded(dtype, count),
            "rounded": encoded(dtype, inputs_for(dtype, count, random)),
        }
    for name, dtype in INTEGERS.items():
        count = 1 << ml_dtypes.iinfo(dtype).bits
        table[name] = {"values": decoded(dtype, count), "rounded": []}
    return table


def scales(random):
    table = {}
    for name, dtype in SCALES.items():
        count = 128 if name == "e4m3" else 256
        loose = np.exp2(random.uniform(-30, 30, 200)).astype(np.float32)
        if name == "e4m3":
            loose = np.concatenate([loose[loose <= 448], inputs_for(dtype, 127, random)])
            loose = np.abs(loose)
        else:
            loose = np.concatenate([loose, np.float32([1.5, 3, 0.75, 6, 1.4999999, 1.5000001])])
        table[name] = {"values": decoded(dtype, count), "rounded": encoded(dtype, loose)}
    for name, dtype in HALVES.items():
        codes = np.arange(0, 1 << 16, 97, dtype=np.uint16)
        own = codes.view(dtype).astype(np.float32)
        loose = np.exp2(random.uniform(-24 if name == "f16" else -120, 16, 200)).astype(np.float32)
        loose *= random.choice([-1, 1], 200).astype(np.float32)
        table[name] = {
            "codes": [int(c) for c in codes],
            "values": bits(own),
            "rounded": encoded(dtype, loose),
        }
    return table


def blocks(random):
    """Random blocks with sound scales; every bit pattern of the codes is legal."""
    table = {}
    for name in GGUF:
        kind = gguf.GGMLQuantizationType[name]
        weights, size = gguf.GGML_QUANT_SIZES[kind]
        data = random.integers(0, 256, (BLOCKS, size), dtype=np.uint8)
        halves = random.uniform(-0.5, 0.5, (BLOCKS, 2)).astype(np.float16).view(np.uint8)
        if name == "MXFP4":
            data[:, 0] = random.integers(100, 140, BLOCKS)
            data[0, 0] = 0
        elif name == "Q6_K":
            data[:, -2:] = halves[:, :2]
        elif name in ("Q4_1", "Q4_K"):
            data[:, :4] = halves
        else:
            data[:, :2] = halves[:, :2]
        table[name] = {
            "weights": weights,
            "bytes": size,
            "blocks": [bytes(b).hex() for b in data],
            "values": [bits(v) for v in gguf.quants.dequantize(data, kind)],
        }
    return table


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(SEED)
    for name, make in (("elements", elements), ("scales", scales), ("gguf", blocks)):
        text = json.dumps(make(random), separators=(",", ":"))
        (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
