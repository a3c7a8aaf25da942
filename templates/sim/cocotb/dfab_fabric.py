"""Drives a generated fabric under cocotb with the bus models of cocotbext-axi.

What depends on the design is read from design.json beside this file, and what golden computes from
expected.json, which is there when the design was generated with weights.

    fabric = Fabric(dut)
    await fabric.start()
    token = await fabric.decode(position=0, token=5)
    assert token.next == ...

The host is an AxiLiteMaster. Each channel of the off-chip memory is an AxiRam whose reads are
answered as the fabric's own model of the memory answers them: after a latency, those of one ID in
order, those of different IDs interleaved where that is asked for.
"""

import json
import logging
import random
from collections import deque
from dataclasses import dataclass
from pathlib import Path

import cocotb
from cocotb.clock import Clock
from cocotb.handle import HierarchyArrayObject, HierarchyObject
from cocotb.triggers import ClockCycles, RisingEdge, Timer
from cocotbext.axi import AxiBus, AxiLiteBus, AxiLiteMaster, AxiResp
from cocotbext.axi.axi_ram import AxiRamRead, AxiRamWrite
from cocotbext.axi.sparse_memory import SparseMemory

HERE = Path(__file__).absolute().parent
ROOT = HERE.parent.parent  # where rom/ is

START = 1
CANCEL = 2
BUSY, DONE, ERROR = 1, 2, 4


def load_design():
    """What is fixed by the design: names, sizes, registers."""
    return json.loads((HERE / "design.json").read_text())


def load_expected():
    """Tokens as golden computes them, by position; empty where no weights were given.

    Each has position, token, next and logits: the bits of each logit, as Fabric.logits reads them.
    """
    file = HERE / "expected.json"
    if not file.exists():
        return []
    tokens = json.loads(file.read_text())["tokens"]
    for token in tokens:
        bits = token["logits"]
        token["logits"] = [int(bits[i : i + 8], 16) for i in range(0, len(bits), 8)]
    return tokens


def fill_memories(dut):
    """Gives every word that holds X random bits, as a real memory has when power comes.

    Only registers then start at X, and an X at an output is a missing reset rather than a stale
    word times zero. A simulator of two values has done so itself.
    """
    if "icarus" not in cocotb.SIM_NAME.lower():
        return
    draw = random.Random(cocotb.RANDOM_SEED)
    for memory in _memories(dut):
        for i in memory.range:
            if "X" in str(memory[i].value):
                memory[i].value = draw.getrandbits(len(memory[i]))


def _memories(scope):
    for child in scope:
        if isinstance(child, (HierarchyObject, HierarchyArrayObject)):
            yield from _memories(child)
        elif child._name == "mem":
            yield child


def quieten():
    """Keeps the log to what tests say: cocotb and the bus models tell of every port and access."""
    for name in ("gpi", "py.warnings", "cocotb." + cocotb.top._name):
        logging.getLogger(name).setLevel(logging.ERROR)


@dataclass(frozen=True)
class Token:
    """What the registers say after a run."""

    status: int
    cause: int
    next: int
    counters: dict

    @property
    def done(self):
        return bool(self.status & DONE)

    @property
    def error(self):
        return bool(self.status & ERROR)


@dataclass
class Traffic:
    """How the off-chip memory behaves. Without a seed it is as quick and regular as it can be."""

    seed: int = 0  # 0: no pauses, reads in order
    latency: int = 8  # cycles until a read burst is answered
    pause: float = 0.25  # share of cycles in which a channel makes the fabric wait


class Faults:
    """Accesses that the memory answers with an error: bytes of the tier, in one direction."""

    def __init__(self):
        self.reads = {}
        self.writes = {}

    def clear(self):
        self.reads.clear()
        self.writes.clear()

    def response(self, table, first, last):
        for address, response in table.items():
            if first <= address <= last:
                return response
        return AxiResp.OKAY


