"""Number formats of the weights, as projections: float matrix in, nearest values of the format out.

Each projection, except for plain int4, leaves a matrix alone that is in the format already.  So the
same function is used in training, for writing the file, and for checking the file.
"""

from collections.abc import Callable

import torch
from torch import Tensor

GROUP = 32
THRESHOLD = 0.7  # Li and Liu, Ternary Weight Networks (2016): zero below 0.7 of the mean magnitude
KEPT, RUN = 2, 4  # the sparse form has at most 2 values in every 4 consecutive columns


def round_groups(x: Tensor, bits: int, group: int, scale_type: torch.dtype | None) -> Tensor:
    """Round to nearest, symmetric, one scale per group of the last dimension."""
    top = 2 ** (bits - 1) - 1
    g = x.reshape(*x.shape[:-1], -1, group)
    scale = g.abs().amax(-1, keepdim=True) / top
    if scale_type:
        scale = scale.to(scale_type).float()
    scale = scale.clamp_min(1e-12)
    return ((g / scale).round().clamp(-top, top) * scale).reshape(x.shape)


def int4(w: Tensor) -> Tensor:
    """4-bit integers, one float16 scale per group."""
    return round_groups(w, 4, GROUP, torch.float16)


def ternary(w: Tensor) -> Tensor:
    """-s, 0 or s with one float16 scale s per row: the mean magnitude of what is not set to zero."""
    size = w.abs()
    keep = size > THRESHOLD * size.mean(-1, keepdim=True)
    scale = (size * keep).sum(-1, keepdim=True) / keep.sum(-1, keepdim=True).clamp_min(1)
    return torch.where(keep, w.sign() * scale.half().float(), 0.0)


def kept(w: Tensor) -> Tensor:
    """True for the two largest magnitudes of every four columns; the first of equal ones wins."""
    size = w.abs().reshape(*w.shape[:-1], -1, RUN)
    mine, others = size.unsqueeze(-1), size.unsqueeze(-2)
    place = torch.arange(RUN)
    before = (others > mine) | ((others == mine) & (place < place.unsqueeze(-1)))
    return (before.sum(-1) < KEPT).reshape(w.shape)


def two_of_four(w: Tensor) -> Tensor:
    """2:4 sparse int4.  A bfloat16 scale has 8 significant bits, so that float16 holds 7 x scale exactly."""
    return round_groups(torch.where(kept(w), w, 0.0), 4, GROUP, torch.bfloat16)


FORMATS: dict[str, Callable[[Tensor], Tensor]] = {"int4": int4, "ternary": ternary, "2of4": two_of_four}


def straight(x: Tensor, project: Callable[[Tensor], Tensor]) -> Tensor:
    """The projected value with the gradient of the identity."""
    return x + (project(x) - x).detach()


def fake(x: Tensor, bits: int, group: int = GROUP, half_scale: bool = True) -> Tensor:
    """Rounded integers with the gradient of the identity."""
    return straight(x, lambda v: round_groups(v, bits, group, torch.float16 if half_scale else None))
