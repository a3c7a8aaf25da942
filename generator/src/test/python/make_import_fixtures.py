"""Makes the fixtures of imported, already quantized models.

A GGUF file with a tensor of every type that can be read, and small AWQ and GPTQ checkpoints, each with
what its tensors stand for. GGUF blocks are quantized and dequantized by the gguf package (K-quants, for
which it has no quantizer, from random blocks); AWQ and GPTQ are packed and dequantized here from their
documented layouts, independently of the Java reader. Run once, commit the output:

    pip install -r requirements-imports.txt
    python make_import_fixtures.py ../resources/imports

With two paths it converts a Hugging Face Llama to GGUF instead, for trying things by hand:

    python make_import_fixtures.py --convert FOLDER FILE.gguf Q8_0

Numbers are compared by the SHA-256 of a matrix's little-endian binary32 values, row by row in the
published order (zeros positive); the first ones are there for people.
"""

import hashlib
import json
import pathlib
import sys

import gguf
import numpy as np
from safetensors.numpy import load_file, save_file

SEED = 31
SHOWN = 4
SPACE = "\u2581"
PARTS = {
    "attention_norm": ("attn_norm", "input_layernorm"),
    "attention.q": ("attn_q", "self_attn.q_proj"),
    "attention.k": ("attn_k", "self_attn.k_proj"),
    "attention.v": ("attn_v", "self_attn.v_proj"),
    "attention.o": ("attn_output", "self_attn.o_proj"),
    "mlp_norm": ("ffn_norm", "post_attention_layernorm"),
    "mlp.gate": ("ffn_gate", "mlp.gate_proj"),
    "mlp.up": ("ffn_up", "mlp.up_proj"),
    "mlp.down": ("ffn_down", "mlp.down_proj"),
}


def record(values):
    """What a test compares: the digest of all values, and the first few as bits."""
    floats = np.ascontiguousarray(values, dtype="<f4") + np.float32(0)
    return {
        "shape": list(floats.shape),
        "sha256": hashlib.sha256(floats.tobytes()).hexdigest(),
        "first": [int(v) for v in floats.reshape(-1)[:SHOWN].view("<u4")],
    }


def permute(rows, heads):
    """The row order in which llama.cpp's converter leaves queries and keys."""
    half = rows.shape[0] // heads // 2
    return rows.reshape(heads, 2, half, -1).swapaxes(1, 2).reshape(rows.shape)


# --- GGUF -------------------------------------------------------------------------------------------

SHAPE = {"dim": 256, "hidden": 32, "heads": 2, "kv_heads": 1, "head_dim": 16, "context": 64}
TYPES = {
    "attention.q": "Q4_K",
    "attention.k": "BF16",
    "attention.v": "F16",
    "attention.o": "MXFP4",
    "mlp.gate": "Q4_0",
    "mlp.up": "Q8_0",
    "mlp.down": "Q4_1",
    "embedding": "Q6_K",
    "lm_head": "Q4_0",
}


