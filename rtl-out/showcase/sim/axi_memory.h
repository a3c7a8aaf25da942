// A memory tier behind the AXI4 masters of dfab_offchip: channels with a latency and a
// bandwidth, one image that is striped over them, and a check of the protocol.
//
// Use, per clock cycle:
//
//     top.clk = 0; top.eval();     // outputs settle for the inputs that now stand
//     memory.before_edge();        // looks at which transfers this edge makes
//     top.clk = 1; top.eval();     // the edge
//     memory.after_edge();         // drives what stands before the next edge
//
// All inputs of the masters change only in after_edge (and reset), as those of a register
// clocked by the same edge would. The first edge has to reset the masters, and is not looked at:
// what they drive before it has no meaning. For a hard reset later on, call reset().
//
// Timing: the first beat of a read burst stands `latency` cycles after its address was taken, a
// write response as long after its last beat. Each channel moves at most one beat per
// direction and cycle, and not more than bytes_num / bytes_den bytes per cycle in the long run,
// reads and writes together. Without a jitter seed bursts are answered in order. With one, the
// latency varies up to twice the given one, ready and valid pause at random, and beats of
// different IDs interleave (those of one ID stay in order).
//
// Answers: OKAY; SLVERR for a beat that holds an address given to inject_error; DECERR beyond
// the capacity of the image.

#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <deque>
#include <set>
#include <string>
#include <vector>

#include "memory_image.h"
#include "verilated_port.h"

// The ports of the masters, each the concatenation over channels, channel 0 lowest.
struct AxiPorts {
    VerilatedPort arvalid, arready, arid, araddr, arlen, arsize, arburst;
    VerilatedPort rvalid, rready, rid, rdata, rresp, rlast;
    VerilatedPort awvalid, awready, awid, awaddr, awlen, awsize, awburst;
    VerilatedPort wvalid, wready, wdata, wstrb, wlast;
    VerilatedPort bvalid, bready, bid, bresp;
};

#define DFAB_AXI_PORT(top, prefix, name) VerilatedPort((top).prefix##name)

// AxiPorts of a model whose ports are named prefix + AXI name, as in DFAB_AXI_PORTS(top, m_axi_).
#define DFAB_AXI_PORTS(top, prefix)                                                                                  \
    AxiPorts {                                                                                                       \
        DFAB_AXI_PORT(top, prefix, arvalid), DFAB_AXI_PORT(top, prefix, arready), DFAB_AXI_PORT(top, prefix, arid),  \
        DFAB_AXI_PORT(top, prefix, araddr), DFAB_AXI_PORT(top, prefix, arlen), DFAB_AXI_PORT(top, prefix, arsize),   \
        DFAB_AXI_PORT(top, prefix, arburst), DFAB_AXI_PORT(top, prefix, rvalid), DFAB_AXI_PORT(top, prefix, rready), \
        DFAB_AXI_PORT(top, prefix, rid), DFAB_AXI_PORT(top, prefix, rdata), DFAB_AXI_PORT(top, prefix, rresp),       \
        DFAB_AXI_PORT(top, prefix, rlast), DFAB_AXI_PORT(top, prefix, awvalid), DFAB_AXI_PORT(top, prefix, awready), \
        DFAB_AXI_PORT(top, prefix, awid), DFAB_AXI_PORT(top, prefix, awaddr), DFAB_AXI_PORT(top, prefix, awlen),     \
        DFAB_AXI_PORT(top, prefix, awsize), DFAB_AXI_PORT(top, prefix, awburst), DFAB_AXI_PORT(top, prefix, wvalid), \
        DFAB_AXI_PORT(top, prefix, wready), DFAB_AXI_PORT(top, prefix, wdata), DFAB_AXI_PORT(top, prefix, wstrb),    \
        DFAB_AXI_PORT(top, prefix, wlast), DFAB_AXI_PORT(top, prefix, bvalid), DFAB_AXI_PORT(top, prefix, bready),   \
        DFAB_AXI_PORT(top, prefix, bid), DFAB_AXI_PORT(top, prefix, bresp)                                           \
    }