class ChannelRead(AxiRamRead):
    """Reads of one channel, with a latency, and with the beats of several IDs interleaved."""

    def __init__(self, bus, clock, reset, mem, memory, channel):
        self.memory = memory
        self.channel = channel
        super().__init__(bus, clock, reset, mem=mem)

    async def _process_read(self):
        memory = self.memory
        edge = RisingEdge(self.clock)
        waiting = {}  # bursts by ID, the oldest first: [due, address, beats left]
        order = deque()  # IDs in the order of their bursts
        while True:
            while order and not self.ar_channel.empty() or not order:
                ar = await self.ar_channel.recv()
                address, beats = int(ar.araddr), int(ar.arlen) + 1
                memory.check(ar.arburst, ar.arsize, address, beats, "read")
                burst = [memory.now() + memory.wait(), address, beats]
                waiting.setdefault(int(ar.arid), deque()).append(burst)
                order.append(int(ar.arid))
            ready = [i for i in dict.fromkeys(order) if waiting[i][0][0] <= memory.now()]
            if not memory.interleaves:
                ready = [i for i in ready if i == order[0]]
            if not ready:
                await edge
                continue
            chosen = memory.random.choice(ready) if memory.interleaves else ready[0]
            burst = waiting[chosen][0]
            beat = self.r_channel._transaction_obj()
            beat.rid = chosen
            beat.rresp = memory.response(memory.faults.reads, self.channel, burst[1])
            data = self.read(burst[1], self.byte_lanes)
            beat.rdata = int.from_bytes(data, "little") if beat.rresp == AxiResp.OKAY else 0
            beat.rlast = burst[2] == 1
            await self.r_channel.send(beat)
            burst[1] += self.byte_lanes
            burst[2] -= 1
            if burst[2] == 0:
                waiting[chosen].popleft()
                order.remove(chosen)


class ChannelWrite(AxiRamWrite):
    """Writes of one channel; a burst with a fault leaves the memory as it was from there on."""

    def __init__(self, bus, clock, reset, mem, memory, channel):
        self.memory = memory
        self.channel = channel
        super().__init__(bus, clock, reset, mem=mem)
        # The response class of the model is SLVERR: a fault may ask for another.
        self._send = self.b_channel.send
        self.b_channel.send = self._respond
        self._worst = AxiResp.OKAY

    async def _write(self, address, data):
        response = self.memory.response(self.memory.faults.writes, self.channel, address, len(data))
        self._worst = max(self._worst, response)
        if response == AxiResp.OKAY:
            self.write(address, data)

    async def _respond(self, response):
        response.bresp = self._worst
        self._worst = AxiResp.OKAY
        await self._send(response)


class OffchipMemory:
    """One tier, striped over its channels: beat i of the tier is in channel i modulo channels."""

    def __init__(self, dut, facts, traffic):
        self.beat = facts["beat_bytes"]
        self.channels = len(facts["prefixes"])
        self.capacity = facts["capacity_bytes"]
        self.random = random.Random(traffic.seed)
        self.traffic = traffic
        self.interleaves = traffic.seed != 0
        self.faults = Faults()
        self.reads, self.writes, self._cycle = [], [], 0
        self._clock = dut.clk
        for channel, prefix in enumerate(facts["prefixes"]):
            bus = AxiBus.from_prefix(dut, prefix)
            size = 1 << len(bus.read.ar.araddr)
            mem = SparseMemory(size)
            self.size = min(self.capacity, size * self.channels)  # bytes that can be addressed
            self.reads.append(ChannelRead(bus.read, dut.clk, dut.rst, mem, self, channel))
            self.writes.append(ChannelWrite(bus.write, dut.clk, dut.rst, mem, self, channel))
        self.load((ROOT / facts["image"]).read_bytes())
        cocotb.start_soon(self._count())
        if traffic.seed:
            for read, write in zip(self.reads, self.writes):
                for bus in (read.ar_channel, read.r_channel, write.aw_channel, write.w_channel, write.b_channel):
                    bus.set_pause_generator(self._pauses(random.Random(self.random.random())))

    def load(self, image):
        """Puts bytes at the tier's address 0."""
        for beat in range(0, len(image), self.beat):
            channel, address = self._place(beat)
            self.reads[channel].write(address, image[beat : beat + self.beat])

    def dump(self, first, length):
        """Bytes of the tier; both numbers are multiples of a beat."""
        out = bytearray()
        for beat in range(first, first + length, self.beat):
            channel, address = self._place(beat)
            out += self.reads[channel].read(address, self.beat)
        return bytes(out)

    def now(self):
        return self._cycle

    def wait(self):
        extra = self.random.randint(0, self.traffic.latency) if self.traffic.seed else 0
        return self.traffic.latency + extra

    def response(self, table, channel, address, length=1):
        beat, within = divmod(address, self.beat)
        first = (beat * self.channels + channel) * self.beat + within
        if first + length > self.capacity:
            return AxiResp.DECERR
        last = first + (length if length > 1 else self.beat - within) - 1
        return self.faults.response(table, first, last)

    def check(self, burst, size, address, beats, what):
        assert int(burst) == 1, f"a {what} burst is not INCR"
        assert 1 << int(size) == self.beat, f"a {what} burst is not as wide as the bus"
        assert address % self.beat == 0, f"a {what} burst is not aligned"
        end = address + beats * self.beat - 1
        assert address // 4096 == end // 4096, f"a {what} burst crosses a 4 KiB boundary"

    def _place(self, address):
        beat = address // self.beat
        return beat % self.channels, beat // self.channels * self.beat

    def _pauses(self, draw):
        while True:
            yield draw.random() < self.traffic.pause

    async def _count(self):
        edge = RisingEdge(self._clock)
        while True:
            await edge
            self._cycle += 1


