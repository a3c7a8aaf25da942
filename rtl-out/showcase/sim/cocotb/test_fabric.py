"""An example to start from: the fabric decodes the first tokens as golden does."""

import cocotb
from dfab_fabric import Fabric, Traffic, load_expected


@cocotb.test()
async def identifies_itself(dut):
    fabric = Fabric(dut)
    await fabric.start()
    assert await fabric.read("ID") == 0x44464142
    assert await fabric.read("MAX_VOCAB") == fabric.facts["vocab"]
    assert await fabric.read("MAX_CONTEXT") == fabric.facts["context"]


@cocotb.test(skip=not load_expected())
async def decodes_as_golden(dut):
    """The off-chip memory, where there is one, pauses and reorders by the seed of the run."""
    fabric = Fabric(dut, Traffic(seed=cocotb.RANDOM_SEED))
    await fabric.start()
    for expected in load_expected():
        token = await fabric.decode(expected["position"], expected["token"])
        assert token.done and not token.error, f"status {token.status}, cause {token.cause}"
        assert token.next == expected["next"]
        assert await fabric.logits() == expected["logits"], f"logits at position {expected['position']}"
        dut._log.info("position %d: token %d, %d cycles", expected["position"], token.next, token.counters["CYCLES"])
