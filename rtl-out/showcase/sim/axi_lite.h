// The host side of an AXI4-Lite register port: blocking reads and writes of 32 bits.
//
// Why a tick function from outside: the harness owns the clock, and its memories have to see
// each edge. One tick is: clk = 0, eval, sample; clk = 1, eval, drive (see axi_memory.h). Before
// each tick this driver looks at the ready and valid outputs; `settle` has to evaluate the model
// for the inputs that now stand, without changing the clock.

#pragma once

#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>

// Top: a Verilated model with ports s_axil_awvalid .. s_axil_rresp, 16-bit addresses.
template <class Top>
class AxiLiteHost {
public:
    // limit: ticks that one access may take, or it throws.
    AxiLiteHost(Top& top, std::function<void()> settle, std::function<void()> tick, unsigned limit = 10000)
        : top_(top), settle_(std::move(settle)), tick_(std::move(tick)), limit_(limit) {
        top_.s_axil_awvalid = 0;
        top_.s_axil_wvalid = 0;
        top_.s_axil_bready = 0;
        top_.s_axil_arvalid = 0;
        top_.s_axil_rready = 0;
    }

    // The response code is in last_response(); 0 is OKAY.
    void write32(uint16_t address, uint32_t data) {
        top_.s_axil_awaddr = address;
        top_.s_axil_awvalid = 1;
        top_.s_axil_wdata = data;
        top_.s_axil_wstrb = 0xF;
        top_.s_axil_wvalid = 1;
        top_.s_axil_bready = 1;
        for (unsigned i = 0; i < limit_; ++i) {
            settle_();
            const bool address_taken = top_.s_axil_awvalid && top_.s_axil_awready;
            const bool data_taken = top_.s_axil_wvalid && top_.s_axil_wready;
            const bool done = top_.s_axil_bvalid;
            if (done) response_ = top_.s_axil_bresp;
            tick_();
            if (address_taken) top_.s_axil_awvalid = 0;
            if (data_taken) top_.s_axil_wvalid = 0;
            if (done) {
                top_.s_axil_bready = 0;
                return;
            }
        }
        throw std::runtime_error("no answer to the write of register " + std::to_string(address));
    }

    uint32_t read32(uint16_t address) {
        top_.s_axil_araddr = address;
        top_.s_axil_arvalid = 1;
        top_.s_axil_rready = 1;
        for (unsigned i = 0; i < limit_; ++i) {
            settle_();
            const bool address_taken = top_.s_axil_arvalid && top_.s_axil_arready;
            const bool done = top_.s_axil_rvalid;
            const uint32_t data = top_.s_axil_rdata;
            if (done) response_ = top_.s_axil_rresp;
            tick_();
            if (address_taken) top_.s_axil_arvalid = 0;
            if (done) {
                top_.s_axil_rready = 0;
                return data;
            }
        }
        throw std::runtime_error("no answer to the read of register " + std::to_string(address));
    }

    unsigned last_response() const { return response_; }

private:
    Top& top_;
    std::function<void()> settle_;
    std::function<void()> tick_;
    unsigned limit_;
    unsigned response_ = 0;
};