def random_k_blocks(kind, rows, cols, random):
    """Blocks of random codes under scales of an ordinary size."""
    size, count = {"Q4_K": (144, 256), "Q6_K": (210, 256)}[kind]
    blocks = random.integers(0, 256, (rows * cols // count, size), dtype=np.uint8)
    scales = random.uniform(1e-4, 2e-3, (blocks.shape[0], 2)).astype("<f2").view(np.uint8)
    if kind == "Q4_K":
        blocks[:, :4] = scales
    else:
        blocks[:, 208:] = scales[:, :2]
    return blocks.reshape(rows, -1)


def quantized(kind, rows, cols, random):
    """The stored bytes or floats of a matrix, by rows, and its values."""
    if kind in ("Q4_K", "Q6_K"):
        data = random_k_blocks(kind, rows, cols, random)
    else:
        floats = random.normal(0, 0.05, (rows, cols)).astype(np.float32)
        if kind == "F16":
            return floats.astype(np.float16), floats.astype(np.float16).astype(np.float32)
        data = gguf.quants.quantize(floats, gguf.GGMLQuantizationType[kind])
    return data, gguf.quants.dequantize(data, gguf.GGMLQuantizationType[kind])


def words():
    """A SentencePiece-style vocabulary: some letters, and the merges of a few words."""
    pieces = [("<unk>", 0.0, 2), ("<s>", 0.0, 3), ("</s>", 0.0, 3), ("<0x0A>", 0.0, 6), ("<0x21>", 0.0, 6)]
    merged = ["he", "th", "the", SPACE + "the", "in", SPACE + "c", "at", SPACE + "cat", "an", "and", "er", "re", "here"]
    pieces += [(piece, -float(rank), 1) for rank, piece in enumerate(merged)]
    letters = SPACE + "abcdefghinorst"
    pieces += [(letter, -float(len(merged) + rank), 1) for rank, letter in enumerate(letters)]
    pieces.append(("<tool>", 0.0, 4))
    return pieces


def sentence_pieces(text, pieces):
    """llama.cpp's way: of all neighbours that join to a token, the best score first, the leftmost of equals."""
    ids = {piece: number for number, (piece, _, _) in enumerate(pieces)}
    symbols = list(SPACE + text.replace(" ", SPACE))
    while True:
        pairs = [
            (-pieces[ids[a + b]][1], at) for at, (a, b) in enumerate(zip(symbols, symbols[1:])) if a + b in ids
        ]
        if not pairs:
            break
        at = min(pairs)[1]
        symbols[at : at + 2] = [symbols[at] + symbols[at + 1]]
    tokens = []
    for symbol in symbols:
        stand = [ids.get(f"<0x{byte:02X}>", -1) for byte in symbol.encode()]
        tokens += [ids[symbol]] if symbol in ids else stand if -1 not in stand else [0]
    return tokens


def write_gguf(path, random):
    vocab = words()
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_context_length(SHAPE["context"])
    writer.add_embedding_length(SHAPE["dim"])
    writer.add_block_count(1)
    writer.add_feed_forward_length(SHAPE["hidden"])
    writer.add_head_count(SHAPE["heads"])
    writer.add_head_count_kv(SHAPE["kv_heads"])
    writer.add_key_length(SHAPE["head_dim"])
    writer.add_value_length(SHAPE["head_dim"])
    writer.add_rope_dimension_count(SHAPE["head_dim"])
    writer.add_rope_freq_base(500000.0)
    writer.add_layer_norm_rms_eps(1e-6)
    add_tokenizer(writer, vocab, 1, 2)
    dim, head = SHAPE["dim"], SHAPE["head_dim"]
    sizes = {
        "attention.q": (SHAPE["heads"] * head, dim),
        "attention.k": (SHAPE["kv_heads"] * head, dim),
        "attention.v": (SHAPE["kv_heads"] * head, dim),
        "attention.o": (dim, SHAPE["heads"] * head),
        "mlp.gate": (SHAPE["hidden"], dim),
        "mlp.up": (SHAPE["hidden"], dim),
        "mlp.down": (dim, SHAPE["hidden"]),
        "embedding": (len(vocab), dim),
        "lm_head": (len(vocab), dim),
    }
    expected = {}
    for role, (rows, cols) in sizes.items():
        data, values = quantized(TYPES[role], rows, cols, random)
        name = role if role in ("embedding", "lm_head") else "layers.0." + role
        expected[name] = dict(record(values), type=TYPES[role])
        if role in ("attention.q", "attention.k"):
            data = permute(data, SHAPE["heads"] if role == "attention.q" else SHAPE["kv_heads"])
        file_name = {"embedding": "token_embd", "lm_head": "output"}.get(role)
        file_name = file_name or "blk.0." + PARTS[role][0]
        writer.add_tensor(file_name + ".weight", data, raw_dtype=gguf.GGMLQuantizationType[TYPES[role]])
    for role, file_name in (
        ("layers.0.attention_norm", "blk.0.attn_norm"),
        ("layers.0.mlp_norm", "blk.0.ffn_norm"),
        ("final_norm", "output_norm"),
    ):
        values = random.uniform(0.5, 1.5, dim).astype(np.float32)
        expected[role] = dict(record(values), type="F32")
        writer.add_tensor(file_name + ".weight", values)
    finish(writer)
    texts = ["the cat", "there and here", "that!", "a\nthe", "x the", "hehehe the the", "cat  cat"]
    return {"tensors": expected, "texts": [[t, sentence_pieces(t, vocab)] for t in texts]}


def add_tokenizer(writer, pieces, bos, eos):
    writer.add_tokenizer_model("llama")
    writer.add_token_list([piece for piece, _, _ in pieces])
    writer.add_token_scores([score for _, score, _ in pieces])
    writer.add_token_types([kind for _, _, kind in pieces])
    writer.add_bos_token_id(bos)
    writer.add_eos_token_id(eos)
    writer.add_unk_token_id(0)


def finish(writer):
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


# --- AWQ and GPTQ -----------------------------------------------------------------------------------

CONFIG = {
    "architectures": ["LlamaForCausalLM"],
    "hidden_size": 32,
    "intermediate_size": 32,
    "num_hidden_layers": 1,
    "num_attention_heads": 2,
    "num_key_value_heads": 1,
    "vocab_size": 24,
    "max_position_embeddings": 32,
    "bos_token_id": 1,
    "eos_token_id": 2,
}
LINEAR = {
    "attention.q": (32, 32),
    "attention.k": (16, 32),
    "attention.v": (16, 32),
    "attention.o": (32, 32),
    "mlp.gate": (32, 32),
    "mlp.up": (32, 32),
    "mlp.down": (32, 32),
}
AWQ_ORDER = [0, 2, 4, 6, 1, 3, 5, 7]
CHECKPOINTS = {
    "awq": {"quant_method": "awq", "bits": 4, "group_size": 16, "version": "gemm", "zero_point": True},
    "gptq": {"quant_method": "gptq", "bits": 4, "group_size": 16, "sym": False, "desc_act": False},
    "gptq_sym": {"quant_method": "gptq", "bits": 8, "group_size": -1, "sym": True, "desc_act": False},
    "gptq_v2": {
        "quant_method": "gptq",
        "bits": 2,
        "group_size": 16,
        "sym": False,
        "desc_act": False,
        "checkpoint_format": "gptq_v2",
    },
}


def pack(codes, bits, order):
    """Packs the last axis into words; order[n] is the code that lies n codes from the lowest bit."""
    per_word = 32 // bits
    groups = codes.reshape(*codes.shape[:-1], -1, per_word)
    packed = np.zeros(groups.shape[:-1], dtype=np.uint64)
    for place in range(per_word):
        packed |= groups[..., order[place]].astype(np.uint64) << np.uint64(bits * place)
    return packed.astype(np.uint32).view(np.int32)


def packed_matrix(rows, cols, config, random):
    """The stored parts of a matrix, and its values."""
    bits = config["bits"]
    group = cols if config["group_size"] < 0 else config["group_size"]
    groups = cols // group
    codes = random.integers(0, 1 << bits, (cols, rows))
    symmetric = config.get("sym", False)
    low = 1 if config["quant_method"] == "gptq" and config.get("checkpoint_format", "gptq") == "gptq" else 0
    zeros = random.integers(low, 1 << bits, (groups, rows))
    if symmetric:
        zeros[:] = 1 << (bits - 1)
    scales = random.uniform(0.001, 0.02, (groups, rows)).astype(np.float16)
    index = np.arange(cols) // group
    values = (codes - zeros[index]).astype(np.float32) * scales[index].astype(np.float32)
    plain = list(range(32 // bits))
    if config["quant_method"] == "awq":
        parts = {"qweight": pack(codes, bits, AWQ_ORDER), "qzeros": pack(zeros, bits, AWQ_ORDER)}
    else:
        parts = {
            "qweight": np.ascontiguousarray(pack(codes.T, bits, plain).T),
            "qzeros": pack(zeros - low, bits, plain),
            "g_idx": index.astype(np.int32),
        }
    return dict(parts, scales=scales), values.T


def write_checkpoint(folder, config, random):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps(dict(CONFIG, quantization_config=config), indent=1) + "\n")
    vocab = {"<unk>": 0, "<s>": 1, "</s>": 2}
    vocab.update({letter: 3 + n for n, letter in enumerate("abcdefghijklmnopqrstu")})
    model = {"type": "BPE", "vocab": vocab, "merges": [], "unk_token": "<unk>"}
    (folder / "tokenizer.json").write_text(json.dumps({"model": model, "decoder": {"type": "Fuse"}}) + "\n")
    tensors = {}
    expected = {}
    for name, file_name in (("embedding", "model.embed_tokens"), ("lm_head", "lm_head")):
        values = random.normal(0, 0.05, (CONFIG["vocab_size"], CONFIG["hidden_size"])).astype(np.float16)
        tensors[file_name + ".weight"] = values
        expected[name] = record(values)
    for name in ("input_layernorm", "post_attention_layernorm"):
        tensors["model.layers.0." + name + ".weight"] = np.ones(CONFIG["hidden_size"], np.float16)
    tensors["model.norm.weight"] = np.ones(CONFIG["hidden_size"], np.float16)
    for role, (rows, cols) in LINEAR.items():
        parts, values = packed_matrix(rows, cols, config, random)
        expected["layers.0." + role] = record(values)
        for part, data in parts.items():
            tensors["model.layers.0." + PARTS[role][1] + "." + part] = data
    save_file(tensors, folder / "model.safetensors")
    return {"tensors": expected}


# --- a whole model, by hand -------------------------------------------------------------------------


def convert(folder, path, kind):
    """A Hugging Face Llama with a SentencePiece-style tokenizer as GGUF; what no block fits stays F16."""
    config = json.loads((folder / "config.json").read_text())
    tokenizer = json.loads((folder / "tokenizer.json").read_text())
    vocab = tokenizer["model"]["vocab"]
    ranks = {}
    for rank, merge in enumerate(tokenizer["model"]["merges"]):
        ranks.setdefault("".join(merge.split(" ") if isinstance(merge, str) else merge), rank)
    special = {t["id"] for t in tokenizer["added_tokens"]}
    pieces = []
    for piece, number in sorted(vocab.items(), key=lambda item: item[1]):
        is_byte = piece.startswith("<0x") and piece.endswith(">")
        kind_of = 2 if piece == "<unk>" else 3 if number in special else 6 if is_byte else 1
        pieces.append((piece, -float(ranks.get(piece, len(ranks) + number)), kind_of))
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_context_length(config["max_position_embeddings"])
    writer.add_embedding_length(config["hidden_size"])
    writer.add_block_count(config["num_hidden_layers"])
    writer.add_feed_forward_length(config["intermediate_size"])
    writer.add_head_count(config["num_attention_heads"])
    writer.add_head_count_kv(config["num_key_value_heads"])
    writer.add_rope_freq_base(config["rope_theta"])
    writer.add_layer_norm_rms_eps(config["rms_norm_eps"])
    add_tokenizer(writer, pieces, config["bos_token_id"], config["eos_token_id"])
    names = {"model.embed_tokens": "token_embd", "model.norm": "output_norm", "lm_head": "output"}
    for layer in range(config["num_hidden_layers"]):
        for short, long in PARTS.values():
            names[f"model.layers.{layer}.{long}"] = f"blk.{layer}.{short}"
    for name, values in load_file(folder / "model.safetensors").items():
        if name == "lm_head.weight" and config["tie_word_embeddings"]:
            continue
        values = values.astype(np.float32)
        if name.endswith(("q_proj.weight", "k_proj.weight")):
            heads = config["num_attention_heads" if "q_proj" in name else "num_key_value_heads"]
            values = permute(values, heads)
        target = names[name.removesuffix(".weight")] + ".weight"
        if values.ndim == 1:
            writer.add_tensor(target, values)
        elif values.shape[1] % 32 != 0 or kind == "F16":
            writer.add_tensor(target, values.astype(np.float16))
        else:
            quant = gguf.GGMLQuantizationType[kind]
            writer.add_tensor(target, gguf.quants.quantize(values, quant), raw_dtype=quant)
    finish(writer)


def main():
    if sys.argv[1] == "--convert":
        convert(pathlib.Path(sys.argv[2]), sys.argv[3], sys.argv[4])
        return
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(SEED)
    expected = {"llama.gguf": write_gguf(folder / "llama.gguf", random)}
    for name, config in CHECKPOINTS.items():
        expected[name] = write_checkpoint(folder / name, config, random)
    (folder / "expected.json").write_text(json.dumps(expected, indent=1) + "\n")


if __name__ == "__main__":
    main()
