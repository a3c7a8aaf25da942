// What the test benches share: ports as bytes, binary input and output, and
// streams that pause at random.
#pragma once
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <vector>

typedef std::vector<uint8_t> Bytes;

// Verilated ports are little-endian words, whatever their type.
template <class T> void put(T& port, const void* data, size_t n) {
    memset(&port, 0, sizeof(T));
    memcpy(&port, data, n);
}
template <class T> Bytes get(T& port, size_t n) {
    const uint8_t* p = reinterpret_cast<const uint8_t*>(&port);
    return Bytes(p, p + n);
}

class Input {
  public:
    explicit Input(const char* path) : file_(fopen(path, "rb")) {
        if (!file_) { perror(path); exit(1); }
    }
    Bytes bytes(size_t n) {
        Bytes b(n);
        if (n != 0 && fread(b.data(), 1, n, file_) != n) { fprintf(stderr, "input ends early\n"); exit(1); }
        return b;
    }
    uint32_t u32() {
        Bytes b = bytes(4);
        return b[0] | b[1] << 8 | b[2] << 16 | static_cast<uint32_t>(b[3]) << 24;
    }
    std::vector<Bytes> words(size_t width) {
        std::vector<Bytes> w(u32());
        for (auto& x : w) x = bytes(width);
        return w;
    }

  private:
    FILE* file_;
};

class Output {
  public:
    explicit Output(const char* path) : file_(fopen(path, "wb")) {
        if (!file_) { perror(path); exit(1); }
    }
    ~Output() { fclose(file_); }
    void u32(uint32_t v) { fwrite(&v, 4, 1, file_); }
    void bytes(const Bytes& b) { fwrite(b.data(), 1, b.size(), file_); }

  private:
    FILE* file_;
};

struct Random {
    uint64_t state;
    uint32_t below(uint32_t limit) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        return (state >> 33) % limit;
    }
    bool percent(uint32_t p) { return below(100) < p; }
};

// A stream source that keeps the contract: once valid, it stays until taken.
struct Source {
    std::deque<Bytes> words;
    bool valid = false;
    size_t taken = 0;
    void choose(Random& r, uint32_t idle) { valid = !words.empty() && (valid || !r.percent(idle)); }
    void step(bool ready) {
        if (valid && ready) { words.pop_front(); valid = false; taken++; }
    }
};
