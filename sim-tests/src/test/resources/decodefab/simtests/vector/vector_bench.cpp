// Drives dfab_vector: memories, the source of the external operand, a queue of commands with
// random gaps. Reads a case as hex text on standard input and prints one line per event:
//   V|S cycle pc layer lanes addr word..   VM and SM writes (lane enables in hex)
//   Q|T cycle pc layer addr word..         QM and QS writes
//   P cycle mask argmax                    a post
//   C cycle                                a command is taken
//   E cycle busy stalled_in stalled_out    the end, with cycles counted
//   X text                                 a broken rule of an interface
//   R cycle                                a reset: memories and commands are again as in the beginning
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <vector>

#include "Vdfab_vector.h"
#include "verilated.h"

static const int V = BENCH_VECTOR;

// A port is a plain integer or, above 64 bits, an array of 32-bit words.
template <class T> static uint32_t word(const T &port, int i) { return (uint32_t)((uint64_t)port >> (32 * i)); }
template <size_t N> static uint32_t word(const VlWide<N> &port, int i) { return port[i]; }
template <class T> static void put(T &port, const uint32_t *w) {
  uint64_t bits = w[0];
  if (sizeof(T) > 4) bits |= (uint64_t)w[1] << 32;
  port = (T)bits;
}
template <size_t N> static void put(VlWide<N> &port, const uint32_t *w) {
  for (size_t i = 0; i < N; i++) port[i] = w[i];
}
template <class T> static void print_words(const T &port, int words) {
  for (int i = 0; i < words; i++) printf(" %x", word(port, i));
  printf("\n");
}

static unsigned next_hex() {
  unsigned v;
  if (scanf("%x", &v) != 1) {
    fprintf(stderr, "case ends early\n");
    exit(2);
  }
  return v;
}
static std::vector<uint32_t> read_words(size_t n) {
  std::vector<uint32_t> w(n);
  for (auto &x : w) x = next_hex();
  return w;
}

static uint64_t random_state;
static bool chance(unsigned percent) {
  random_state = random_state * 6364136223846793005ULL + 1442695040888963407ULL;
  return (random_state >> 33) % 100 < percent;
}

struct Command {
  std::vector<uint32_t> bits;
  unsigned pc, layer;
};
struct Request {
  unsigned src, base, words;
};