struct AxiMemoryConfig {
    unsigned channels = 1;        // 1 to 32
    unsigned beat_bytes = 32;     // AXI data width / 8, a power of two, 4 to 128
    unsigned addr_bits = 33;      // of one channel
    unsigned ids = 4;             // legal IDs are below, at most 4
    unsigned latency = 50;        // cycles, 1 or more
    uint64_t bytes_num = 32;      // bytes per cycle and channel, as a fraction
    uint64_t bytes_den = 1;
    unsigned max_reads = 32;      // bursts a channel takes before their data is out
    unsigned max_writes = 32;
    uint64_t jitter_seed = 0;     // 0: none
};

struct AxiMemoryCounters {
    uint64_t bytes_read = 0;
    uint64_t bytes_written = 0;   // those with their strobe set
    uint64_t read_bursts = 0;
    uint64_t write_bursts = 0;
    uint64_t write_beats = 0;
};

class AxiMemory {
public:
    AxiMemory(const AxiMemoryConfig& config, const AxiPorts& ports, MemoryImage& image)
        : config_(config), ports_(ports), image_(image), channels_(config.channels), random_(config.jitter_seed) {
        reset();
    }

    // Forgets all transfers; for a reset that the masters see as their hard one.
    void reset() {
        for (Channel& channel : channels_) channel = Channel();
        after_edge();
    }

    void before_edge() {
        if (cycle_++ == 0) return;
        const uint64_t arvalid = mask(ports_.arvalid), awvalid = mask(ports_.awvalid), wvalid = mask(ports_.wvalid);
        const uint64_t rready = mask(ports_.rready), bready = mask(ports_.bready);
        for (unsigned c = 0; c < config_.channels; ++c) {
            Channel& channel = channels_[c];
            if (channel.r_valid && (rready >> c & 1)) finish_read_beat(channel);
            if (channel.b_valid && (bready >> c & 1)) channel.b_valid = false;
            take_address(c, channel.ar, arvalid >> c & 1, channel.ar_ready, true);
            take_address(c, channel.aw, awvalid >> c & 1, channel.aw_ready, false);
            take_data(c, wvalid >> c & 1);
            write_beats(c);
            channel.tokens = std::min(channel.tokens + static_cast<int64_t>(config_.bytes_num), bucket());
        }
    }

    void after_edge() {
        uint64_t arready = 0, awready = 0, wready = 0, rvalid = 0, rlast = 0, bvalid = 0;
        for (unsigned c = 0; c < config_.channels; ++c) {
            Channel& channel = channels_[c];
            if (!channel.r_valid && !pause()) start_read_beat(c);
            if (!channel.b_valid && !pause()) start_response(c);
            channel.ar_ready = channel.reads < config_.max_reads && !pause();
            channel.aw_ready = channel.aw_queue.size() + channel.responses.size() < config_.max_writes && !pause();
            channel.w_ready = channel.w_queue.size() < config_.max_writes && channel.tokens >= 0 && !pause();
            const uint64_t bit = uint64_t{1} << c;
            if (channel.ar_ready) arready |= bit;
            if (channel.aw_ready) awready |= bit;
            if (channel.w_ready) wready |= bit;
            if (channel.r_valid) rvalid |= bit;
            if (channel.r_last) rlast |= bit;
            if (channel.b_valid) bvalid |= bit;
        }
        ports_.arready.set(0, config_.channels, arready);
        ports_.awready.set(0, config_.channels, awready);
        ports_.wready.set(0, config_.channels, wready);
        ports_.rvalid.set(0, config_.channels, rvalid);
        ports_.rlast.set(0, config_.channels, rlast);
        ports_.bvalid.set(0, config_.channels, bvalid);
    }

