// Drives dfab_offchip against AxiMemory and checks every item against a plain copy of the
// logical memory. Prints `name count` lines, and `X text` for whatever is wrong.
//
// Arguments: scenario seed latency jitter(0|1) bytes_num bytes_den stall(percent) cycles
// Scenarios: traffic; error (reads, then writes fail); reset (20 resets at random times);
// stream (only weights, never stalled).
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "Vdfab_offchip.h"
#include "axi_memory.h"
#include "verilated.h"

namespace {

constexpr uint64_t kBeat = AXI_WIDTH / 8;
constexpr uint64_t kContainer = ROWS * COLS * PLANES / 8;
constexpr uint64_t kKvWord = ROWS * COLS;
constexpr uint64_t kScale = ROWS * 2;
constexpr uint64_t kOperand = VECTOR * 4;
constexpr uint64_t kRegion = REGION;   // bytes of each of the regions W, WS, EXT, KV
constexpr uint64_t kExtWords = kRegion / kOperand;
constexpr uint64_t kKvWords = kRegion / kKvWord < 64 ? kRegion / kKvWord : 64;

struct Wanted {      // items of a request that are still to come
    uint64_t address;
    uint64_t items;
};

class Bench {
public:
    Bench(const AxiMemoryConfig& config, uint64_t seed, unsigned stall)
        : random_(seed), stall_(stall), image_(4 * kRegion), reference_(4 * kRegion),
          memory_(config, DFAB_AXI_PORTS(top_, m_axi_), image_) {
        for (uint8_t& byte : reference_) byte = static_cast<uint8_t>(random());
        image_.write(0, reference_.data(), reference_.size());
        top_.s_kvr_valid = top_.s_kvw_valid = top_.s_ext_valid = 0;
        top_.m_w_ready = top_.m_ws_ready = top_.m_kv_ready = top_.m_ext_ready = 0;
        top_.rst = 0;
        top_.hard_rst = 1;
        for (int i = 0; i < 3; ++i) {
            top_.clk = 0;
            top_.eval();
            memory_.before_edge();
            top_.clk = 1;
            top_.eval();
            memory_.after_edge();
        }
        top_.hard_rst = 0;
    }

    AxiMemory& memory() { return memory_; }
    Vdfab_offchip& top() { return top_; }
    uint64_t random() {
        random_ = random_ * 6364136223846793005ULL + 1442695040888963407ULL;
        return random_ >> 33;
    }
    bool chance(unsigned percent) { return random() % 100 < percent; }
    void wrong(const std::string& what) {
        if (++wrongs_ <= 20) printf("X cycle %llu: %s\n", (unsigned long long)cycle_, what.c_str());
    }

    uint64_t w = 0, ws = 0, ext = 0, kv_read = 0, kv_written = 0, read_errors = 0, write_errors = 0, resets = 0;

    // One cycle of traffic; `asking`: with new requests.
    void step(bool asking) {
        drive(asking);
        top_.clk = 0;
        top_.eval();
        watch();
        memory_.before_edge();
        top_.clk = 1;
        top_.eval();
        memory_.after_edge();
        clear_taken();
        ++cycle_;
    }

    // Lets all requests end; false if they do not.
    bool settle() {
        for (int i = 0; i < 100000; ++i) {
            if (ext_wanted_.empty() && kv_wanted_.empty() && !top_.s_ext_valid && !top_.s_kvr_valid
                && !top_.s_kvw_valid && top_.idle) {
                return true;
            }
            step(false);
        }
        wrong("requests do not end");
        return false;
    }

    // Stops the consumers of weights, waits for the bus, and compares the beat counts.
    void finish() {
        if (!settle()) return;
        kv_writes_ = 0;
        stall_ = 100;
        int quiet = 0;
        for (int i = 0; i < 100000 && quiet < 100; ++i) {
            step(false);
            quiet = memory_.quiet() ? quiet + 1 : 0;
        }
        if (quiet < 100) wrong("the bus does not come to rest");
        if (read_beats_ * kBeat != memory_.counters().bytes_read) wrong("read_beats differ from the beats read");
        if (written_beats_ != memory_.counters().write_beats) wrong("written_beats differ from the beats written");
        check_kv();
    }

