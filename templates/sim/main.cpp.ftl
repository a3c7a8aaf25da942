// Simulation harness of ${v.design}: drives the host registers and models the memory.
//
// Speaks lines on standard input and output, so that a program (or a person) can decode token by
// token:
//
//   step POSITION TOKEN [logits] [ops]   one token; answers with one line of JSON, before it the logits
//   writes FILE                          from now on records every write of a value into FILE
//   events FILE                          from now on records when commands start and end
//   trace FILE | trace off               waveform of what follows (binary built with TRACE=fst or vcd)
//   coverage FILE                        what was executed so far (binary built with COVERAGE=1)
//   quit
//
// With --replay FILE it feeds recorded tokens and compares next token, cycles and the checksum
// of all logits; exit status 0 only if all agree. Run it where rom/ is.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "Vbench.h"
#include "verilated.h"
#ifdef DFAB_COVERAGE
#include "verilated_cov.h"
#endif
#ifdef DFAB_TRACE_VCD
#include "verilated_vcd_c.h"
using WaveFile = VerilatedVcdC;
#elif defined(DFAB_TRACE)
#include "verilated_fst_c.h"
using WaveFile = VerilatedFstC;
#endif

#include "axi_lite.h"
<#if v.far>
#include "axi_memory.h"
</#if>
#include "verilated_port.h"

namespace {

constexpr unsigned kVector = ${v.vector};
constexpr unsigned kWordBytes = 4 * kVector;
constexpr unsigned kCodeBytes = (kVector * ${v.codeBits} + 7) / 8;
constexpr unsigned kVocab = ${v.vocab};
constexpr unsigned kCounters = 17;

// Registers, as in REGISTERS.md.
enum Register : uint16_t {
    kCtrl = 0x20, kStatus = 0x24, kError = 0x28, kPosition = 0x2C, kTokenIn = 0x30, kTokenOut = 0x34,
    kLogitIndex = 0x40, kLogitData = 0x44, kCounterBase = 0x100
};

// One engine's command under way.
struct Command {
    uint32_t tag = 0;       // {layer, pc}
    uint64_t start = 0;
    uint64_t end = 0;
};

struct OpTotal {
    uint64_t count = 0;
    uint64_t cycles = 0;
};

class Harness {
public:
    Harness() : context_(new VerilatedContext), top_(new Vbench(context_.get(), "top")),
                host_(*top_, [this] { settle(); }, [this] { tick(); })
<#if v.far>
                , image_(${v.imageBytes}ull), memory_(config(), DFAB_AXI_PORTS(*top_, m_axi_), image_)
</#if>
    {
        top_->clk = 0;
        top_->rst = 1;
<#if v.far>
        image_.load("rom/offchip.bin");
</#if>
#ifdef DFAB_COVERAGE
        // Registers start at random: what differs from that at once has not toggled.
        top_->eval();
        context_->coveragep()->zero();
#endif
        for (int i = 0; i < 8; ++i) tick();
        top_->rst = 0;
        for (int i = 0; i < 300; ++i) tick();
    }

    ~Harness() {
        trace_off();
        top_->final();
    }

    // Runs one token; the answer is the line to print.
    // Logits go before it, in lines of their own.
    std::string step(uint32_t position, uint32_t token, bool logits, bool ops) {
        run(position, token, ops || events_.is_open());
        writes_.flush();
        std::ostringstream out;
        out << "{\"next\":" << host_.read32(kTokenOut) << ",\"cycles\":" << counter(0) << ",\"counters\":[";
        for (unsigned i = 0; i < kCounters; ++i) out << (i ? "," : "") << counter(i);
        out << "]";
        if (ops) write_ops(out);
        if (logits) print_logits();
        out << "}";
        return out.str();
    }

    void record_writes(const std::string& file) { open(writes_, file); }
    void record_events(const std::string& file) { open(events_, file); }

    void trace_on(const std::string& file) {
#ifdef DFAB_TRACE
        trace_off();
        context_->traceEverOn(true);
        if (!waves_) {
            waves_.reset(new WaveFile);
            top_->trace(waves_.get(), 99);
        }
        waves_->open(file.c_str());
#else
        throw std::runtime_error("this binary was built without TRACE=fst or vcd: " + file);
#endif
    }

    void write_coverage(const std::string& file) {
#ifdef DFAB_COVERAGE
        context_->coveragep()->write(file.c_str());
#else
        throw std::runtime_error("this binary was built without COVERAGE=1: " + file);
#endif
    }

    void trace_off() {
#ifdef DFAB_TRACE
        if (waves_) waves_->close();
#endif
    }

    uint64_t cycles() const { return cycle_; }

    // FNV-1a over the bits of all logits, for replays.
    uint64_t logit_checksum() {
        uint64_t hash = 1469598103934665603ull;
        host_.write32(kLogitIndex, 0);
        for (unsigned i = 0; i < kVocab; ++i) {
            const uint32_t bits = host_.read32(kLogitData);
            for (int b = 0; b < 4; ++b) hash = (hash ^ ((bits >> (8 * b)) & 0xFF)) * 1099511628211ull;
        }
        return hash;
    }