    // Each beat that holds this logical byte address fails from now on, or no longer.
    void inject_error(uint64_t address) { errors_.insert(address); }
    void clear_errors() { errors_.clear(); }

    // Cuts the memory off: nothing is taken or answered any more while it is on.
    void hang(bool on) { hang_ = on; }

    // No burst and no response is on its way.
    bool quiet() const {
        return std::all_of(channels_.begin(), channels_.end(), [](const Channel& c) {
            return c.reads == 0 && c.aw_queue.empty() && c.w_queue.empty() && c.responses.empty() && !c.b_valid;
        });
    }

    const AxiMemoryCounters& counters() const { return counters_; }

    // How often the masters went against the protocol, and the first 20 times in words.
    uint64_t violations() const { return violation_count_; }
    const std::vector<std::string>& findings() const { return findings_; }
    std::string first_violation() const { return findings_.empty() ? "" : findings_.front(); }

private:
    struct Address {
        uint64_t addr = 0;
        unsigned id = 0, len = 0, size = 0, burst = 0;

        bool operator!=(const Address& o) const {
            return addr != o.addr || id != o.id || len != o.len || size != o.size || burst != o.burst;
        }
    };

    struct Waiting {      // the address that was offered and not taken, which has to stay
        bool valid = false;
        Address address;
    };

    struct Burst {
        uint64_t due = 0;
        uint64_t addr = 0;   // of the next beat
        unsigned id = 0;
        unsigned left = 0;   // beats
    };

    struct Data {
        std::array<uint8_t, 128> bytes{};
        std::array<uint8_t, 16> strobes{};
        bool last = false;

        bool operator!=(const Data& o) const { return bytes != o.bytes || strobes != o.strobes || last != o.last; }
    };

    struct Response {
        uint64_t due = 0;
        unsigned id = 0;
        unsigned resp = 0;
    };

    struct Channel {
        bool ar_ready = false, aw_ready = false, w_ready = false;
        bool r_valid = false, r_last = false, b_valid = false;
        Waiting ar, aw;
        bool w_waiting = false;
        Data w_offered;
        unsigned reads = 0;                    // bursts in read_queue
        std::array<std::deque<Burst>, 4> read_queue;  // by ID
        std::deque<unsigned> order;            // IDs of the bursts as they came
        unsigned r_id = 0;
        std::deque<Burst> aw_queue;
        std::deque<Data> w_queue;
        unsigned resp = 0;                     // worst of the beats of the current write burst
        std::deque<Response> responses;
        int64_t tokens = 0;                    // bytes that may move, times bytes_den
    };

    AxiMemoryConfig config_;
    AxiPorts ports_;
    MemoryImage& image_;
    std::vector<Channel> channels_;
    std::set<uint64_t> errors_;
    AxiMemoryCounters counters_;
    uint64_t violation_count_ = 0;
    std::vector<std::string> findings_;
    uint64_t random_;
    uint64_t cycle_ = 0;
    bool hang_ = false;

    uint64_t mask(const VerilatedPort& port) const { return port.get(0, config_.channels); }

    int64_t beat_cost() const { return static_cast<int64_t>(config_.beat_bytes * config_.bytes_den); }

    // What an idle channel may save up: one beat, and the refill of the cycle in which it goes.
    int64_t bucket() const { return static_cast<int64_t>(config_.bytes_num) + beat_cost(); }

    uint64_t next_random() {
        random_ ^= random_ << 13;
        random_ ^= random_ >> 7;
        random_ ^= random_ << 17;
        return random_;
    }

    bool pause() { return hang_ || (config_.jitter_seed != 0 && (next_random() >> 33) % 4 == 0); }

    uint64_t due() {
        const uint64_t extra = config_.jitter_seed == 0 ? 0 : (next_random() >> 33) % (config_.latency + 1);
        return cycle_ + config_.latency + extra - 1;
    }