    // Resets in the middle of things: the bus has to keep its rules, and all begins anew.
    void reset() {
        top_.rst = 1;
        bool kv_before = kv_wrote_;
        forget();
        before_ = valids();
        const unsigned length = 1 + random() % 4;
        for (unsigned i = 0; i < 100000; ++i) {
            if (i == length) top_.rst = 0;
            top_.clk = 0;
            top_.eval();
            if (i >= length && top_.idle) break;
            count();
            const uint64_t now = valids();
            if (now & ~before_) wrong("a new request during reset");
            before_ = now;
            if (top_.m_w_valid || top_.m_ws_valid || top_.m_kv_valid || top_.m_ext_valid) {
                if (i > 0) wrong("a valid item during reset");
            }
            if (i < length && top_.idle) wrong("idle during reset");
            memory_.before_edge();
            top_.clk = 1;
            top_.eval();
            memory_.after_edge();
            ++cycle_;
        }
        if (!top_.idle) wrong("reset does not end");
        if (!memory_.quiet()) wrong("idle before the bus is quiet");
        ++resets;
        // Writes may have been cut off anywhere, so memory is what counts from here on.
        if (kv_before) image_.read(3 * kRegion, reference_.data() + 3 * kRegion, kRegion);
    }

    void report() {
        for (const std::string& finding : memory_.findings()) printf("X %s\n", finding.c_str());
        printf("w %llu\nws %llu\next %llu\nkv_read %llu\nkv_written %llu\nread_errors %llu\nwrite_errors %llu\n"
               "resets %llu\nviolations %llu\nread_bursts %llu\nwrite_bursts %llu\nread_bytes %llu\nread_beats %llu\nwrong %llu\n",
               (unsigned long long)w, (unsigned long long)ws, (unsigned long long)ext, (unsigned long long)kv_read,
               (unsigned long long)kv_written, (unsigned long long)read_errors, (unsigned long long)write_errors,
               (unsigned long long)resets, (unsigned long long)memory_.violations(), (unsigned long long)memory_.counters().read_bursts,
               (unsigned long long)memory_.counters().write_bursts, (unsigned long long)memory_.counters().bytes_read,
               (unsigned long long)(memory_.counters().bytes_read / kBeat), (unsigned long long)wrongs_);
    }

    // While set, data is not compared (a failing memory gives none).
    bool blind = false;

private:
    uint64_t random_;
    unsigned stall_;
    MemoryImage image_;
    std::vector<uint8_t> reference_;
    Vdfab_offchip top_;
    AxiMemory memory_;
    uint64_t cycle_ = 0, wrongs_ = 0, read_beats_ = 0, written_beats_ = 0, before_ = 0;
    uint64_t w_next_ = 0, ws_next_ = 0;
    std::deque<Wanted> ext_wanted_, kv_wanted_;
    unsigned kv_writes_ = 0;      // left in this phase of writing
    unsigned kv_reads_ = 4;       // left in this phase of reading
    bool kv_writing_ = false, kv_wrote_ = false;
    bool held_[4] = {};           // items that were valid and not taken, which have to stay
    std::vector<uint8_t> held_data_[4];

    uint64_t valids() {
        const uint64_t ar = top_.m_axi_arvalid, aw = top_.m_axi_awvalid, wv = top_.m_axi_wvalid;
        return ar | aw << 20 | wv << 40;
    }

    void forget() {
        w_next_ = ws_next_ = 0;
        ext_wanted_.clear();
        kv_wanted_.clear();
        kv_writes_ = 0;
        kv_reads_ = 4;
        kv_writing_ = kv_wrote_ = false;
        top_.s_kvr_valid = top_.s_kvw_valid = top_.s_ext_valid = 0;
        for (bool& held : held_) held = false;
    }

