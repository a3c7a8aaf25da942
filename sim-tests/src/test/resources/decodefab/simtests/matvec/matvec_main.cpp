// Runs scenarios of the matvec engine: memories and streams from the input file,
// every result write, post and command time to the output file. Some scenarios are
// cut off by a reset first, as long as that of dfab_run_control, and then run whole.
#include "Vbench.h"
#include "bench.h"
#include "verilated.h"

static Vbench* top;
static const uint32_t LIMIT = 200000, ATTEMPTS = 3, RESET = 127;
static const size_t LANES = ROWS * COLS;
static const size_t CONTAINER = LANES * PLANES / 8;
static const size_t KV_WORD = LANES * KV_BITS / 8;
static const size_t SCALE_BYTES = ROWS * SCALE_BITS / 8;

static void tick() {
    top->clk = 1;
    top->eval();
    top->clk = 0;
    top->eval();
}

// A stream that gives only the words that it is told to, and drops those that it is told to jump
// over; its memory answers four cycles after the run.
struct RunSource : Source {
    struct Run { bool jump; uint32_t words, cycle; };
    std::deque<Run> runs;
    uint32_t left = 0, jumped = 0;
    void choose(Random& r, uint32_t idle, uint32_t cycle) {
        while (ZEROS && left == 0 && !runs.empty() && runs.front().cycle + 4 <= cycle) {
            const Run run = runs.front();
            runs.pop_front();
            if (!run.jump) left = run.words;
            for (uint32_t i = 0; run.jump && i < run.words && !words.empty(); i++, jumped++) words.pop_front();
        }
        if (!ZEROS || left != 0) Source::choose(r, idle);
    }
    void step(bool ready) {
        if (valid && ready && ZEROS) left--;
        Source::step(ready);
    }
    // A run is taken where the reader has room for one.
    bool room(Random& r, uint32_t idle) const { return runs.size() < 4 && !r.percent(idle); }
};

static void fail(const char* what) {
    fprintf(stderr, "%s\n", what);
    exit(1);
}