int main() {
  random_state = next_hex();
  unsigned command_idle = next_hex(), ext_idle = next_hex();
  uint64_t abandoned = next_hex();  // cycle of a reset in the middle of things, or 0
  size_t vm_words = next_hex(), sm_words = next_hex(), ext_words = next_hex(), count = next_hex();
  auto vm = read_words(vm_words * V), sm = read_words(sm_words * V), ext = read_words(3 * ext_words * V);
  std::deque<Command> commands;
  for (size_t i = 0; i < count; i++) {
    Command c;
    c.bits = read_words(12);
    c.pc = next_hex();
    c.layer = next_hex();
    commands.push_back(c);
  }

  const auto first_vm = vm, first_sm = sm;
  const auto first_commands = commands;

  VerilatedContext context;
  context.randReset(2);  // a missing reset shows
  context.randSeed(1);
  Vdfab_vector top(&context);
  std::deque<Request> requests;
  bool offered = false, sending = false;
  unsigned pending_src = 0, pending_base = 0, pending_words = 0;
  bool pending = false;
  uint64_t busy = 0, stalled_in = 0, stalled_out = 0;
  uint64_t cycle = 0, quiet_for = 0;
  std::vector<uint32_t> zeros(V * 32);
  const uint64_t RESET = 4;
  const uint64_t limit = 20000 + 800 * count;

  for (; (quiet_for < 8 || cycle <= abandoned) && cycle < limit; cycle++) {
    if (abandoned != 0 && cycle == abandoned) {
      vm = first_vm;
      sm = first_sm;
      commands = first_commands;
      requests.clear();
      offered = sending = pending = false;
      quiet_for = 0;
      printf("R %llu\n", (unsigned long long)cycle);
    }
    bool reset = cycle < RESET || (abandoned != 0 && cycle >= abandoned && cycle < abandoned + RESET);
    top.rst = reset;
    if (!offered) offered = !reset && !commands.empty() && !chance(command_idle);
    top.s_cmd_valid = offered;
    if (offered) {
      put(top.s_cmd_data, commands.front().bits.data());
      top.s_cmd_pc = commands.front().pc;
      top.s_cmd_layer = commands.front().layer;
    }
    top.m_ext_ready = !chance(ext_idle);
    // Without a request the stream offers words that are nobody's: they must stay.
    bool stray = requests.empty();
    if (!sending) sending = !chance(ext_idle);
    top.s_ext_valid = stray || sending;
    put(top.s_ext_data, stray ? zeros.data() : &ext[(requests.front().src * ext_words + requests.front().base) * V]);
    top.clk = 0;
    top.eval();

    if (!reset) {
      busy += top.busy;
      stalled_in += top.stall_in;
      stalled_out += top.stall_out;
      if (top.s_cmd_valid && top.s_cmd_ready) {
        printf("C %llu\n", (unsigned long long)cycle);
        commands.pop_front();
        offered = false;
      }
      if ((top.m_post_valid || top.stall_in || top.stall_out) && !top.busy) printf("X not busy while it posts or waits\n");
      if (pending && (!top.m_ext_valid || top.m_ext_src != pending_src || top.m_ext_base != pending_base ||
                      top.m_ext_words != pending_words))
        printf("X request changed while waiting\n");
      pending = top.m_ext_valid && !top.m_ext_ready;
      pending_src = top.m_ext_src;
      pending_base = top.m_ext_base;
      pending_words = top.m_ext_words;
      if (top.s_ext_valid && top.s_ext_ready) {
        if (stray) {
          printf("X took a word without a request\n");
        } else {
          sending = false;
          requests.front().base++;
          if (--requests.front().words == 0) requests.pop_front();
        }
      }
      if (top.m_ext_valid && top.m_ext_ready) {
        if (top.m_ext_words == 0) printf("X request of no words\n");
        else requests.push_back({top.m_ext_src, top.m_ext_base, top.m_ext_words});
      }
    }

    uint32_t a[5] = {top.vm_a_addr, top.vm_b_addr, top.vm_c_addr, top.sm_a_addr, top.sm_b_addr};
    std::vector<uint32_t> read[5];
    for (int p = 0; p < 5; p++) {
      auto &mem = p < 3 ? vm : sm;
      size_t at = (size_t)a[p] % (p < 3 ? vm_words : sm_words) * V;
      read[p].assign(mem.begin() + at, mem.begin() + at + V);
    }
    if (!reset) {
      uint64_t vm_we = top.vm_we, sm_we = top.sm_we;
      if (vm_we) {
        printf("V %llu %x %x %llx %x", (unsigned long long)cycle, top.trace_vm_pc, top.trace_vm_layer,
               (unsigned long long)vm_we, top.vm_waddr);
        print_words(top.vm_wdata, V);
      }
      if (sm_we) {
        printf("S %llu %x %x %llx %x", (unsigned long long)cycle, top.trace_sm_pc, top.trace_sm_layer,
               (unsigned long long)sm_we, top.sm_waddr);
        print_words(top.sm_wdata, V);
      }
      for (int i = 0; i < V; i++) {
        if (vm_we >> i & 1) vm[top.vm_waddr % vm_words * V + i] = word(top.vm_wdata, i);
        if (sm_we >> i & 1) sm[top.sm_waddr % sm_words * V + i] = word(top.sm_wdata, i);
      }
      if (top.qm_we) {
        printf("Q %llu %x %x %x", (unsigned long long)cycle, top.trace_qm_pc, top.trace_qm_layer, top.qm_waddr);
        print_words(top.qm_wdata, (V + 3) / 4);
      }
      if (top.qs_we) {
        printf("T %llu %x %x %x", (unsigned long long)cycle, top.trace_qs_pc, top.trace_qs_layer, top.qs_waddr);
        print_words(top.qs_wdata, V);
      }
      if (top.m_post_valid)
        printf("P %llu %x %x\n", (unsigned long long)cycle, top.m_post_mask, top.argmax_index);
      quiet_for = commands.empty() && !offered && !top.busy ? quiet_for + 1 : 0;
    }

    top.clk = 1;
    top.eval();
    put(top.vm_a_data, read[0].data());
    put(top.vm_b_data, read[1].data());
    put(top.vm_c_data, read[2].data());
    put(top.sm_a_data, read[3].data());
    put(top.sm_b_data, read[4].data());
  }
  if (cycle >= limit) printf("X still busy after %llu cycles\n", (unsigned long long)cycle);
  if (!requests.empty()) printf("X %u words of a request were not taken\n", requests.front().words);
  printf("E %llu %llu %llu %llu\n", (unsigned long long)cycle, (unsigned long long)busy,
         (unsigned long long)stalled_in, (unsigned long long)stalled_out);
  return 0;
}