    void drive(bool asking) {
        top_.m_w_ready = !chance(stall_);
        top_.m_ws_ready = !chance(stall_);
        top_.m_kv_ready = stall_ == 100 || !chance(stall_);
        top_.m_ext_ready = stall_ == 100 || !chance(stall_);
        if (!asking) return;
        if (!top_.s_ext_valid && ext_wanted_.size() < 12 && chance(10)) {
            const uint64_t words = random() % 8 == 0 ? 0 : 1 + random() % 40;
            top_.s_ext_words = words;
            top_.s_ext_base = random() % (kExtWords - words + 1);
            top_.s_ext_valid = 1;
        }
        // Phases of writing and of reading, as the dependency tokens of the fabric have them.
        if (kv_writing_) {
            if (!top_.s_kvw_valid && kv_writes_ == 0 && top_.kv_idle) {
                check_kv();
                kv_writing_ = false;
            } else if (!top_.s_kvw_valid && kv_writes_ != 0 && chance(50)) {
                offer_write();
            }
        } else if (kv_reads_ == 0) {
            if (kv_wanted_.empty() && !top_.s_kvr_valid) {
                kv_writing_ = kv_wrote_ = true;
                kv_writes_ = 1 + random() % 12;
                kv_reads_ = 1 + random() % 12;
            }
        } else if (!top_.s_kvr_valid && kv_wanted_.size() < 12 && chance(20)) {
            const uint64_t words = random() % 8 == 0 ? 0 : 1 + random() % (kKvWords / 2);
            top_.s_kvr_words = words;
            top_.s_kvr_base = random() % (kKvWords - words + 1);
            top_.s_kvr_valid = 1;
            --kv_reads_;
        }
    }

    // Few bytes, so that most beats of a large container have nothing to write; sometimes all or none.
    void offer_write() {
        VerilatedPort strb(top_.s_kvw_strb), data(top_.s_kvw_data);
        const unsigned kind = random() % 8;
        for (uint64_t i = 0; i < kKvWord; ++i) {
            const auto byte = static_cast<uint8_t>(random());
            data.set_bytes(i, &byte, 1);
            strb.set(i, 1, kind == 0 || (kind != 1 && chance(kKvWord > 32 ? 3 : 30)));
        }
        top_.s_kvw_addr = random() % kKvWords;
        top_.s_kvw_valid = 1;
    }

    void accept_write() {
        const VerilatedPort strb(top_.s_kvw_strb), data(top_.s_kvw_data);
        for (uint64_t i = 0; i < kKvWord; ++i) {
            if (strb.get(i, 1)) data.get_bytes(i, &reference_[3 * kRegion + top_.s_kvw_addr * kKvWord + i], 1);
        }
        ++kv_written;
        --kv_writes_;
    }

    void check_kv() {
        std::vector<uint8_t> now(kRegion);
        image_.read(3 * kRegion, now.data(), kRegion);
        if (!blind && !std::equal(now.begin(), now.end(), reference_.begin() + 3 * kRegion)) {
            wrong("the KV region differs although kv_idle is high");
        }
    }

    void compare(const char* name, const VerilatedPort& data, uint64_t address, uint64_t bytes) {
        std::vector<uint8_t> got(bytes);
        data.get_bytes(0, got.data(), bytes);
        if (!blind && !std::equal(got.begin(), got.end(), reference_.begin() + address)) {
            wrong(std::string(name) + " differs at " + std::to_string(address));
        }
    }

    void count() {
        read_beats_ += top_.read_beats;
        written_beats_ += top_.written_beats;
        read_errors += top_.read_error;
        write_errors += top_.write_error;
    }

    // An item that is valid and not taken has to stand.
    void stands(int i, bool valid, bool ready, const VerilatedPort& data, uint64_t bytes) {
        std::vector<uint8_t> now(bytes);
        data.get_bytes(0, now.data(), bytes);
        if (held_[i] && (!valid || now != held_data_[i])) wrong("an item did not stand until it was taken");
        held_[i] = valid && !ready;
        held_data_[i] = now;
    }

    bool take(std::deque<Wanted>& wanted, const char* name, const VerilatedPort& data, uint64_t bytes) {
        if (wanted.empty()) {
            wrong(std::string(name) + " came without a request");
            return false;
        }
        compare(name, data, wanted.front().address, bytes);
        wanted.front().address += bytes;
        if (--wanted.front().items == 0) wanted.pop_front();
        return true;
    }

