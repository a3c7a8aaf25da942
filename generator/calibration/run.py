"""Synthesises the calibration modules with Yosys and prints one line of counts each."""
import collections, os, re, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
LUT = {"LUT1": 1, "LUT2": 1, "LUT3": 1, "LUT4": 1, "LUT5": 1, "LUT6": 1, "INV": 0,
       "RAM32M": 4, "RAM32M16": 8, "RAM64M": 4, "RAM64M8": 8, "RAM32X1D": 2, "RAM64X1D": 2,
       "RAM128X1D": 4, "RAM64X1S": 1, "RAM128X1S": 2, "RAM256X1S": 4, "RAM512X1S": 8, "RAM256X1D": 8,
       "SRL16E": 1, "SRLC32E": 1}
FF = ("FDRE", "FDSE", "FDCE", "FDPE", "FDRE_1")


def count(files, top, params, flags):
    """LUT, FF, DSP, BRAM36 and URAM of one module; files are absolute paths."""
    chparam = " ".join("-set %s %s" % kv for kv in params.items())
    script = "read_verilog %s; %s synth_xilinx -family xcup -noiopad -top %s %s; stat" % (
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
            cells["RAMB36E2"] + cells["RAMB18E2"] / 2, cells["URAM288"], script)


RUNS = (
    [("cal_dot", {"LANES": 32, "WB": w, "AB": a}, "-nodsp")
     for w, a in [(2, 8), (3, 8), (4, 8), (5, 8), (6, 8), (8, 8), (4, 4), (4, 16), (8, 16)]]
    + [("cal_fp_add", {}, ""), ("cal_fp_mul", {}, ""), ("cal_fp_mul", {}, "-nodsp"), ("cal_int_to_fp", {"B": 32}, ""),
       ("cal_int_to_fp", {"B": 20}, ""), ("cal_fp_to_int", {}, ""), ("cal_f16_to_fp", {}, ""), ("cal_fp_to_f16", {}, "")]
    + [("cal_fifo", {"WIDTH": w, "DEPTH": d}, "") for w, d in [(64, 32), (64, 64), (512, 32), (64, 512)]]
    + [("cal_ram", {"WIDTH": w, "DEPTH": d}, "") for w, d in [(8, 64), (72, 32), (72, 64), (72, 128), (72, 256), (72, 512), (36, 1024), (72, 4096)]])

if __name__ == "__main__":
    for top, params, flags in RUNS:
        print(top, params, flags, *count([os.path.join(HERE, top + ".v")], top, params, flags)[:5], flush=True)