    uint32_t next_token() { return host_.read32(kTokenOut); }
    uint64_t run_cycles() { return counter(0); }

    void run(uint32_t position, uint32_t token, bool watch) {
        running_ = true;
        host_.write32(kPosition, position);
        host_.write32(kTokenIn, token);
        watch_ = watch;
        ops_.clear();
        pending_.clear();
        host_.write32(kCtrl, 1);
        uint32_t status = 1;
        while (status & 1) {
            for (int i = 0; i < 64; ++i) tick();
            status = host_.read32(kStatus);
        }
        watch_ = false;
        running_ = false;
        finish_commands();
        if (status & 4) {
            throw std::runtime_error("the fabric reports error " + std::to_string(host_.read32(kError)) + " at position " + std::to_string(position));
        }
<#if v.far>
        if (memory_.violations() != 0) throw std::runtime_error("AXI protocol violated: " + memory_.first_violation());
</#if>
    }

private:
#ifdef DFAB_TRACE_VCD
    // Who counts activity wants that of decoding, without the host's reading of logits.
    static constexpr bool kWholeWaves = false;
#else
    static constexpr bool kWholeWaves = true;
#endif
    static constexpr const char* kEngines[3] = {"vector", "matvec", "store"};

    void settle() { top_->eval(); }

    void tick() {
        top_->clk = 0;
        top_->eval();
<#if v.far>
        memory_.before_edge();
</#if>
        if (watch_) watch();
        if (writes_.is_open()) log_writes();
        dump();
        top_->clk = 1;
        top_->eval();
        dump();
<#if v.far>
        memory_.after_edge();
</#if>
        ++cycle_;
    }

    void dump() {
#ifdef DFAB_TRACE
        if (waves_ && waves_->isOpen() && (kWholeWaves || running_)) waves_->dump(2 * cycle_ + top_->clk);
#endif
    }

    uint64_t counter(unsigned index) {
        const uint64_t low = host_.read32(kCounterBase + 8 * index);
        return low | static_cast<uint64_t>(host_.read32(kCounterBase + 8 * index + 4)) << 32;
    }

    static void open(std::ofstream& stream, const std::string& file) {
        stream.close();
        stream.open(file, std::ios::binary | std::ios::trunc);
        if (!stream) throw std::runtime_error("cannot write " + file);
    }

    // A command ends with its last write; one that writes nothing ends when the next one starts.
    void watch() {
        for (unsigned e = 0; e < 3; ++e) {
            if (top_->trace_issue >> e & 1) {
                const uint32_t tag = (top_->trace_issue_tag >> (18 * e)) & 0x3FFFF;
                pending_.push_back({e, {tag, cycle_, cycle_}});
            }
        }
        if (top_->trace_vm_we) {
            const unsigned engine = top_->trace_vm_tag >> 18;
            touch(engine, top_->trace_vm_tag & 0x3FFFF);
        }
        if (top_->trace_sm_we) touch(0, top_->trace_sm_tag);
        if (top_->trace_qm_we) touch(0, top_->trace_qm_tag);
        if (top_->trace_qs_we) touch(0, top_->trace_qs_tag);
        if (top_->engine_state >> 6 & 1) {
            for (auto c = pending_.rbegin(); c != pending_.rend(); ++c) {
                if (c->first == 2) { c->second.end = cycle_; break; }
            }
        }
    }

    void touch(unsigned engine, uint32_t tag) {
        for (auto c = pending_.rbegin(); c != pending_.rend(); ++c) {
            if (c->first == engine && c->second.tag == tag) { c->second.end = cycle_; return; }
        }
    }

    void finish_commands() {
        for (const auto& entry : pending_) {
            const Command& c = entry.second;
            OpTotal& total = ops_[{entry.first, c.tag & 0x3FF}];
            ++total.count;
            total.cycles += c.end - c.start + 1;
            if (events_.is_open()) {
                events_ << kEngines[entry.first] << ' ' << (c.tag & 0x3FF) << ' ' << (c.tag >> 10) << ' ' << c.start << ' ' << c.end << '\n';
            }
        }
        if (events_.is_open()) events_.flush();
    }

    void write_ops(std::ostringstream& out) {
        out << ",\"ops\":[";
        const char* comma = "";
        for (const auto& entry : ops_) {
            out << comma << "[" << entry.first.first << "," << entry.first.second << "," << entry.second.count << "," << entry.second.cycles << "]";
            comma = ",";
        }
        out << "]";
    }

    void print_logits() {
        host_.write32(kLogitIndex, 0);
        char digits[9];
        std::string line;
        for (unsigned i = 0; i < kVocab; ++i) {
            std::snprintf(digits, sizeof digits, "%08x", host_.read32(kLogitData));
            line += digits;
            if (line.size() == 8 * 1024 || i + 1 == kVocab) {
                std::cout << "#logits " << line << '\n';
                line.clear();
            }
        }
    }

