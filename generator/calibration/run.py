"""Synthesises building blocks with Yosys and prints LUT, FF, DSP, BRAM36 and URAM of each.

    python3 run.py [FOLDER]

FOLDER holds the cells of the fabric, templates/lib by default. Rows of cells in area.csv are these counts, within
the few LUTs by which Yosys differs from run to run of a whole design; rows named *_control, *_lane and the like are
lines through whole engines, as `decodefab synth DESIGN --flow yosys-xilinx` counts them.
"""
import collections
import glob
import os
import re
import subprocess
import sys

# LUTs that each memory or shift cell takes; MUXF and CARRY cells are not LUTs.
LUT = {"LUT1": 1, "LUT2": 1, "LUT3": 1, "LUT4": 1, "LUT5": 1, "LUT6": 1, "INV": 0,
       "RAM32M": 4, "RAM32M16": 8, "RAM64M": 4, "RAM64M8": 8, "RAM32X1D": 2, "RAM64X1D": 2,
       "RAM128X1D": 4, "RAM64X1S": 1, "RAM128X1S": 2, "RAM256X1S": 4, "RAM512X1S": 8, "RAM256X1D": 8,
       "SRL16E": 1, "SRLC32E": 1}
FF = ("FDRE", "FDSE", "FDCE", "FDPE", "FDRE_1")


def count(files, top, params, flags):
    """LUT, FF, DSP, BRAM36 and URAM of one module."""
    chparam = " ".join("-set %s %s" % kv for kv in params.items())
    script = "read_verilog %s; %s synth_xilinx -family xcup -noiopad -nowidelut -top %s %s; stat" % (
        " ".join(files), "chparam %s %s;" % (chparam, top) if params else "", top, flags)
    out = subprocess.run(["yosys", "-p", script], capture_output=True, text=True, check=True).stdout
    cells = collections.Counter()
    for name, n in re.findall(r"^\s+([A-Z][A-Z0-9_]+)\s+(\d+)$", out[out.rindex("Number of cells"):], re.M):
        cells[name] += int(n)
    known = set(LUT) | set(FF) | {"CARRY4", "CARRY8", "MUXF7", "MUXF8", "MUXF9", "BUFG", "RAMB36E2", "RAMB18E2", "URAM288", "DSP48E2"}
    unknown = set(cells) - known
    if unknown:
        raise SystemExit("cells without an area: %s" % unknown)
    return (sum(n * LUT.get(c, 0) for c, n in cells.items()), sum(cells[f] for f in FF), cells["DSP48E2"],
            cells["RAMB36E2"] + cells["RAMB18E2"] / 2, cells["URAM288"])


LANES = [(2, 8), (3, 8), (4, 8), (5, 8), (6, 8), (8, 8), (4, 4), (4, 16), (8, 16)]
RUNS = (
    [("cal_dot", {"LANES": 32, "WB": w, "AB": a}, "-nodsp") for w, a in LANES]
    + [("cal_ram", {"WIDTH": w, "DEPTH": d}, "") for w, d in [(8, 64), (72, 32), (72, 64), (72, 128), (72, 512), (36, 1024), (72, 4096)]]
    + [("dfab_int_dot", {"COLS": 32}, ""), ("dfab_int_dot", {"COLS": 32}, "-nodsp")]
    + [(cell, {}, "") for cell in ("dfab_fp_add", "dfab_fp_mul", "dfab_fp_max", "dfab_fp_from_int", "dfab_fp_to_int",
                                   "dfab_fp_from_f16", "dfab_fp_to_f16", "dfab_fp_sfu")]
    + [("dfab_fifo", {"WIDTH": 64, "DEPTH": d}, "") for d in (32, 512)])

if __name__ == "__main__":
    here = os.path.dirname(os.path.abspath(__file__))
    lib = sys.argv[1] if len(sys.argv) > 1 else os.path.join(here, "..", "..", "templates", "lib")
    for top, params, flags in RUNS:
        cells = sorted(glob.glob(os.path.join(here if top.startswith("cal_") else lib, "*.v")))
        print(top, params, flags, *count(cells, top, params, flags), flush=True)
