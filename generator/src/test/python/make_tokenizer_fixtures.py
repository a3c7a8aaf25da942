"""Makes the tokenizer fixtures of the Java tests with the tokenizers library.

Trains small byte-pair tokenizers on the text below and records what the library encodes and decodes,
so that the Java reader can be held against it without Python. Run once, commit the output:

    python make_tokenizer_fixtures.py ../resources/tokenizers

Needs tokenizers 0.20 or newer. Training is deterministic, so the same version gives the same bytes.
"""

import json
import pathlib
import random
import sys

import tokenizers
from tokenizers import (
    AddedToken,
    Regex,
    Tokenizer,
    decoders,
    models,
    normalizers,
    pre_tokenizers,
    processors,
    trainers,
)

LLAMA3_SPLIT = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+"
)
QWEN2_SPLIT = LLAMA3_SPLIT.replace(r"\p{N}{1,3}", r"\p{N}")

CORPUS = [
    "The mill stands by the river, and the river turns the wheel.",
    "In the morning the miller opens the gate and the water comes in.",
    "A small boat came down the river with a load of grain and 25 sacks of flour.",
    "It's late, we'll go home; they've left and I'm tired. Don't wait!",
    "Numbers such as 3, 14, 159 and 2653 are kept together or cut apart.",
    "Über den Fluß führt eine Brücke; le pont est très étroit; el niño cruzó el río.",
    "Река течёт к морю. 川は海へ流れる。 강은 바다로 흐른다.",
    "The miller's daughter counted the sacks: one, two, three, four, five.",
    "When the wheel stops, the miller sleeps, and the water waits behind the gate.",
    "    indented text\n\twith a tab\nand   several   spaces   between   words\n\n",
]

TEXTS = [
    "",
    " ",
    "  ",
    "a",
    "The miller opens the gate.",
    " leading space",
    "   three leading spaces",
    "trailing space ",
    "two  spaces   three    four",
    "tabs\tand\nnew lines\r\nand\n\n\nmore\n",
    "It's we'll THEY'VE i'M Don'T 's 't",
    "long s: '\u017f, kelvin: \u212a",
    "1 12 123 1234 12345 3.14159 -2,653",
    "Über Fluß naïve café niño",
    "cafe\u0301 combining",
    "Река 川は海へ 강은 \u0e44\u0e17\u0e22 \u0627\u0644\u0646\u0647\u0631",
    "\U0001f600 smile \U0001f469\u200d\U0001f680 \U0001f1e9\U0001f1ea",
    "math \U0001d54f \u2211 \u221e \u2260",
    "control \x00 \x01 \x1b[31m \x7f end",
    "no-break\u00a0space, thin\u2009space, wide\u3000space, line\u2028separator",
    "mark \u2581 in \u2581\u2581the text",
    "\u2581starts with the mark",
    "\ufeffbyte order mark",
    "replacement \ufffd and private \ue000",
    "literal <0x41> byte token",
    "<s>begin</s>end <unk> <s></s>",
    "a<s> b </s> c<|end|>d <|end|>",
    "<|extra|>not special<|extra|> text",
    "x<|norm|>y <|norm|>",
    "!?.,;:()[]{}\"'`~@#$%^&*-_=+\\|/<>",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "thethethethe the the",
    "CamelCaseWord snake_case_word kebab-case-word",
    "http://example.org/a?b=c&d=e#f",
    "\n",
    "\n\n a \n",
    "  \n  \n",
    " \u00a0 x",
]


def random_texts(count):
    source = random.Random(7)
    alphabet = "the rivmla'  \n\t.,19\u00e9\u0444\u5ddd\U0001f600\u2581\u200d\x07ALS"
    return ["".join(source.choice(alphabet) for _ in range(source.randint(1, 40))) for _ in range(count)]


def specials():
    return [AddedToken(t, special=True, normalized=False) for t in ("<unk>", "<s>", "</s>")]


def bos_template(tokenizer):
    return processors.TemplateProcessing(
        single="<s> $A", pair="<s> $A $B", special_tokens=[("<s>", tokenizer.token_to_id("<s>"))]
    )


def train(tokenizer, vocab_size, first_tokens, alphabet=(), limit_alphabet=48):
    trainer = trainers.BpeTrainer(
        vocab_size=vocab_size,
        special_tokens=first_tokens,
        initial_alphabet=list(alphabet),
        limit_alphabet=limit_alphabet,
        show_progress=False,
    )
    tokenizer.train_from_iterator(CORPUS, trainer)