    void watch() {
        count();
        const VerilatedPort w_data(top_.m_w_data), ws_data(top_.m_ws_data), kv_data(top_.m_kv_data), ext_data(top_.m_ext_data);
        stands(0, top_.m_w_valid, top_.m_w_ready, w_data, kContainer);
        stands(1, top_.m_ws_valid, top_.m_ws_ready, ws_data, kScale);
        stands(2, top_.m_kv_valid, top_.m_kv_ready, kv_data, kKvWord);
        stands(3, top_.m_ext_valid, top_.m_ext_ready, ext_data, kOperand);
        if (top_.m_w_valid && top_.m_w_ready) {
            compare("weight", w_data, w_next_ * kContainer, kContainer);
            w_next_ = (w_next_ + 1) % W_ITEMS;
            ++w;
        }
        if (top_.m_ws_valid && top_.m_ws_ready) {
            compare("scale", ws_data, kRegion + ws_next_ * kScale, kScale);
            ws_next_ = (ws_next_ + 1) % WS_ITEMS;
            ++ws;
        }
        if (top_.m_ext_valid && top_.m_ext_ready && take(ext_wanted_, "operand", ext_data, kOperand)) ++ext;
        if (top_.m_kv_valid && top_.m_kv_ready && take(kv_wanted_, "KV", kv_data, kKvWord)) ++kv_read;
        if (top_.s_ext_valid && top_.s_ext_ready) {
            if (top_.s_ext_words) ext_wanted_.push_back({2 * kRegion + top_.s_ext_base * kOperand, top_.s_ext_words});
            clear_ext_ = true;
        }
        if (top_.s_kvr_valid && top_.s_kvr_ready) {
            if (top_.s_kvr_words) kv_wanted_.push_back({3 * kRegion + top_.s_kvr_base * kKvWord, top_.s_kvr_words});
            clear_kvr_ = true;
        }
        if (top_.s_kvw_valid && top_.s_kvw_ready) {
            accept_write();
            clear_kvw_ = true;
        }
        if (top_.idle && (!ext_wanted_.empty() || !kv_wanted_.empty()) && !clear_ext_ && !clear_kvr_) {
            wrong("idle with a request unfinished");
        }
    }

    // Requests that were taken go away after the edge.
    void clear_taken() {
        if (clear_ext_) top_.s_ext_valid = 0;
        if (clear_kvr_) top_.s_kvr_valid = 0;
        if (clear_kvw_) top_.s_kvw_valid = 0;
        clear_ext_ = clear_kvr_ = clear_kvw_ = false;
    }

    bool clear_ext_ = false, clear_kvr_ = false, clear_kvw_ = false;
};

}  // namespace

int main(int argc, char** argv) {
    if (argc != 9) return 2;
    const std::string scenario = argv[1];
    const uint64_t seed = strtoull(argv[2], nullptr, 10);
    AxiMemoryConfig config;
    config.channels = NCH;
    config.beat_bytes = kBeat;
    config.addr_bits = ADDR_BITS;
    config.latency = static_cast<unsigned>(atoi(argv[3]));
    config.jitter_seed = atoi(argv[4]) ? seed + 1 : 0;
    config.bytes_num = strtoull(argv[5], nullptr, 10);
    config.bytes_den = strtoull(argv[6], nullptr, 10);
    const int cycles = atoi(argv[8]);
    VerilatedContext context;
    Verilated::randReset(2);
    const auto bench = std::make_unique<Bench>(config, seed, static_cast<unsigned>(atoi(argv[7])));

    if (scenario == "traffic" || scenario == "stream") {
        for (int i = 0; i < cycles; ++i) bench->step(scenario == "traffic");
        if (scenario == "traffic") bench->finish();
    } else if (scenario == "reset") {
        for (int i = 0; i < 20; ++i) {
            for (uint64_t n = bench->random() % (cycles / 10); n > 0; --n) bench->step(true);
            bench->reset();
        }
        for (int i = 0; i < cycles; ++i) bench->step(true);
        bench->finish();
    } else if (scenario == "error") {
        bench->blind = true;
        bench->memory().inject_error(kContainer);
        for (int i = 0; i < cycles && bench->read_errors == 0; ++i) bench->step(false);
        bench->memory().clear_errors();
        bench->reset();
        for (uint64_t i = 0; i < kRegion; i += kBeat) bench->memory().inject_error(3 * kRegion + i);
        for (int i = 0; i < cycles && bench->write_errors == 0; ++i) bench->step(true);
        bench->memory().clear_errors();
        bench->reset();
        bench->blind = false;
        for (int i = 0; i < cycles; ++i) bench->step(true);
        bench->finish();
    } else {
        return 2;
    }
    bench->report();
    return 0;
}