    void violation(unsigned channel, const char* bus, const char* what) {
        if (violation_count_++ < 20) {
            findings_.push_back("cycle " + std::to_string(cycle_) + ", channel " + std::to_string(channel) + ": " + bus + what);
        }
    }

    uint64_t logical(unsigned channel, uint64_t address) const {
        const uint64_t word = address / config_.beat_bytes;
        return (word * config_.channels + channel) * config_.beat_bytes + address % config_.beat_bytes;
    }

    // The response to a beat at a logical address.
    unsigned response(uint64_t address) const {
        if (address + config_.beat_bytes > image_.capacity()) return 3;
        const auto error = errors_.lower_bound(address);
        return error != errors_.end() && *error < address + config_.beat_bytes ? 2 : 0;
    }

    void take_address(unsigned c, Waiting& waiting, bool valid, bool ready, bool read) {
        const char* const name = read ? "AR" : "AW";
        if (!valid) {
            if (waiting.valid) violation(c, name, "VALID fell before READY");
            waiting.valid = false;
            return;
        }
        const AxiPorts& p = ports_;
        Address a;
        a.addr = get_address(read ? p.araddr : p.awaddr, c);
        a.id = static_cast<unsigned>((read ? p.arid : p.awid).get(c * 2, 2));
        a.len = static_cast<unsigned>((read ? p.arlen : p.awlen).get(c * 8, 8));
        a.size = static_cast<unsigned>((read ? p.arsize : p.awsize).get(c * 3, 3));
        a.burst = static_cast<unsigned>((read ? p.arburst : p.awburst).get(c * 2, 2));
        if (waiting.valid && waiting.address != a) violation(c, name, " changed before READY");
        waiting.valid = !ready;
        waiting.address = a;
        if (!ready) return;

        if (1u << a.size != config_.beat_bytes) violation(c, name, "SIZE is not the width of the bus");
        if (a.burst != 1) violation(c, name, "BURST is not INCR");
        if (a.addr % config_.beat_bytes != 0) violation(c, name, "ADDR is not aligned");
        if (a.id >= config_.ids) violation(c, name, "ID is unknown");
        const uint64_t last = a.addr + uint64_t{a.len} * config_.beat_bytes;
        if (a.addr / 4096 != last / 4096) violation(c, name, " burst crosses a 4 KiB boundary");

        Channel& channel = channels_[c];
        const Burst burst{due(), a.addr, a.id, a.len + 1};
        if (read) {
            ++counters_.read_bursts;
            ++channel.reads;
            channel.read_queue[a.id].push_back(burst);
            channel.order.push_back(a.id);
        } else {
            ++counters_.write_bursts;
            channel.aw_queue.push_back(burst);
        }
    }

    // Addresses of channels do not begin at byte boundaries, so they may span nine bytes.
    uint64_t get_address(const VerilatedPort& port, unsigned channel) const {
        const std::size_t offset = std::size_t{channel} * config_.addr_bits;
        const unsigned low = std::min(config_.addr_bits, 32u);
        uint64_t address = port.get(offset, low);
        if (config_.addr_bits > low) address |= port.get(offset + low, config_.addr_bits - low) << low;
        return address;
    }

    void take_data(unsigned c, bool valid) {
        Channel& channel = channels_[c];
        if (!valid) {
            if (channel.w_waiting) violation(c, "W", "VALID fell before READY");
            channel.w_waiting = false;
            return;
        }
        Data data;
        const unsigned bytes = config_.beat_bytes;
        ports_.wdata.get_bytes(std::size_t{c} * bytes, data.bytes.data(), bytes);
        for (unsigned i = 0; i < bytes; i += 4) {
            const auto four = static_cast<uint8_t>(ports_.wstrb.get(std::size_t{c} * bytes + i, 4));
            data.strobes[i / 8] = static_cast<uint8_t>(data.strobes[i / 8] | four << (i % 8));
        }
        data.last = ports_.wlast.get(c, 1) != 0;
        if (channel.w_waiting && channel.w_offered != data) violation(c, "W", " changed before READY");
        channel.w_waiting = !channel.w_ready;
        channel.w_offered = data;
        if (!channel.w_ready) return;
        channel.tokens -= beat_cost();
        ++counters_.write_beats;
        channel.w_queue.push_back(data);
    }

