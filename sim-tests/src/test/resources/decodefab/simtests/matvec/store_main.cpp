// Runs commands of the store engine on memories that start full of garbage, and
// writes the memories that are left. A KV write takes a random time to complete,
// as off chip; what a post promises is checked against that.
#include "Vbench.h"
#include "bench.h"
#include "verilated.h"

static Vbench* top;
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

int main(int argc, char** argv) {
    Verilated::commandArgs(argc, argv);
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
        bool given = false, posted = false;
        uint32_t completing = 0, cycle = 0, posts = 0, afterwards = 0;
        while (afterwards < 8) {
            if (++cycle > 100000) fail("no end");
            top->s_cmd_valid = !given;
            put(top->s_cmd_data, word.data(), 48);
            top->s_cmd_pc = pc;
            top->s_cmd_layer = layer;
            top->position = given ? ~0u & 0xFFFFF : position;  // sampled with the command
            top->m_kv_ready = !random.percent(back);
            top->kv_idle = completing == 0;
            top->eval();
            if (top->s_cmd_valid && top->s_cmd_ready) given = true;
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
            if (posted && (top->ks_we || top->vs_we)) fail("scale written after the post");
            if (top->m_post_valid) {
                if (completing > 0) fail("post before the writes are complete");
                if (top->m_post_mask != mask) fail("wrong post mask");
                posted = true;
                posts++;
            }
            afterwards = given && !top->busy ? afterwards + 1 : 0;
            tick();
        }
        if (posts != (mask != 0 ? 1u : 0u)) fail("wrong number of posts");
    }
    for (auto& w : kv) out.bytes(w);
    for (auto& w : ks) out.bytes(w);
    for (auto& w : vs) out.bytes(w);
    delete top;
    return 0;
}