static void scenario(Input& in, Output& results_out, bool interrupted) {
    Random random{in.u32()};
    const uint32_t idle = in.u32(), back = in.u32();
    auto qm = in.words(VECTOR);
    auto qs = in.words(VECTOR * 4);
    Source w1, ws1, kv, ks, list;
    RunSource w0, ws0;
    for (int i = 0; i < 2; i++) {
        Source* w[2] = {&w0, &w1};
        Source* ws[2] = {&ws0, &ws1};
        for (auto& b : in.words(CONTAINER)) w[i]->words.push_back(b);
        for (auto& b : in.words(SCALE_BYTES)) ws[i]->words.push_back(b);
    }
    auto kvMemory = in.words(KV_WORD);
    auto ksMemory = in.words(ROWS * 2);
    for (auto& b : in.words(2)) list.words.push_back(b);
    auto commands = in.words(52);
    const uint32_t results = in.u32();

    // Each call consumes a copy of all of this.
    auto whole = [=](Output& out, uint32_t reset, uint32_t stop) mutable {
        top->rst = 1;
        top->s_cmd_valid = top->qm_we = top->qs_we = 0;
        top->s_w0_valid = top->s_w1_valid = top->s_kv_valid = 0;
        top->s_ws0_valid = top->s_ws1_valid = top->s_ks_valid = top->s_list_valid = 0;
        top->m_kv_ready = top->m_res_ready = 0;
        top->m_w0_run_ready = top->m_ws0_run_ready = 0;
        for (uint32_t i = 0; i < reset; i++) tick();
        top->rst = 0;
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

        size_t nextCommand = 0, written = 0;
        bool commandValid = false;
        uint32_t quiet = 0, stallIn = 0, stallOut = 0;
        for (uint32_t cycle = 0; cycle < stop && quiet < 40; cycle++) {
            commandValid = nextCommand < commands.size() && (commandValid || !random.percent(idle));
            top->s_cmd_valid = commandValid;
            if (commandValid) {
                const Bytes& c = commands[nextCommand];
                put(top->s_cmd_data, c.data(), 48);
                top->s_cmd_pc = c[48] | c[49] << 8;
                top->s_cmd_layer = c[50];
            }
            w0.choose(random, idle, cycle);
            ws0.choose(random, idle, cycle);
            w1.choose(random, idle);
            ws1.choose(random, idle);
            kv.choose(random, idle);
            ks.choose(random, idle);
            list.choose(random, idle);
#define DRIVE(port, source, n) \
        top->s_##port##_valid = source.valid; \
        if (source.valid) put(top->s_##port##_data, source.words.front().data(), n);
            DRIVE(w0, w0, CONTAINER)
            DRIVE(w1, w1, CONTAINER)
            DRIVE(kv, kv, KV_WORD)
            DRIVE(ws0, ws0, SCALE_BYTES)
            DRIVE(ws1, ws1, SCALE_BYTES)
            DRIVE(ks, ks, ROWS * 2)
            DRIVE(list, list, 2)
            if (ZEROS) {
                top->m_w0_run_ready = w0.room(random, idle);
                top->m_ws0_run_ready = ws0.room(random, idle);
            }
            top->m_kv_ready = !random.percent(idle);
            top->m_res_ready = !random.percent(back);
            top->eval();
            const bool owes = nextCommand == commands.size() && written < results;
            if ((owes || top->stall_in || top->stall_out) && !top->busy) fail("not busy with a command");
            if (!ZEROS && (top->m_w0_run_valid || top->m_ws0_run_valid)) fail("a run where no zeros are skipped");
            if (commandValid && top->s_cmd_ready) {
                out.u32(1); out.u32(cycle);
                nextCommand++;
                commandValid = false;
            }
            if (top->m_res_valid && top->m_res_ready) {
                out.u32(2); out.u32(cycle); out.u32(top->m_res_addr);
                uint64_t we = top->m_res_we;
                out.u32(we); out.u32(we >> 32);
                out.u32(top->m_res_pc); out.u32(top->m_res_layer);
                out.bytes(get(top->m_res_data, VECTOR * 4));
                written++;
            }
            if (top->m_post_valid) { out.u32(3); out.u32(cycle); out.u32(top->m_post_mask); }
            w0.step(top->s_w0_ready);
            w1.step(top->s_w1_ready);
            ws0.step(top->s_ws0_ready);
            ws1.step(top->s_ws1_ready);
            if (top->m_w0_run_valid && top->m_w0_run_ready) w0.runs.push_back({top->m_w0_run_jump != 0, top->m_w0_run_words, cycle});
            if (top->m_ws0_run_valid && top->m_ws0_run_ready) ws0.runs.push_back({top->m_ws0_run_jump != 0, top->m_ws0_run_words, cycle});
            kv.step(top->s_kv_ready);
            ks.step(top->s_ks_ready);
            list.step(top->s_list_ready);
            if (top->m_kv_valid && top->m_kv_ready) {
                for (uint32_t i = 0; i < top->m_kv_words; i++) kv.words.push_back(kvMemory.at(top->m_kv_base + i));
                for (uint32_t i = 0; i < top->m_ks_words; i++) ks.words.push_back(ksMemory.at(top->m_ks_base + i));
            }
            stallIn += top->stall_in;
            stallOut += top->stall_out;
            quiet = written >= results && nextCommand == commands.size() && !top->busy ? quiet + 1 : 0;
            tick();
        }
        if (stop == LIMIT && quiet < 40) fail("no end");
        out.u32(4);
        for (Source* s : std::initializer_list<Source*>{&w0, &w1, &ws0, &ws1, &kv, &ks, &list}) out.u32(s->words.size());
        out.u32(w0.jumped);
        out.u32(stallIn);
        out.u32(stallOut);
    };

    Output nowhere("/dev/null");
    for (uint32_t i = 0; interrupted && i < ATTEMPTS; i++) {
        auto part = whole;
        part(nowhere, RESET, 20 + random.below(i == 0 ? 200 : 3000));
    }
    whole(results_out, interrupted ? RESET : 3, LIMIT);
}

int main(int argc, char** argv) {
    Verilated::commandArgs(argc, argv);
    Verilated::randReset(2);  // a missing reset shows
    Verilated::randSeed(1);
    top = new Vbench;
    Input in(argv[1]);
    Output out(argv[2]);
    const uint32_t n = in.u32();
    for (uint32_t i = 0; i < n; i++) scenario(in, out, i % 6 == 1);
    delete top;
    return 0;
}