class Fabric:
    """The design under test with its host and its memory."""

    def __init__(self, dut, traffic=None):
        quieten()
        self.dut = dut
        self.facts = load_design()
        self.registers = self.facts["registers"]
        self.counters = self.facts["counters"]
        self.causes = self.facts["causes"]
        self.traffic = traffic or Traffic()
        self.memory = None
        self.host = None

    async def start(self):
        """Clock, bus models and reset; afterwards the fabric waits for a start."""
        dut = self.dut
        dut.rst.value = 0
        dut.clk.value = 0  # so that the first edge is one in every simulator
        await Timer(1, "ns")  # images are loaded by then
        fill_memories(dut)
        self.host = AxiLiteMaster(AxiLiteBus.from_prefix(dut, "s_axil"), dut.clk, dut.rst)
        if self.facts["memory"] is not None:
            self.memory = OffchipMemory(dut, self.facts["memory"], self.traffic)
        # The bus models notice a reset by its edge, which has to come before the clock's first.
        dut.rst.value = 1
        await Timer(1, "ns")
        cocotb.start_soon(Clock(dut.clk, 10, "ns").start())
        await self.reset()

    async def reset(self, cycles=8):
        """Holds the reset for some cycles, and waits until the fabric has cleaned up behind it.

        The bus models forget what was under way too.
        """
        self.dut.rst.value = 1
        await ClockCycles(self.dut.clk, cycles)
        self.dut.rst.value = 0
        await ClockCycles(self.dut.clk, 2)
        while await self.read("STATUS") & BUSY:
            await ClockCycles(self.dut.clk, 16)

    async def read(self, register):
        offset = register if isinstance(register, int) else self.registers[register]
        return await self.host.read_dword(offset)

    async def write(self, register, value):
        offset = register if isinstance(register, int) else self.registers[register]
        await self.host.write_dword(offset, value)

    async def begin(self, position, token):
        """Starts a run and does not wait for its end."""
        await self.write("POSITION", position)
        await self.write("TOKEN_IN", token)
        await self.write("CTRL", START)

    async def end(self, limit=500_000):
        """Waits until the fabric is not busy, and reads what came of the run."""
        for _ in range(0, limit, 64):
            status = await self.read("STATUS")
            if not status & BUSY:
                # TOKEN_OUT means nothing without a result.
                following = await self.read("TOKEN_OUT") if status & DONE else -1
                return Token(status, await self.read("ERROR"), following, await self.read_counters())
            await ClockCycles(self.dut.clk, 64)
        raise AssertionError(f"still busy after {limit} cycles")

    async def decode(self, position, token):
        """One token, from its start to its result."""
        await self.begin(position, token)
        return await self.end()

    async def logits(self):
        """The bits of every logit of the last run."""
        await self.write("LOGIT_INDEX", 0)
        return [await self.read("LOGIT_DATA") for _ in range(self.facts["vocab"])]

    async def read_counters(self):
        counters = {}
        for name, offset in self.counters.items():
            counters[name] = await self.read(offset) | await self.read(offset + 4) << 32
        return counters

    def cause(self, name):
        """The code of an error's cause, by its name in REGISTERS.md."""
        return self.causes[name]