    // One record per write: memory, tag, address, lane mask, data (little-endian).
    void log_writes() {
        if (top_->trace_vm_we) log(0, top_->trace_vm_tag, top_->trace_vm_addr, top_->trace_vm_we, VerilatedPort(top_->trace_vm_data), kWordBytes);
        if (top_->trace_sm_we) log(1, top_->trace_sm_tag, top_->trace_sm_addr, top_->trace_sm_we, VerilatedPort(top_->trace_sm_data), kWordBytes);
        if (top_->trace_qm_we) log(2, top_->trace_qm_tag, top_->trace_qm_addr, ~0ull, VerilatedPort(top_->trace_qm_data), kCodeBytes);
        if (top_->trace_qs_we) log(3, top_->trace_qs_tag, top_->trace_qs_addr, ~0ull, VerilatedPort(top_->trace_qs_data), kWordBytes);
    }

    void log(uint32_t memory, uint32_t tag, uint32_t address, uint64_t mask, const VerilatedPort& data, unsigned bytes) {
        uint8_t record[16 + 16 + kWordBytes] = {};
        const uint32_t head[3] = {memory, tag, address};
        std::memcpy(record, head, sizeof head);
        std::memcpy(record + 12, &mask, sizeof mask);
        data.get_bytes(0, record + 20, bytes);
        writes_.write(reinterpret_cast<const char*>(record), 20 + bytes);
    }

<#if v.far>
    static AxiMemoryConfig config() {
        AxiMemoryConfig c;
        c.channels = ${v.nch};
        c.beat_bytes = ${v.axiBits / 8};
        c.addr_bits = ${v.axiAddr};
        c.latency = ${v.latencyCycles};
        c.bytes_num = ${v.bytesNum};
        c.bytes_den = ${v.bytesDen};
        return c;
    }

</#if>
    std::unique_ptr<VerilatedContext> context_;
    std::unique_ptr<Vbench> top_;
    AxiLiteHost<Vbench> host_;
<#if v.far>
    MemoryImage image_;
    AxiMemory memory_;
</#if>
#ifdef DFAB_TRACE
    std::unique_ptr<WaveFile> waves_;
#endif
    uint64_t cycle_ = 0;
    bool watch_ = false;
    bool running_ = false;
    std::vector<std::pair<unsigned, Command>> pending_;
    std::map<std::pair<unsigned, uint32_t>, OpTotal> ops_;
    std::ofstream writes_;
    std::ofstream events_;
};

constexpr const char* Harness::kEngines[3];

// Lines: position, token, next token, cycles, checksum of the logits in hexadecimal.
int replay(Harness& harness, const std::string& file) {
    std::ifstream in(file);
    if (!in) throw std::runtime_error("cannot read " + file);
    uint32_t position, token, next;
    uint64_t cycles, checksum;
    unsigned steps = 0, wrong = 0;
    while (in >> std::dec >> position >> token >> next >> cycles >> std::hex >> checksum) {
        harness.run(position, token, false);
        const bool same = harness.next_token() == next && harness.run_cycles() == cycles && harness.logit_checksum() == checksum;
        if (!same) {
            ++wrong;
            std::cerr << "position " << position << ": not as recorded\n";
        }
        ++steps;
    }
    std::cout << steps << " tokens replayed, " << wrong << " differ\n";
    return steps != 0 && wrong == 0 ? 0 : 4;
}

void serve(Harness& harness) {
    std::string line;
    while (std::getline(std::cin, line)) {
        std::istringstream words(line);
        std::string verb;
        words >> verb;
        if (verb == "quit") return;
        if (verb == "step") {
            uint32_t position = 0, token = 0;
            words >> position >> token;
            bool logits = false, ops = false;
            for (std::string option; words >> option;) {
                logits = logits || option == "logits";
                ops = ops || option == "ops";
            }
            std::cout << harness.step(position, token, logits, ops) << std::endl;
            continue;
        }
        std::string file;
        std::getline(words >> std::ws, file);
        if (verb == "writes") {
            harness.record_writes(file);
        } else if (verb == "events") {
            harness.record_events(file);
        } else if (verb == "trace" && file == "off") {
            harness.trace_off();
        } else if (verb == "trace") {
            harness.trace_on(file);
        } else if (verb == "coverage") {
            harness.write_coverage(file);
        } else {
            throw std::runtime_error("no such command: " + line);
        }
        std::cout << "{\"ok\":true}" << std::endl;
    }
}

}  // namespace

int main(int argc, char** argv) {
    try {
        // Registers without a reset start at random; a given seed repeats a run of the same binary.
        Verilated::randReset(2);
        const char* seed = std::getenv("DFAB_SEED");
        Verilated::randSeed(seed ? std::atoi(seed) : 1);
        Harness harness;
        if (argc == 3 && std::strcmp(argv[1], "--replay") == 0) return replay(harness, argv[2]);
        std::cout << "{\"ready\":true}" << std::endl;
        serve(harness);
        return 0;
    } catch (const std::exception& e) {
        std::cout << "{\"error\":\"" << e.what() << "\"}" << std::endl;
        return 3;
    }
}
