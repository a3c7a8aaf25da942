"""The model: a Llama decoder whose state dict has the Hugging Face names.

Fake quantization is built in.  With `quant="weights"` every matrix is brought into its format as
the compiler does it later (straight-through gradient) and the embedding is rounded to int8;
`quant="all"` also rounds activations and KV cache.
"""

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from formats import FORMATS, fake, straight

CONFIG = {
    "architectures": ["LlamaForCausalLM"],
    "model_type": "llama",
    "hidden_size": 96,
    "intermediate_size": 192,
    "num_hidden_layers": 5,
    "num_attention_heads": 6,
    "num_key_value_heads": 3,
    "vocab_size": 512,
    "max_position_embeddings": 512,
    "rms_norm_eps": 1e-05,
    "rope_theta": 10000.0,
    "hidden_act": "silu",
    "tie_word_embeddings": True,
    "bos_token_id": 1,
    "eos_token_id": 2,
    "torch_dtype": "float16",
}


class Linear(nn.Linear):
    """A matrix without bias, in the format `form` (a key of FORMATS) when quantized."""

    def __init__(self, n_in: int, n_out: int, form: str):
        super().__init__(n_in, n_out, bias=False)
        self.project = FORMATS[form]

    def forward(self, x: Tensor, quant: str | None = None) -> Tensor:
        if quant is None:
            return F.linear(x, self.weight)
        if quant == "all":
            x = fake(x, 8, half_scale=False)
        return F.linear(x, straight(self.weight, self.project))


class RMSNorm(nn.Module):
    def __init__(self, dim: int, eps: float):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(dim))
        self.eps = eps

    def forward(self, x: Tensor) -> Tensor:
        return x * torch.rsqrt(x.square().mean(-1, keepdim=True) + self.eps) * self.weight


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """Rotary position embedding; element i pairs with element i + half."""
    a, b = x.chunk(2, dim=-1)
    return torch.cat((a * cos - b * sin, b * cos + a * sin), dim=-1)


class Attention(nn.Module):
    def __init__(self, c: dict, form: str):
        super().__init__()
        dim, self.heads, self.kv_heads = c["hidden_size"], c["num_attention_heads"], c["num_key_value_heads"]
        self.head_dim = dim // self.heads
        self.q_proj = Linear(dim, self.heads * self.head_dim, form)
        self.k_proj = Linear(dim, self.kv_heads * self.head_dim, form)
        self.v_proj = Linear(dim, self.kv_heads * self.head_dim, form)
        self.o_proj = Linear(self.heads * self.head_dim, dim, form)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor, quant: str | None) -> Tensor:
        batch, time, _ = x.shape

        def split(y: Tensor, heads: int) -> Tensor:
            return y.view(batch, time, heads, self.head_dim).transpose(1, 2)

        q = rotate(split(self.q_proj(x, quant), self.heads), cos, sin)
        k = rotate(split(self.k_proj(x, quant), self.kv_heads), cos, sin)
        v = split(self.v_proj(x, quant), self.kv_heads)
        if quant == "all":
            k, v = fake(k, 8, self.head_dim), fake(v, 8, self.head_dim)
        shared = self.heads // self.kv_heads
        k, v = k.repeat_interleave(shared, 1), v.repeat_interleave(shared, 1)
        y = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        return self.o_proj(y.transpose(1, 2).reshape(batch, time, -1), quant)


class MLP(nn.Module):
    def __init__(self, c: dict, form: str):
        super().__init__()
        self.gate_proj = Linear(c["hidden_size"], c["intermediate_size"], form)
        self.up_proj = Linear(c["hidden_size"], c["intermediate_size"], form)
        self.down_proj = Linear(c["intermediate_size"], c["hidden_size"], form)

    def forward(self, x: Tensor, quant: str | None) -> Tensor:
        return self.down_proj(F.silu(self.gate_proj(x, quant)) * self.up_proj(x, quant), quant)


class Block(nn.Module):
    def __init__(self, c: dict, form: str):
        super().__init__()
        self.input_layernorm = RMSNorm(c["hidden_size"], c["rms_norm_eps"])
        self.self_attn = Attention(c, form)
        self.post_attention_layernorm = RMSNorm(c["hidden_size"], c["rms_norm_eps"])
        self.mlp = MLP(c, form)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor, quant: str | None) -> Tensor:
        x = x + self.self_attn(self.input_layernorm(x), cos, sin, quant)
        return x + self.mlp(self.post_attention_layernorm(x), quant)


class Inner(nn.Module):
    def __init__(self, c: dict, form: str):
        super().__init__()
        self.embed_tokens = nn.Embedding(c["vocab_size"], c["hidden_size"])
        self.layers = nn.ModuleList(Block(c, form) for _ in range(c["num_hidden_layers"]))
        self.norm = RMSNorm(c["hidden_size"], c["rms_norm_eps"])


class Llama(nn.Module):
    """Logits of every position; the head is the embedding matrix."""

    def __init__(self, c: dict = CONFIG, form: str = "int4"):
        super().__init__()
        self.config = c
        self.form = form
        self.model = Inner(c, form)
        head_dim = c["hidden_size"] // c["num_attention_heads"]
        freq = c["rope_theta"] ** (-torch.arange(0, head_dim, 2).float() / head_dim)
        angle = torch.outer(torch.arange(c["max_position_embeddings"]).float(), freq)
        self.register_buffer("cos", angle.cos(), persistent=False)
        self.register_buffer("sin", angle.sin(), persistent=False)
        self._init_weights()

    def _init_weights(self) -> None:
        for name, p in self.named_parameters():
            if p.dim() < 2:
                continue
            std = 0.05 if "embed" in name else p.shape[1] ** -0.5
            if name.endswith(("o_proj.weight", "down_proj.weight")):
                std /= math.sqrt(2 * self.config["num_hidden_layers"])
            nn.init.normal_(p, std=std)

    def forward(self, ids: Tensor, quant: str | None = None) -> Tensor:
        table = self.model.embed_tokens.weight
        if quant is not None:
            table = fake(table, 8)
        x = F.embedding(ids, table)
        cos, sin = self.cos[: ids.shape[1]], self.sin[: ids.shape[1]]
        for layer in self.model.layers:
            x = layer(x, cos, sin, quant)
        x = self.model.norm(x)
        if quant == "all":
            x = fake(x, 8, half_scale=False)
        return F.linear(x, table)
