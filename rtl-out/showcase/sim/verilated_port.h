// One port of a Verilated model, whatever C++ type Verilator gave it.
//
// Why: a port of up to 8, 16, 32 or 64 bits is an unsigned integer of that size, a wider one
// an array of 32-bit words. On a little-endian host all of them are the same thing: bytes,
// lowest bits first. A VerilatedPort is a handle to them, so that models of buses need no
// templates over port types. The model has to outlive it.

#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>

static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "port bytes are taken lowest first");

class VerilatedPort {
public:
    VerilatedPort() = default;

    template <class T>
    explicit VerilatedPort(T& port) : bytes_(address(port)), size_(sizeof(T)) {}

    // Bits offset .. offset+width-1, width 1 to 57 (or 64 where offset is a multiple of 8).
    uint64_t get(std::size_t offset, unsigned width) const {
        return (load(offset / 8) >> (offset % 8)) & ones(width);
    }

    void set(std::size_t offset, unsigned width, uint64_t value) {
        const uint64_t field = ones(width) << (offset % 8);
        const uint64_t word = (load(offset / 8) & ~field) | ((value << (offset % 8)) & field);
        std::memcpy(bytes_ + offset / 8, &word, reach(offset / 8));
    }

    // Whole bytes, from bit 8 * first on.
    void get_bytes(std::size_t first, uint8_t* to, std::size_t count) const { std::memcpy(to, bytes_ + first, count); }
    void set_bytes(std::size_t first, const uint8_t* from, std::size_t count) { std::memcpy(bytes_ + first, from, count); }

private:
    uint8_t* bytes_ = nullptr;
    std::size_t size_ = 0;

    // A wide port is a class around an array; its first element is at its start.
    template <class T>
    static uint8_t* address(T& port) {
        if constexpr (std::is_integral_v<T>) {
            return reinterpret_cast<uint8_t*>(&port);
        } else {
            return reinterpret_cast<uint8_t*>(&port[0]);
        }
    }

    static uint64_t ones(unsigned width) { return width >= 64 ? ~uint64_t{0} : (uint64_t{1} << width) - 1; }

    std::size_t reach(std::size_t first) const { return size_ - first < 8 ? size_ - first : 8; }

    uint64_t load(std::size_t first) const {
        uint64_t word = 0;
        std::memcpy(&word, bytes_ + first, reach(first));
        return word;
    }
};