    // Beats take effect when their address is known too; either may come first.
    void write_beats(unsigned c) {
        Channel& channel = channels_[c];
        while (!channel.aw_queue.empty() && !channel.w_queue.empty()) {
            Burst& burst = channel.aw_queue.front();
            const Data& data = channel.w_queue.front();
            const uint64_t address = logical(c, burst.addr);
            const unsigned resp = response(address);
            channel.resp = std::max(channel.resp, resp);
            for (unsigned i = 0; i < config_.beat_bytes && resp == 0; ++i) {
                if (data.strobes[i / 8] >> (i % 8) & 1) {
                    image_.write_byte(address + i, data.bytes[i]);
                    ++counters_.bytes_written;
                }
            }
            burst.addr += config_.beat_bytes;
            --burst.left;
            if (data.last != (burst.left == 0)) violation(c, "W", "LAST is not at the last beat of its burst");
            if (burst.left == 0) {
                channel.responses.push_back({due(), burst.id, channel.resp});
                channel.resp = 0;
                channel.aw_queue.pop_front();
            }
            channel.w_queue.pop_front();
        }
    }

    void start_response(unsigned c) {
        Channel& channel = channels_[c];
        if (channel.responses.empty() || channel.responses.front().due > cycle_) return;
        ports_.bid.set(c * 2, 2, channel.responses.front().id);
        ports_.bresp.set(c * 2, 2, channel.responses.front().resp);
        channel.responses.pop_front();
        channel.b_valid = true;
    }

    // Which ID's beat is next: that of the oldest burst, or with jitter any that is due.
    int choose(const Channel& channel, unsigned first) const {
        if (config_.jitter_seed == 0) {
            if (channel.order.empty()) return -1;
            const unsigned id = channel.order.front();
            return channel.read_queue[id].front().due <= cycle_ ? static_cast<int>(id) : -1;
        }
        for (unsigned i = 0; i < 4; ++i) {
            const auto& queue = channel.read_queue[(first + i) % 4];
            if (!queue.empty() && queue.front().due <= cycle_) return static_cast<int>((first + i) % 4);
        }
        return -1;
    }

    void start_read_beat(unsigned c) {
        Channel& channel = channels_[c];
        channel.r_last = false;
        if (channel.reads == 0 || channel.tokens < beat_cost()) return;
        const int id = choose(channel, config_.jitter_seed == 0 ? 0 : static_cast<unsigned>(next_random() >> 40));
        if (id < 0) return;
        Burst& burst = channel.read_queue[static_cast<unsigned>(id)].front();
        const uint64_t address = logical(c, burst.addr);
        const unsigned resp = response(address);
        std::array<uint8_t, 128> bytes{};
        if (resp == 0) image_.read(address, bytes.data(), config_.beat_bytes);
        burst.addr += config_.beat_bytes;
        --burst.left;
        channel.tokens -= beat_cost();
        channel.r_valid = true;
        channel.r_last = burst.left == 0;
        channel.r_id = static_cast<unsigned>(id);
        ports_.rid.set(c * 2, 2, channel.r_id);
        ports_.rresp.set(c * 2, 2, resp);
        ports_.rdata.set_bytes(std::size_t{c} * config_.beat_bytes, bytes.data(), config_.beat_bytes);
    }

    void finish_read_beat(Channel& channel) {
        counters_.bytes_read += config_.beat_bytes;
        channel.r_valid = false;
        if (!channel.r_last) return;
        channel.read_queue[channel.r_id].pop_front();
        const auto entry = std::find(channel.order.begin(), channel.order.end(), channel.r_id);
        channel.order.erase(entry);
        --channel.reads;
    }
};
