// Runs commands of the store engine on memories that start full of garbage, and
// writes the memories that are left. A KV write takes a random time to complete,
// as off chip; what a post promises is checked against that. Every third command is
// given twice without a pause, which has to leave the same; some are cut off by a
// reset, after which they are given anew.
#include "Vbench.h"
#include "bench.h"
#include "verilated.h"

static Vbench* top;
// From the cycle that takes a command to its first scale.
static const uint32_t FIRST_SCALE = 7;
static const uint32_t ABANDONED = 8;
static const size_t WORD = ROWS * COLS * KV_BITS / 8;

static void tick() {
    top->clk = 1;
    top->eval();
    top->clk = 0;
    top->eval();
}

static bool bit(const Bytes& b, size_t i) { return b[i / 8] >> (i % 8) & 1; }

static void fail(const char* what) {
    fprintf(stderr, "%s\n", what);
    exit(1);
}

// Writes the enabled lanes of a word.
static void writeLanes(std::vector<Bytes>& memory, uint32_t addr, const Bytes& we, const Bytes& data, size_t lane) {
    if (addr >= memory.size()) fail("write beyond the memory");
    for (size_t i = 0; i * lane < data.size(); i++)
        if (bit(we, i)) memcpy(&memory[addr][i * lane], &data[i * lane], lane);
}

// Offers a command, or garbage that nobody may take.
static void offer(bool valid, const Bytes& word, uint32_t pc, uint32_t layer, uint32_t position) {
    Bytes bits = word;
    if (!valid) for (auto& b : bits) b ^= 0xA7;
    top->s_cmd_valid = valid;
    put(top->s_cmd_data, bits.data(), 48);
    top->s_cmd_pc = valid ? pc : ~pc & 0x3FF;
    top->s_cmd_layer = valid ? layer : ~layer & 0xFF;
    top->position = valid ? position : ~position & 0xFFFFF;
}

int main(int argc, char** argv) {
    Verilated::commandArgs(argc, argv);
    Verilated::randReset(2);  // a missing reset shows
    Verilated::randSeed(1);
    top = new Vbench;
    Input in(argv[1]);
    Output out(argv[2]);
    Random random{in.u32()};
    const uint32_t back = in.u32();
    auto kv = in.words(WORD);
    auto ks = in.words(ROWS * 2);
    auto vs = in.words(VECTOR * 2);
    const uint32_t count = in.u32();

    top->s_cmd_valid = top->m_kv_ready = top->qm_we = top->qs_we = 0;
    top->kv_idle = 1;
    top->rst = 1;
    for (int i = 0; i < 3; i++) tick();
    top->rst = 0;
    for (uint32_t command = 0; command < count; command++) {
        auto qm = in.words(VECTOR);
        auto qs = in.words(VECTOR * 4);
        Bytes word = in.bytes(48);
        const uint32_t pc = in.u32(), layer = in.u32(), position = in.u32(), mask = in.u32();
        for (size_t i = 0; i < qm.size(); i++) {
            top->qm_we = 1;
            top->qm_waddr = i;
            put(top->qm_wdata, qm[i].data(), VECTOR);
            tick();
        }
        top->qm_we = 0;
        for (size_t i = 0; i < qs.size(); i++) {
            top->qs_we = 1;
            top->qs_waddr = i;
            put(top->qs_wdata, qs[i].data(), VECTOR * 4);
            tick();
        }
        top->qs_we = 0;
        // What such a run writes is dropped: the whole run comes again.
        for (uint32_t i = 0; command < ABANDONED && i < ABANDONED; i++) {
            const uint32_t cycles = random.below(100);
            offer(true, word, pc, layer, position);
            for (uint32_t cycle = 0; cycle <= cycles; cycle++) {
                top->m_kv_ready = !random.percent(back);
                top->kv_idle = !random.percent(back);
                tick();
            }
            offer(false, word, pc, layer, position);
            top->rst = 1;
            for (int cycle = 0; cycle < 4; cycle++) tick();
            top->rst = 0;
        }
        const uint32_t times = command % 3 == 0 ? 2 : 1;
        bool posted = false, waited = false, scaled = false;
        uint32_t given = 0, taken = 0;
        uint32_t completing = 0, cycle = 0, posts = 0, afterwards = 0;
        while (afterwards < 8) {
            if (++cycle > 100000) fail("no end");
            offer(given < times, word, pc, layer, position);
            top->m_kv_ready = !random.percent(back);
            top->kv_idle = completing == 0;
            top->eval();
            if (top->stall_in) fail("waits for input");
            if (top->m_kv_valid && top->stall_out == top->m_kv_ready) fail("wrong stall at a write");
            if (!top->m_kv_valid && top->stall_out && top->kv_idle) fail("waits for nothing");
            if (!top->kv_idle) waited = top->stall_out;
            if (completing > 0 && !random.percent(back)) completing--;
            if (top->m_kv_valid && top->m_kv_ready) {
                if (posted) fail("write after the post");
                if (top->trace_pc != pc || top->trace_layer != layer) fail("wrong tag");
                writeLanes(kv, top->m_kv_addr, get(top->m_kv_strb, (WORD + 7) / 8), get(top->m_kv_data, WORD), 1);
                completing = 5;
            }
            Bytes we = get(top->ks_we, (ROWS + 7) / 8);
            if (top->ks_we) writeLanes(ks, top->ks_addr, we, get(top->ks_data, ROWS * 2), 2);
            we = get(top->vs_we, (VECTOR + 7) / 8);
            if (top->vs_we) writeLanes(vs, top->vs_addr, we, get(top->vs_data, VECTOR * 2), 2);
            if ((top->ks_we || top->vs_we) && !scaled) {
                if (cycle - taken != FIRST_SCALE) fail("scales not in their cycle");
                scaled = true;
            }
            if (posted && (top->ks_we || top->vs_we)) fail("scale written after the post");
            if (top->m_post_valid) {
                if (completing > 0) fail("post before the writes are complete");
                if (top->m_post_mask != mask) fail("wrong post mask");
                if (!waited) fail("does not say that it waits for its writes");
                posted = true;
                posts++;
            }
            // Last, as a command may be taken in the cycle of the post before it.
            if (top->s_cmd_valid && top->s_cmd_ready) {
                given++;
                taken = cycle;
                posted = scaled = false;
            }
            afterwards = given == times && !top->busy ? afterwards + 1 : 0;
            tick();
        }
        if (posts != (mask != 0 ? times : 0u)) fail("wrong number of posts");
    }
    for (auto& w : kv) out.bytes(w);
    for (auto& w : ks) out.bytes(w);
    for (auto& w : vs) out.bytes(w);
    delete top;
    return 0;
}
