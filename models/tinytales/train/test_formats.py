"""Checks of the projections, and that the stored weights are values of their format; run with pytest here."""

import json
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from formats import FORMATS, GROUP, kept, ternary, two_of_four

MODELS = Path(__file__).parents[2]
LARGEST = 1_500_000  # bytes of weights that the project accepts in its repository


def some_matrix(rows: int = 64, cols: int = 192) -> torch.Tensor:
    return torch.randn(rows, cols, generator=torch.Generator().manual_seed(7)) * 0.1


def matrices(folder: str) -> dict[str, torch.Tensor]:
    """The matrices of the layers as stored; every one that config.json calls for must be there."""
    path = MODELS / folder
    assert (path / "model.safetensors").stat().st_size <= LARGEST
    layers = json.loads((path / "config.json").read_text())["num_hidden_layers"]
    found = {k: w for k, w in load_file(path / "model.safetensors").items() if k.endswith("_proj.weight")}
    assert len(found) == 7 * layers
    assert all(w.dtype == torch.float16 and w.isfinite().all() for w in found.values())
    return {k: w.float() for k, w in found.items()}


def is_ternary(w: torch.Tensor) -> bool:
    """Each row holds one magnitude besides zero."""
    top = w.abs().amax(-1, keepdim=True)
    return bool((top > 0).all() and ((w == 0) | (w.abs() == top)).all())


def is_two_of_four(w: torch.Tensor) -> bool:
    return bool(((w.reshape(w.shape[0], -1, 4) != 0).sum(-1) <= 2).all())


def is_int4(w: torch.Tensor) -> bool:
    """Each group holds whole multiples, up to 7, of a seventh of its largest magnitude."""
    g = w.reshape(w.shape[0], -1, GROUP)
    code = g / (g.abs().amax(-1, keepdim=True) / 7).clamp_min(1e-12)
    return bool((code == code.round()).all())


@pytest.mark.parametrize("form", ["ternary", "2of4"])
def test_projection_leaves_its_own_values_alone(form):
    once = FORMATS[form](some_matrix())
    assert torch.equal(FORMATS[form](once), once)
    assert torch.equal(once.half().float(), once)


def test_projections_reach_their_formats():
    w = some_matrix()
    assert not is_ternary(w) and not is_two_of_four(w) and not is_int4(w)
    assert is_ternary(ternary(w))
    assert is_two_of_four(two_of_four(w)) and is_int4(two_of_four(w))


def test_sparse_form_keeps_the_two_largest_of_four():
    w = torch.tensor([[1.0, -3.0, 2.0, 0.5, 1.0, -1.0, 1.0, 1.0]])
    assert kept(w).tolist() == [[False, True, True, False, True, True, False, False]]


def test_zero_rows_stay_zero():
    for project in FORMATS.values():
        assert not project(torch.zeros(2, 64)).any()


def test_stored_ternary_weights_are_ternary():
    for name, w in matrices("tinytales-ternary").items():
        assert is_ternary(w), name
        assert torch.equal(ternary(w), w), name


def test_stored_sparse_weights_are_two_of_four_and_int4():
    for name, w in matrices("tinytales-2of4").items():
        assert is_two_of_four(w) and is_int4(w), name
        assert torch.equal(two_of_four(w), w), name


def test_ordinary_weights_are_neither():
    for w in matrices("tinytales").values():
        assert not is_ternary(w) and not is_two_of_four(w)
