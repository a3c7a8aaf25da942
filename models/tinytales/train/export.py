"""Put the trained files in place: config.json, tokenizer.json and model.safetensors.

Each file is complete or absent at any moment, so that a reader never meets half a file.
"""

import argparse
import json
import shutil
from pathlib import Path

from model import CONFIG

LIMIT = 1_500_000  # bytes of weights that the project accepts in its repository


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("folder", type=Path)
    args = parser.parse_args()
    if args.weights.stat().st_size > LIMIT:
        raise SystemExit(f"{args.weights} is larger than {LIMIT} bytes")
    args.folder.mkdir(parents=True, exist_ok=True)

    def place(name: str, write) -> None:
        temp = args.folder / (name + ".tmp")
        write(temp)
        temp.chmod(0o644)
        temp.replace(args.folder / name)

    place("config.json", lambda f: f.write_text(json.dumps(CONFIG, indent=1) + "\n"))
    place("tokenizer.json", lambda f: shutil.copyfile(args.tokenizer, f))
    place("model.safetensors", lambda f: shutil.copyfile(args.weights, f))


if __name__ == "__main__":
    main()
