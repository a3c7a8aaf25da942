"""Train the BPE tokenizer on text of the story grammar and write it in the Llama layout.

Layout as in Llama's tokenizer: <unk>, <s>, </s>, 256 byte tokens, then letters and merges; a
space is written as U+2581 and one is put before the text; an unknown character becomes bytes.
"""

import argparse
import json
import string
from pathlib import Path

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

from plots import make_story

VOCAB = 512
SPACE = "\u2581"
SPECIAL = ["<unk>", "<s>", "</s>"]
BYTES = [f"<0x{b:02X}>" for b in range(256)]
# Every letter gets a token, so that names outside the word lists stay readable.
ALPHABET = [SPACE, *string.ascii_letters, *".,!?'\"-"]


def train(stories: int, first_seed: int) -> dict:
    """The tokenizer.json tree."""
    tok = Tokenizer(models.BPE(unk_token="<unk>", byte_fallback=True))
    tok.normalizer = normalizers.Sequence([normalizers.Prepend(SPACE), normalizers.Replace(" ", SPACE)])
    # Words and punctuation are learnt apart: no merge then joins a letter to a mark or crosses
    # a space, and the merges give the same tokens later without any pre-tokenizer.
    tok.pre_tokenizer = pre_tokenizers.Split(Regex(f"{SPACE}?[A-Za-z]+|{SPACE}?[^A-Za-z{SPACE}]+|{SPACE}"), "isolated")
    trainer = trainers.BpeTrainer(
        vocab_size=VOCAB, special_tokens=SPECIAL + BYTES, initial_alphabet=ALPHABET, show_progress=False
    )
    tok.train_from_iterator((make_story(first_seed + i) for i in range(stories)), trainer)

    tree = json.loads(tok.to_str())
    tree["pre_tokenizer"] = None
    tree["added_tokens"] = [t for t in tree["added_tokens"] if t["content"] in SPECIAL]
    bos = {"SpecialToken": {"id": "<s>", "type_id": 0}}
    a = {"Sequence": {"id": "A", "type_id": 0}}
    b = {"Sequence": {"id": "B", "type_id": 1}}
    tree["post_processor"] = {
        "type": "TemplateProcessing",
        "single": [bos, a],
        "pair": [bos, a, b],
        "special_tokens": {"<s>": {"id": "<s>", "ids": [1], "tokens": ["<s>"]}},
    }
    tree["decoder"] = {
        "type": "Sequence",
        "decoders": [
            {"type": "Replace", "pattern": {"String": SPACE}, "content": " "},
            {"type": "ByteFallback"},
            {"type": "Fuse"},
            {"type": "Strip", "content": " ", "start": 1, "stop": 0},
        ],
    }
    model = tree["model"]
    model["fuse_unk"] = True
    # Older readers want each merge as "left right".
    model["merges"] = [m if isinstance(m, str) else " ".join(m) for m in model["merges"]]
    if len(model["vocab"]) != VOCAB:
        raise SystemExit(f"vocabulary has {len(model['vocab'])} entries, not {VOCAB}")
    return tree


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="tokenizer.json to write")
    parser.add_argument("--stories", type=int, default=20000)
    parser.add_argument("--first-seed", type=int, default=10_000_000)
    args = parser.parse_args()
    tree = train(args.stories, args.first_seed)
    args.out.write_text(json.dumps(tree, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
