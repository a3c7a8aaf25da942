"""Muon: momentum whose matrix update is made orthogonal (Newton-Schulz), for inner matrices."""

import torch


def orthogonal(g: torch.Tensor, steps: int = 5) -> torch.Tensor:
    """Nearly the orthogonal factor of g: all singular values near one."""
    a, b, c = 3.4445, -4.7750, 2.0315  # quintic tuned for a steep slope at zero
    x = g / (g.norm() + 1e-7)
    wide = x.shape[0] <= x.shape[1]
    x = x if wide else x.T
    for _ in range(steps):
        s = x @ x.T
        x = a * x + (b * s + c * s @ s) @ x
    return x if wide else x.T


class Muon(torch.optim.Optimizer):
    def __init__(self, params, lr: float = 0.02, momentum: float = 0.95, weight_decay: float = 0.0):
        super().__init__(params, {"lr": lr, "momentum": momentum, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self) -> None:
        for group in self.param_groups:
            m = group["momentum"]
            for p in group["params"]:
                state = self.state[p]
                if not state:
                    state["velocity"] = torch.zeros_like(p)
                v = state["velocity"].lerp_(p.grad, 1 - m)
                update = orthogonal(p.grad.lerp(v, m))
                p.mul_(1 - group["lr"] * group["weight_decay"])
                p.add_(update, alpha=-group["lr"] * max(1.0, p.shape[0] / p.shape[1]) ** 0.5)