def sentencepiece_style(normalizer, pre_tokenizer, decoder, byte_fallback=True, fuse=True, unk="<unk>"):
    """Trained with spaces as marks and words cut, then used as the files of Llama 2 are."""
    first = ["<unk>", "<s>", "</s>"] + ([f"<0x{b:02X}>" for b in range(256)] if byte_fallback else [])
    trained = Tokenizer(models.BPE())
    trained.pre_tokenizer = pre_tokenizers.Metaspace()
    train(trained, len(first) + 160, first)
    data = json.loads(trained.to_str())["model"]
    merges = [tuple(m) if isinstance(m, list) else tuple(m.split(" ")) for m in data["merges"]]
    tokenizer = Tokenizer(
        models.BPE(vocab=data["vocab"], merges=merges, unk_token=unk, fuse_unk=fuse, byte_fallback=byte_fallback)
    )
    if normalizer is not None:
        tokenizer.normalizer = normalizer
    if pre_tokenizer is not None:
        tokenizer.pre_tokenizer = pre_tokenizer
    tokenizer.decoder = decoder
    tokenizer.add_special_tokens(specials())
    tokenizer.post_processor = bos_template(tokenizer)
    return tokenizer


def llama_decoder(strip=True):
    parts = [decoders.Replace("\u2581", " "), decoders.ByteFallback(), decoders.Fuse()]
    return decoders.Sequence(parts + ([decoders.Strip(" ", 1, 0)] if strip else []))


def llama_normalizer():
    return normalizers.Sequence([normalizers.Prepend("\u2581"), normalizers.Replace(" ", "\u2581")])


def byte_level(pre_tokenizer, ignore_merges=False, template=True):
    tokenizer = Tokenizer(models.BPE(ignore_merges=ignore_merges))
    tokenizer.pre_tokenizer = pre_tokenizer
    train(tokenizer, 420, ["<s>", "</s>"], pre_tokenizers.ByteLevel.alphabet(), 256)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens([AddedToken("<|end|>", special=True, normalized=False)])
    tokenizer.add_tokens([AddedToken("<|extra|>", special=False, normalized=False)])
    tokenizer.add_tokens([AddedToken("<|norm|>", special=False, normalized=True)])
    level = processors.ByteLevel(trim_offsets=True)
    tokenizer.post_processor = processors.Sequence([level, bos_template(tokenizer)]) if template else level
    return tokenizer


def split_then_bytes(pattern):
    return pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(pattern), behavior="isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )


def with_added(tokenizer):
    tokenizer.add_special_tokens([AddedToken("<|end|>", special=True, normalized=False)])
    tokenizer.add_tokens([AddedToken("<|extra|>", special=False, normalized=False)])
    tokenizer.add_tokens([AddedToken("<|norm|>", special=False, normalized=True)])
    return tokenizer


def tokenizers_by_name():
    metaspace_first = pre_tokenizers.Metaspace(replacement="\u2581", prepend_scheme="first", split=False)
    metaspace_cut = pre_tokenizers.Metaspace(replacement="\u2581", prepend_scheme="always", split=True)
    return {
        "llama2": sentencepiece_style(llama_normalizer(), None, llama_decoder()),
        "llama2_added": with_added(sentencepiece_style(llama_normalizer(), None, llama_decoder(False))),
        "metaspace_first": sentencepiece_style(None, metaspace_first, llama_decoder()),
        "metaspace_cut": sentencepiece_style(
            None, metaspace_cut, decoders.Metaspace(), byte_fallback=False, fuse=False
        ),
        "unknown_fused": sentencepiece_style(
            llama_normalizer(), None, llama_decoder(), byte_fallback=False, fuse=True
        ),
        "gpt2": byte_level(pre_tokenizers.ByteLevel(add_prefix_space=False), template=False),
        "gpt2_prefixed": byte_level(pre_tokenizers.ByteLevel(add_prefix_space=True)),
        "llama3": byte_level(split_then_bytes(LLAMA3_SPLIT), ignore_merges=True),
        "qwen2": byte_level(split_then_bytes(QWEN2_SPLIT)),
    }


def cases(tokenizer):
    result = []
    for text in TEXTS + random_texts(60):
        plain = tokenizer.encode(text, add_special_tokens=False).ids
        begun = tokenizer.encode(text, add_special_tokens=True).ids
        result.append({"text": text, "ids": plain, "ids_bos": begun, "decoded": tokenizer.decode(begun)})
    return result


def decode_cases(tokenizer):
    """Token sequences that no text encodes to: cut characters, marks in odd places."""
    source = random.Random(11)
    size = tokenizer.get_vocab_size()
    result = []
    for _ in range(120):
        # Every second sequence is mostly byte tokens, where valid and invalid UTF-8 meet.
        top = min(size, 260) if len(result) % 2 else size
        ids = [source.randrange(top) for _ in range(source.randint(1, 8))]
        result.append({"ids": ids, "decoded": tokenizer.decode(ids)})
    return result


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, tokenizer in tokenizers_by_name().items():
        (folder / f"{name}.tokenizer.json").write_text(tokenizer.to_str(pretty=False) + "\n", encoding="utf-8")
        lines = [f'"library":{json.dumps("tokenizers " + tokenizers.__version__)}']
        for key, rows in (("cases", cases(tokenizer)), ("decode", decode_cases(tokenizer))):
            body = ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows)
            lines.append(f'"{key}":[\n{body}\n]')
        (folder / f"{name}.cases.json").write_text("{" + ",\n".join(lines) + "}\n")


if __name__ == "__main__":
    main()
