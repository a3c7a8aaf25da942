"""A fabric decodes as golden does, whatever its memory makes of it, and shows no X on the way.

What is measured is recorded into the file that DFAB_RECORD names, a line of JSON for each token,
so that two simulators can be compared in every count and value.
"""

import json
import os

import cocotb
from cocotb.triggers import ReadOnly, RisingEdge
from dfab_fabric import Fabric, Traffic, load_design, load_expected

FAR = load_design()["memory"] is not None
# An interpreting simulator takes seconds for a token.
TOKENS = int(os.environ.get("DFAB_TOKENS", "2"))


def record(test, position, token, logits):
    file = os.environ.get("DFAB_RECORD")
    if file:
        entry = {"test": test, "position": position, "next": token.next, "counters": token.counters, "logits": logits}
        with open(file, "a", encoding="ascii") as out:
            out.write(json.dumps(entry) + "\n")


async def decode(dut, name, traffic):
    """The first tokens, each compared with golden; the KV cache carries from one to the next."""
    fabric = Fabric(dut, traffic)
    await fabric.start()
    watch = XWatch(dut)
    for expected in load_expected()[:TOKENS]:
        token = await fabric.decode(expected["position"], expected["token"])
        assert token.done and not token.error, f"status {token.status}, cause {token.cause}"
        logits = await fabric.logits()
        wrong = [i for i, (want, got) in enumerate(zip(expected["logits"], logits)) if want != got]
        assert not wrong, f"logit {wrong[0]} at position {expected['position']} is not golden's"
        assert token.next == expected["next"]
        record(name, expected["position"], token, logits)
        dut._log.info("position %d: %d cycles", expected["position"], token.counters["CYCLES"])
    assert watch.edges > 1000, "nothing was watched"
    return fabric


class XWatch:
    """Looks at every output at every edge: what says that something is valid is 0 or 1, and what it
    says so of has no X. The first X ends the test. In a simulator of two values there is none."""

    def __init__(self, dut):
        self.edges = 0
        names = [name for name in dir(dut) if name.startswith(("s_axil_", "m_axi_", "trace_"))]
        self.plain = [dut.irq, dut.engine_state]
        self.streams = []
        for name in names:
            if name.endswith("ready"):
                self.plain.append(getattr(dut, name))
            elif name.endswith("valid") or name.endswith("_we"):
                flag = "_we" if name.endswith("_we") else "valid"
                stem = name[: -len(flag)]
                parts = [getattr(dut, n) for n in names if n.startswith(stem) and n != name and not n.endswith("ready")]
                self.streams.append((getattr(dut, name), parts))
        cocotb.start_soon(self._watch(dut.clk))

    async def _watch(self, clock):
        edge = RisingEdge(clock)
        while True:
            await edge
            await ReadOnly()
            self.edges += 1
            for signal in self.plain:
                self._expect(signal)
            for flag, parts in self.streams:
                text = self._expect(flag)
                # A write of some lanes may carry anything in the others, which is not looked at.
                if "1" in text and "0" not in text:
                    for part in parts:
                        self._expect(part)

    def _expect(self, signal):
        text = str(signal.value)
        assert set(text) <= {"0", "1"}, f"{signal._name} is {text} at edge {self.edges}"
        return text


@cocotb.test()
async def registers_tell_what_was_built(dut):
    fabric = Fabric(dut)
    await fabric.start()
    assert await fabric.read("ID") == 0x44464142
    assert await fabric.read("REVISION") == 1
    assert await fabric.read("MAX_VOCAB") == fabric.facts["vocab"]
    assert await fabric.read("MAX_CONTEXT") == fabric.facts["context"]
    await fabric.write("POSITION", 0x12345678)
    assert await fabric.read("POSITION") == 0x12345678
    # Before any start the counters are not what their registers woke up with; that of the cycles
    # has counted those in which the fabric was busy cleaning up behind the reset.
    counters = await fabric.read_counters()
    assert 0 < counters.pop("CYCLES") < 1000
    assert set(counters.values()) == {0}


@cocotb.test()
async def a_token_equals_golden(dut):
    """With a memory that answers in order and never pauses."""
    await decode(dut, "a_token_equals_golden", Traffic())


@cocotb.test(skip=not FAR)
async def a_token_equals_golden_under_random_traffic(dut):
    """Channels that pause at random in both directions, vary their latency and reorder IDs."""
    seed = cocotb.RANDOM_SEED
    dut._log.info("traffic of seed %d", seed)
    await decode(dut, "a_token_equals_golden_under_random_traffic", Traffic(seed=seed, latency=20))


@cocotb.test(skip=not FAR)
async def the_kv_cache_lies_in_memory(dut):
    """A token writes into the region of the KV cache, and nowhere else."""
    fabric = Fabric(dut)
    await fabric.start()
    memory, base = fabric.memory, fabric.facts["memory"]["kv_base"]
    base -= base % memory.beat
    before = memory.dump(0, base)
    cache = memory.dump(base, memory.size - base)
    expected = load_expected()[0]
    token = await fabric.decode(0, expected["token"])
    assert token.done
    assert token.counters["BEATS_WRITTEN"] > 0
    assert memory.dump(0, base) == before
    assert memory.dump(base, len(cache)) != cache
