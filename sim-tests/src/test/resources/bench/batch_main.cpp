// Runs a Verilated bench over a file of input rows and writes a file of output rows.
//
// The bench has three ports: clk, in and out. Row t holds the words of `in` before
// rising edge t, and output row t the words of `out` settled just before that same
// edge: a combinational path answers in its own row, a pipeline of depth L in row
// t + L, and a stream transfers in a row exactly when valid and ready stand in it.
//
// Usage: batch INPUT OUTPUT SEED. Words are 32 bits in the machine's byte order.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <vector>

#include "Vbench.h"
#include "verilated.h"

namespace {

constexpr std::size_t kRowsPerBlock = 4096;

template <class Port>
constexpr std::size_t wordsOf() {
    return (sizeof(Port) + 3) / 4;
}

template <std::size_t Words>
void put(VlWide<Words>& port, const std::uint32_t* words) {
    for (std::size_t i = 0; i < Words; ++i) port[i] = words[i];
}
void put(QData& port, const std::uint32_t* words) {
    port = static_cast<QData>(words[1]) << 32 | words[0];
}
void put(IData& port, const std::uint32_t* words) { port = words[0]; }

template <std::size_t Words>
void get(const VlWide<Words>& port, std::uint32_t* words) {
    for (std::size_t i = 0; i < Words; ++i) words[i] = port[i];
}
void get(const QData& port, std::uint32_t* words) {
    words[0] = static_cast<std::uint32_t>(port);
    words[1] = static_cast<std::uint32_t>(port >> 32);
}
void get(const IData& port, std::uint32_t* words) { words[0] = port; }

int fail(const char* what) {
    std::fprintf(stderr, "batch: %s\n", what);
    return 1;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) return fail("usage: batch INPUT OUTPUT SEED");
    std::FILE* input = std::fopen(argv[1], "rb");
    std::FILE* output = std::fopen(argv[2], "wb");
    if (input == nullptr || output == nullptr) return fail("cannot open the row files");

    VerilatedContext context;
    // Every register starts random, so that a missing reset shows.
    context.randReset(2);
    context.randSeed(std::atoi(argv[3]));
    const auto bench = std::make_unique<Vbench>(&context);

    constexpr std::size_t inputWords = wordsOf<decltype(bench->in)>();
    constexpr std::size_t outputWords = wordsOf<decltype(bench->out)>();
    std::vector<std::uint32_t> rowsIn(kRowsPerBlock * inputWords);
    std::vector<std::uint32_t> rowsOut(kRowsPerBlock * outputWords);

    std::size_t words;
    while ((words = std::fread(rowsIn.data(), 4, rowsIn.size(), input)) != 0) {
        if (words % inputWords != 0) return fail("the input ends within a row");
        const std::size_t rows = words / inputWords;
        for (std::size_t row = 0; row < rows; ++row) {
            bench->clk = 0;
            put(bench->in, &rowsIn[row * inputWords]);
            bench->eval();
            get(bench->out, &rowsOut[row * outputWords]);
            bench->clk = 1;
            bench->eval();
        }
        if (std::fwrite(rowsOut.data(), 4 * outputWords, rows, output) != rows) {
            return fail("cannot write the output rows");
        }
    }
    bench->final();
    return std::fclose(output) == 0 ? 0 : fail("cannot write the output rows");
}
