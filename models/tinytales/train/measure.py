"""Check a trained model: held-out loss, agreement of the quantized form, samples, greedy tokens.

Works from the stored float16 weights, computing in float32.  With the format that the weights were
trained for they are used as they are; with another one, this is that format applied afterwards.
"""

import argparse
import json
from pathlib import Path

import torch
from tokenizers import Tokenizer

from formats import FORMATS
from model import Linear, Llama
from train import EOS, HELD_OUT_SEED, IGNORE, encode, held_out_loss, pad, read

PROMPTS = ["Once upon a time", "One day, a little cat", "Tom and Mia", "In a green valley", "A young fox found"]
GREEDY_STEPS = 64


def load(folder: Path, form: str) -> tuple[Llama, Tokenizer]:
    model = Llama(json.loads((folder / "config.json").read_text()), form)
    read(model, folder / "model.safetensors")
    return model.eval(), Tokenizer.from_file(str(folder / "tokenizer.json"))


def share_in_format(model: Llama) -> float:
    """Part of the values in the matrices of the layers that the format holds exactly."""
    same = count = 0
    for module in model.modules():
        if isinstance(module, Linear):
            w = module.weight.detach()
            same += int((module.project(w) == w).sum())
            count += w.numel()
    return same / count


@torch.no_grad()
def agreement(model: Llama, data: list, quant: str) -> tuple[float, float]:
    """Teacher-forced: part of equal first choices, mean KL divergence from float in nats."""
    same = count = 0
    divergence = 0.0
    for ids, target in data:
        keep = target != IGNORE
        a = model(ids)[keep].log_softmax(-1)
        b = model(ids, quant)[keep].log_softmax(-1)
        same += int((a.argmax(-1) == b.argmax(-1)).sum())
        divergence += float((a.exp() * (a - b)).sum())
        count += int(keep.sum())
    return same / count, divergence / count


@torch.no_grad()
def generate(model: Llama, ids: list[int], steps: int, quant: str | None, pick) -> list[int]:
    """Continue `ids` until </s> or `steps` tokens; `pick` chooses from the logits."""
    ids = list(ids)
    for _ in range(steps):
        ids.append(pick(model(torch.tensor([ids]), quant)[0, -1]))
        if ids[-1] == EOS:
            break
    return ids


def greedy(logits: torch.Tensor) -> int:
    return int(logits.argmax())


def sampler(seed: int, temperature: float = 0.8, top_p: float = 0.9):
    """Nucleus sampling with its own random stream."""
    stream = torch.Generator().manual_seed(seed)

    def pick(logits: torch.Tensor) -> int:
        p, order = (logits / temperature).softmax(-1).sort(descending=True)
        p = p * (p.cumsum(-1) - p < top_p)
        return int(order[torch.multinomial(p, 1, generator=stream)])

    return pick


@torch.no_grad()
def greedy_record(model: Llama, tok: Tokenizer, prompt: str) -> dict:
    """The float greedy continuation and, at each step, best minus second logit."""
    prompt_ids = tok.encode(prompt).ids
    ids, margins = list(prompt_ids), []
    for _ in range(GREEDY_STEPS):
        logits = model(torch.tensor([ids]))[0, -1]
        top = logits.topk(2).values
        margins.append(round(float(top[0] - top[1]), 4))
        ids.append(int(logits.argmax()))
    return {
        "prompt": prompt,
        "prompt_ids": prompt_ids,
        "greedy_ids": ids[len(prompt_ids) :],
        "greedy_margin": margins,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="folder of config.json, model.safetensors, tokenizer.json")
    parser.add_argument("--weights", choices=FORMATS, default="int4", help="format of the layers' matrices")
    parser.add_argument("--stories", type=int, default=200, help="held-out stories")
    parser.add_argument("--samples", type=int, default=2, help="sampled texts per prompt")
    parser.add_argument("--greedy", type=Path, help="write the float greedy tokens to this file")
    args = parser.parse_args()
    torch.manual_seed(0)
    model, tok = load(args.folder, args.weights)
    print(f"{args.weights}: holds {100 * share_in_format(model):.2f} % of the stored values exactly")
    first = HELD_OUT_SEED + 1000  # not the stories watched during training
    data = [pad(encode(tok, range(s, s + 20))) for s in range(first, first + args.stories, 20)]
    for quant in (None, "weights", "all"):
        print(f"{quant or 'float'}: held-out loss {held_out_loss(model, data, quant):.4f}", end="")
        if quant:
            same, kl = agreement(model, data, quant)
            print(f", same first choice {100 * same:.1f} %, KL {kl:.4f}", end="")
        print()
    for prompt in PROMPTS:
        ids = tok.encode(prompt).ids
        for quant in (None, "all"):
            out = generate(model, ids, 400, quant, greedy)
            print(f"\n[greedy {quant or 'float'}, {len(out)} tokens] {tok.decode(out)}")
        for seed in range(args.samples):
            out = generate(model, ids, 400, "all", sampler(seed))
            print(f"\n[sampled all, {len(out)} tokens] {tok.decode(out)}")
    if args.greedy:
        records = [greedy_record(model, tok, prompt) for prompt in PROMPTS]
        text = ",\n".join(json.dumps(r) for r in records)
        args.greedy.write_text(f"[\n{text}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
