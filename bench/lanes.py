#!/usr/bin/env python3
"""Counts the LUTs, flip-flops and DSPs that a lane takes for each number format, with Yosys.

    bench/lanes.py                  all formats, as the table of bench/README.md
    bench/lanes.py ternary "int 4"  these alone
    bench/lanes.py --area           products and tree by bits of a weight, as rows of area.csv

A tile of 4 x 16 lanes is synthesised from containers to dot products (lanes.v): cutting containers into
words, decoding, zero points, choice of the activation, products, adder tree. Counts are those of cells
before any packing of two small LUTs into one.
"""
import collections
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
LIB = os.path.join(HERE, "..", "templates", "lib")
CELLS = [os.path.join(LIB, "dfab_%s.v" % c) for c in
         ("decode", "int_dot", "int_product", "matvec_unpack", "matvec_select")] + [os.path.join(HERE, "lanes.v")]
ROWS, COLS = 4, 16
# Carry chains and wide multiplexers come with the LUTs; -nowidelut keeps Yosys from spending four LUTs
# and a wide multiplexer on what two LUTs in a row do.
FLAGS = "-family xcup -noiopad -nowidelut -flatten"
NF4 = [-127, -88, -67, -50, -36, -23, -12, 0, 10, 20, 31, 43, 56, 71, 92, 127]


def float_bits(exponent, mantissa):
    return mantissa + (1 << exponent) - (exponent == 5 and mantissa == 2)


def fmt(kind, bits, value_bits, zero=0, exponent=0, mantissa=0, place=0, span=0, table=None):
    code = kind | bits << 4 | exponent << 8 | mantissa << 12 | zero << 19 | place << 32 | span << 36
    params = {"FORMAT": "48'h%012x" % code, "VALUE_BITS": value_bits + zero}
    if span:
        params.update(SPAN=span, PLACE_BITS=place)
    if table:
        entries = sum((v & ((1 << value_bits) - 1)) << value_bits * i for i, v in enumerate(table))
        params.update(TABLE_BITS=value_bits, TABLE_ENTRIES=len(table), TABLE="%d'h%x" % (value_bits * len(table), entries))
    return params


def small_float(e, m):
    return fmt(2, 1 + e + m, float_bits(e, m), exponent=e, mantissa=m)


FORMATS = {"ternary": fmt(0, 2, 2), "ternary packed": fmt(5, 8, 2)}
FORMATS.update({"int %d" % b: fmt(0, b, b) for b in range(2, 9)})
FORMATS.update({"int %d zero point" % b: fmt(1, b, b, zero=1) for b in (2, 4, 8)})
FORMATS.update({"float 2 1 (fp4, mxfp4)": small_float(2, 1), "float 2 3 (fp6)": small_float(2, 3),
                "float 3 2 (fp6)": small_float(3, 2), "float 4 3 (fp8, mxfp8)": small_float(4, 3),
                "float 5 2 (fp8)": small_float(5, 2), "codebook of 16, 8 bit": fmt(3, 4, 8, table=NF4)})
FORMATS.update({"int %d, 2 of 4" % b: fmt(0, b, b, place=2, span=1) for b in (2, 4)})


def synthesise(top, params):
    """LUT, FF and DSP cells of a module."""
    sets = " ".join("-set %s %s" % item for item in params.items())
    script = "read_verilog %s; chparam %s %s; synth_xilinx %s -top %s; stat" % (" ".join(CELLS), sets, top, FLAGS, top)
    run = subprocess.run(["yosys", "-p", script], capture_output=True, text=True)
    if run.returncode != 0:
        raise SystemExit(run.stdout[-2000:] + run.stderr)
    cells = collections.Counter()
    for name, n in re.findall(r"^\s+([A-Z][A-Z0-9_]+)\s+(\d+)$", run.stdout[run.stdout.rindex("Number of cells"):], re.M):
        cells[name] += int(n)
    luts = sum(n for name, n in cells.items() if re.fullmatch("LUT[1-6]", name))
    return luts, sum(n for name, n in cells.items() if name.startswith("FD")), cells["DSP48E2"]


def lane(top, **params):
    return [n / (ROWS * COLS) for n in synthesise(top, dict(ROWS=ROWS, COLS=COLS, **params))]


def table(names):
    print("| format | bits of a value | LUTs: products and tree | LUTs: all | FFs: all | paired in DSPs: LUTs | DSPs |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for name in names:
        params = FORMATS[name]
        bits = params["VALUE_BITS"]
        cells = ["-"] * 3
        if bits <= 16:
            inner = lane("dfab_int_dot", A_BITS=bits, MULTIPLIER=0)
            whole = lane("lanes", MULTIPLIER=0, **params)
            cells = ["%.1f" % inner[0], "%.1f" % whole[0], "%.1f" % whole[1]]
        multiplier = 1 if "SPAN" in params or bits > 9 else 2
        dsp = lane("lanes", MULTIPLIER=multiplier, **params) if bits > 2 else None
        cells += ["%.1f" % dsp[0], "%.2f" % dsp[2]] if dsp else ["-", "-"]
        print("| %s | %d | %s |" % (name, bits, " | ".join(cells)), flush=True)


def area():
    for row, multiplier, widths in (("int_lane_w%d_a8", 0, range(2, 10)), ("int_lane_pair_w%d_a8", 2, range(3, 10))):
        for bits in widths:
            counts = lane("dfab_int_dot", A_BITS=bits, MULTIPLIER=multiplier)
            source = "Yosys 0.23 synth_xilinx %s: bench/lanes.py --area, dfab_int_dot of %d x %d lanes; per lane with its share of the adder tree" % (FLAGS, ROWS, COLS)
            for attribute, n in zip(("lut", "ff", "dsp", "bram36"), counts + [0]):
                print('%s,%s,%.4g,%.4g,%.4g,count,M,"%s"' % ((row % bits, attribute) + (n,) * 3 + (source,)), flush=True)


if __name__ == "__main__":
    wanted = sys.argv[1:]
    unknown = [w for w in wanted if w != "--area" and w not in FORMATS]
    if unknown:
        raise SystemExit("no format %s; there are: %s" % (", ".join(unknown), ", ".join(FORMATS)))
    area() if wanted == ["--area"] else table(wanted or list(FORMATS))
