"""What goes wrong ends in the error status with its cause, and a new start recovers."""

import cocotb
from cocotb.triggers import ClockCycles
from cocotbext.axi import AxiResp
from dfab_fabric import CANCEL, ERROR, START, Fabric, Traffic, load_design, load_expected

FAR = load_design()["memory"] is not None


async def start(dut):
    fabric = Fabric(dut, Traffic(seed=cocotb.RANDOM_SEED) if FAR else None)
    await fabric.start()
    return fabric


async def expect_golden(fabric):
    """The first token from its start, as if nothing had happened before."""
    expected = load_expected()[0]
    token = await fabric.decode(expected["position"], expected["token"])
    assert token.done and not token.error, f"status {token.status}, cause {token.cause}"
    assert token.cause == fabric.cause("NONE")
    assert token.next == expected["next"]
    assert await fabric.logits() == expected["logits"]


def expect_error(fabric, token, cause):
    assert token.error and not token.done, f"status {token.status}"
    assert token.cause == fabric.cause(cause), f"cause {token.cause}"


@cocotb.test()
async def refuses_what_it_does_not_have(dut):
    fabric = await start(dut)
    facts = fabric.facts
    expect_error(fabric, await fabric.decode(facts["context"], 0), "POSITION")
    expect_error(fabric, await fabric.decode(0, facts["vocab"]), "TOKEN")
    await expect_golden(fabric)


@cocotb.test()
async def a_start_while_busy_is_refused_and_the_run_goes_on(dut):
    fabric = await start(dut)
    expected = load_expected()[0]
    await fabric.begin(0, expected["token"])
    await fabric.write("CTRL", START)
    assert await fabric.read("STATUS") & ERROR
    assert await fabric.read("ERROR") == fabric.cause("BUSY")
    token = await fabric.end()
    assert token.next == expected["next"]


@cocotb.test()
async def a_cancelled_run_can_be_repeated(dut):
    fabric = await start(dut)
    await fabric.begin(0, load_expected()[0]["token"])
    await ClockCycles(dut.clk, 300)
    await fabric.write("CTRL", CANCEL)
    expect_error(fabric, await fabric.end(), "CANCEL")
    await expect_golden(fabric)


@cocotb.test()
async def an_unknown_register_answers_slverr(dut):
    fabric = await start(dut)
    answer = await fabric.host.read(0x0048, 4)
    assert answer.resp == AxiResp.SLVERR
    answer = await fabric.host.write(0x1000, b"\0\0\0\0")
    assert answer.resp == AxiResp.SLVERR
    assert await fabric.read("ID") == 0x44464142


@cocotb.test(skip=not FAR)
@cocotb.parametrize(response=[AxiResp.SLVERR, AxiResp.DECERR])
async def a_refused_read_ends_the_run(dut, response):
    fabric = await start(dut)
    memory = fabric.memory
    for beat in range(0, memory.size, memory.beat):
        memory.faults.reads[beat] = response
    expect_error(fabric, await fabric.decode(0, load_expected()[0]["token"]), "READ")
    memory.faults.clear()
    await expect_golden(fabric)


@cocotb.test(skip=not FAR)
@cocotb.parametrize(response=[AxiResp.SLVERR, AxiResp.DECERR])
async def a_refused_write_ends_the_run(dut, response):
    fabric = await start(dut)
    memory = fabric.memory
    for beat in range(0, memory.size, memory.beat):
        memory.faults.writes[beat] = response
    expect_error(fabric, await fabric.decode(0, load_expected()[0]["token"]), "WRITE")
    memory.faults.clear()
    await expect_golden(fabric)


@cocotb.test(skip=not FAR)
async def a_read_ahead_that_fails_spoils_no_run(dut):
    """Weights are read ahead while the fabric waits: what fails then must not be computed with."""
    fabric = await start(dut)
    memory = fabric.memory
    for beat in range(0, memory.size, memory.beat):
        memory.faults.reads[beat] = AxiResp.SLVERR
    await fabric.reset()
    await ClockCycles(dut.clk, 500)
    memory.faults.clear()
    await expect_golden(fabric)
    # The next one begins without a detour.
    expected = load_expected()[1]
    token = await fabric.decode(expected["position"], expected["token"])
    assert token.done and token.next == expected["next"]


@cocotb.test()
async def a_reset_in_the_middle_of_a_token_recovers(dut):
    fabric = await start(dut)
    for cycles in (50, 700):
        await fabric.begin(0, load_expected()[0]["token"])
        await ClockCycles(dut.clk, cycles)
        await fabric.reset(cycles=2)
        assert await fabric.read("STATUS") == 0
    await expect_golden(fabric)
