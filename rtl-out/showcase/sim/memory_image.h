// The bytes of one memory tier, in its logical address space.
//
// Why sparse: a tier may be many gigabytes, of which a run touches little. Pages come into
// being when they are first written; what was never written reads as zero.

#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <unordered_map>

class MemoryImage {
public:
    explicit MemoryImage(uint64_t capacity) : capacity_(capacity) {}

    uint64_t capacity() const { return capacity_; }

    // Ranges have to lie inside the capacity.
    void read(uint64_t address, uint8_t* to, std::size_t count) const {
        while (count != 0) {
            const std::size_t here = within_page(address, count);
            const uint8_t* page = find(address / kPage);
            if (page == nullptr) {
                std::memset(to, 0, here);
            } else {
                std::memcpy(to, page + address % kPage, here);
            }
            address += here;
            to += here;
            count -= here;
        }
    }

    void write(uint64_t address, const uint8_t* from, std::size_t count) {
        while (count != 0) {
            const std::size_t here = within_page(address, count);
            std::memcpy(make(address / kPage) + address % kPage, from, here);
            address += here;
            from += here;
            count -= here;
        }
    }

    void write_byte(uint64_t address, uint8_t value) { make(address / kPage)[address % kPage] = value; }

    // Puts a whole file at an address; throws where it cannot be read or does not fit.
    void load(const std::string& path, uint64_t address = 0) {
        std::ifstream in(path, std::ios::binary);
        if (!in) throw std::runtime_error("cannot open memory image " + path);
        std::unique_ptr<char[]> buffer(new char[kPage]);
        while (in) {
            in.read(buffer.get(), kPage);
            const auto count = static_cast<std::size_t>(in.gcount());
            if (address > capacity_ || count > capacity_ - address) {
                throw std::runtime_error("memory image " + path + " exceeds the memory");
            }
            write(address, reinterpret_cast<const uint8_t*>(buffer.get()), count);
            address += count;
        }
        if (in.bad()) throw std::runtime_error("cannot read memory image " + path);
    }

private:
    static constexpr std::size_t kPage = 1 << 16;

    uint64_t capacity_;
    std::unordered_map<uint64_t, std::unique_ptr<uint8_t[]>> pages_;
    // Accesses come in runs, so the page of the last one is usually the right one.
    mutable uint64_t last_number_ = ~uint64_t{0};
    mutable uint8_t* last_page_ = nullptr;

    static std::size_t within_page(uint64_t address, std::size_t count) {
        const std::size_t left = kPage - address % kPage;
        return count < left ? count : left;
    }

    uint8_t* find(uint64_t number) const {
        if (number == last_number_) return last_page_;
        const auto page = pages_.find(number);
        if (page == pages_.end()) return nullptr;
        last_number_ = number;
        return last_page_ = page->second.get();
    }

    uint8_t* make(uint64_t number) {
        if (uint8_t* page = find(number)) return page;
        auto& page = pages_[number];
        page.reset(new uint8_t[kPage]());
        last_number_ = number;
        return last_page_ = page.get();
    }
};
