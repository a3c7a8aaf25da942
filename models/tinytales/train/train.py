"""Train the model on fresh stories of the grammar; same seed, same machine: same weights.

The learning rate stays flat and then falls to zero.  From `--qat-from` of the steps on, most
steps see the weights as int4, the others as float, so that both stay good and stay close.
"""

import argparse
import random
import time
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer

from formats import FORMATS, kept
from model import Linear, Llama
from muon import Muon
from plots import make_story

EOS, IGNORE = 2, -100
HELD_OUT_SEED = 20_000_000  # training seeds count up from 0 and never get here


def encode(tok: Tokenizer, seeds: range) -> list[list[int]]:
    """Token ids of the stories, from <s> to </s>."""
    return [e.ids + [EOS] for e in tok.encode_batch([make_story(s) for s in seeds])]


def pad(stories: list[list[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    """Input ids and shifted targets; padding is not counted in the loss."""
    width = max(map(len, stories))
    ids = torch.full((len(stories), width), EOS)
    target = torch.full((len(stories), width), IGNORE)
    for row, story in enumerate(stories):
        ids[row, : len(story)] = torch.tensor(story)
        target[row, : len(story) - 1] = torch.tensor(story[1:])
    return ids, target


def batches(tok: Tokenizer, count: int, size: int, seed: int, first: int):
    """`count` batches of stories from seed `first` on, each of similar length, so that little is padding."""
    rng = random.Random(seed)
    pool = 64
    for start in range(0, count, pool):
        n = min(pool, count - start)
        stories = sorted(encode(tok, range(first + start * size, first + (start + n) * size)), key=len)
        chunks = [stories[i * size : (i + 1) * size] for i in range(n)]
        rng.shuffle(chunks)
        yield from map(pad, chunks)


def loss_of(model: torch.nn.Module, ids: torch.Tensor, target: torch.Tensor, quant: str | None) -> torch.Tensor:
    logits = model(ids, quant)
    return F.cross_entropy(logits.flatten(0, 1), target.flatten(), ignore_index=IGNORE)


def distance(model: torch.nn.Module, teacher: torch.nn.Module, ids: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    """Cross-entropy of the quantized model against what the float teacher expects, instead of the one next token."""
    with torch.no_grad():
        expected = teacher(ids, None).softmax(-1)
    keep = target != IGNORE
    return F.cross_entropy(model(ids, "weights")[keep], expected[keep])


@torch.no_grad()
def held_out_loss(model: torch.nn.Module, data: list, quant: str | None) -> float:
    return sum(loss_of(model, ids, target, quant).item() for ids, target in data) / len(data)


@torch.no_grad()
def shrink_pruned(matrices: list[torch.Tensor], part: float) -> None:
    """Pull pruned weights towards zero, so that the mask settles (SR-STE, Zhou et al. 2021, as decoupled decay)."""
    for w in matrices:
        w.mul_(torch.where(kept(w), 1.0, 1 - part))


def read(model: Llama, path: Path) -> None:
    model.load_state_dict({k: v.float() for k, v in load_file(path).items()})


@torch.no_grad()
def weights_to_store(model: Llama) -> dict[str, torch.Tensor]:
    """float16 weights; those trained for ternary or 2:4 are stored as exact values of the format."""
    weights = dict(model.state_dict())
    if model.form != "int4":
        for name, module in model.named_modules():
            if isinstance(module, Linear):
                weights[name + ".weight"] = module.project(module.weight) + 0.0  # no negative zeros
    half = {k: v.detach().half().contiguous() for k, v in weights.items()}
    for name, w in weights.items():
        if model.form != "int4" and name.endswith("_proj.weight") and not torch.equal(half[name].float(), w):
            raise ValueError(f"float16 does not hold {name} exactly")
    return half


def save(model: Llama, path: Path) -> None:
    """Write the weights as float16, complete or not at all."""
    temp = path.with_suffix(".tmp")
    save_file(weights_to_store(model), temp, metadata={"format": "pt"})
    temp.replace(path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="model.safetensors to write")
    parser.add_argument("--weights", choices=FORMATS, default="int4", help="format that the matrices are trained for")
    parser.add_argument("--start", type=Path, help="model.safetensors to start from, instead of random weights")
    parser.add_argument("--teacher", type=Path, help="model.safetensors whose expectations quantized steps learn")
    parser.add_argument("--teacher-from", type=float, default=0.0, help="part of the steps before there is a teacher")
    parser.add_argument("--first-story", type=int, default=0, help="seed of the first story")
    parser.add_argument("--steps", type=int, default=2200)
    parser.add_argument("--batch", type=int, default=16, help="stories per step")
    parser.add_argument("--lr", type=float, default=4e-3)
    parser.add_argument("--muon-lr", type=float, default=0.02)
    parser.add_argument("--warmup", type=int, default=100)
    parser.add_argument("--decay", type=float, default=0.7, help="part of the steps in which the rate falls")
    parser.add_argument("--qat-from", type=float, default=0.6, help="part of the steps before fake quantization")
    parser.add_argument("--qat-share", type=float, default=0.75, help="part of the later steps that are quantized")
    parser.add_argument("--weight-decay", type=float, default=0.05)
    parser.add_argument("--prune-decay", type=float, default=1.0, help="extra decay of what 2of4 prunes")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--state", type=Path, help="file to keep the whole state in, and to go on from if it is there")
    parser.add_argument("--compile", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--report", type=int, default=200, help="steps between two reports")
    args = parser.parse_args()

    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    torch.use_deterministic_algorithms(True)
    torch.utils.deterministic.fill_uninitialized_memory = False  # costs time and hides nothing here
    tok = Tokenizer.from_file(str(args.tokenizer))
    model = Llama(form=args.weights)
    if args.start:
        read(model, args.start)
    print("parameters", sum(p.numel() for p in model.parameters()))
    inner = [p for n, p in model.named_parameters() if p.dim() > 1 and "embed" not in n]
    other = [p for n, p in model.named_parameters() if p.dim() == 1 or "embed" in n]
    optimizers = [
        Muon(inner, lr=args.muon_lr, weight_decay=args.weight_decay),
        torch.optim.AdamW(other, lr=args.lr, betas=(0.9, 0.98), weight_decay=0.0),
    ]
    peaks = [args.muon_lr, args.lr]
    held_out = [pad(encode(tok, range(s, s + 50))) for s in range(HELD_OUT_SEED, HELD_OUT_SEED + 200, 50)]
    # Compiling (needs a C++ compiler) doubles the speed; the state dict is the same.
    run = torch.compile(model, dynamic=True) if args.compile else model
    teacher = None
    if args.teacher:
        teacher = Llama().requires_grad_(False)
        read(teacher, args.teacher)
        teacher = torch.compile(teacher, dynamic=True) if args.compile else teacher
    started, running, tokens, done = time.monotonic(), 0.0, 0, 0
    if args.state and args.state.exists():
        # Before the rate falls nothing depends on --steps, so a run may go on with another value.
        state = torch.load(args.state, weights_only=True)
        model.load_state_dict(state["model"])
        for optimizer, saved in zip(optimizers, state["optimizers"], strict=True):
            optimizer.load_state_dict(saved)
        done, tokens = state["step"], state["tokens"]
    for step, (ids, target) in enumerate(batches(tok, args.steps, args.batch, args.seed, args.first_story), 1):
        if step <= done:
            continue
        rate = min(1.0, step / args.warmup, (args.steps + 1 - step) / (args.decay * args.steps))
        for optimizer, peak in zip(optimizers, peaks, strict=True):
            optimizer.param_groups[0]["lr"] = peak * rate
        quantized = step > args.qat_from * args.steps and random.Random(step).random() < args.qat_share
        if quantized and teacher is not None and step > args.teacher_from * args.steps:
            loss = distance(run, teacher, ids, target)
        else:
            loss = loss_of(run, ids, target, "weights" if quantized else None)
        model.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        for optimizer in optimizers:
            optimizer.step()
        if args.weights == "2of4":
            shrink_pruned(inner, args.muon_lr * rate * args.prune_decay)
        running += loss.item()
        tokens += int((target != IGNORE).sum())
        if step % args.report == 0 or step == args.steps:
            n = args.report if step % args.report == 0 else step % args.report
            plain, rounded = (held_out_loss(run, held_out, q) for q in (None, "weights"))
            seconds = time.monotonic() - started
            print(
                f"step {step} train {running / n:.4f} held-out {plain:.4f} {args.weights} {rounded:.4f} "
                f"tokens {tokens} seconds {seconds:.0f}",
                flush=True,
            )
            running = 0.0
            save(model, args.out)
            if args.state:
                states = [optimizer.state_dict() for optimizer in optimizers]
                temp = args.state.with_suffix(".tmp")
                torch.save({"model": model.state_dict(), "optimizers": states, "step": step, "tokens": tokens}, temp)
                temp.replace(args.state)


if __name__ == "__main__":
    main()
