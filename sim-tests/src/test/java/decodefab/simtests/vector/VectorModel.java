package decodefab.simtests.vector;

import decodefab.golden.Fp32;

/** Executes vector commands one after another, element by element, as FABRIC.md words them. */
final class VectorModel {

  private final VectorMemories memories;
  private final int lanes;
  private int argmax;

  VectorModel(VectorMemories memories) {
    this.memories = memories;
    this.lanes = memories.lanes();
  }

  /** Returns the index that the last argmax found. */
  int argmax() {
    return argmax;
  }

  /** Executes a command and returns what it writes. */
  Expected execute(Command c) {
    Expected out = new Expected(c.tag());
    int n = c.get("VE_N");
    int words = (n + lanes - 1) / lanes;
    int segWords = c.is("VE_SEG_WORDS") ? c.get("VE_SEG_WORDS") : words;
    Reduction reduction = new Reduction(c.get("VE_REDUCE"), lanes);
    for (int w = 0; w < words; w++) {
      int segment = w / segWords;
      int valid = Math.min(lanes, n - w * lanes);
      float[] x6 = word(c, w, segment, valid, out);
      write(c, w, x6, out);
      reduction.add(x6, valid);
      if (w == words - 1 || (w + 1) % segWords == 0) {
        finish(c, segment, reduction, out);
      }
    }
    return out;
  }

  private float[] word(Command c, int w, int segment, int valid, Expected out) {
    float[] x6 = new float[lanes];
    float[] x2 = new float[lanes];
    for (int lane = 0; lane < valid; lane++) {
      float b = operandB(c, w, segment, lane);
      float third = operandC(c, w, lane);
      x2[lane] = beforeFunction(c, operandA(c, w, lane), b);
      float x3 = function(c.get("VE_SFU"), x2[lane]);
      float x4 = c.get("VE_B_USE") == 3 ? Fp32.mul(x3, b) : x3;
      float x5 = c.get("VE_C_USE") == 1 ? Fp32.mul(x4, third) : x4;
      x6[lane] =
          switch (c.get("VE_C_USE")) {
            case 2 -> Fp32.add(x5, third);
            case 3 -> Fp32.add(x5, Float.intBitsToFloat(c.get("VE_IMM1")));
            default -> x5;
          };
    }
    if (c.is("VE_WR_QS")) {
      out.qs().add(Expected.line(memories.qsAddress(c.get("VE_QS_BASE") + w), bits(x2)));
    }
    return x6;
  }

  private static float beforeFunction(Command c, float a, float b) {
    float x1 =
        switch (c.get("VE_B_USE")) {
          case 1 -> Fp32.add(a, b);
          case 2 -> Fp32.sub(a, b);
          default -> a;
        };
    float x2 = c.is("VE_PRE_MUL") ? Fp32.mul(x1, Float.intBitsToFloat(c.get("VE_IMM0"))) : x1;
    return c.is("VE_ROUND_F16") ? Fp32.fromF16(Fp32.toF16(x2)) : x2;
  }

  private static float function(int sfu, float x) {
    return switch (sfu) {
      case 1 -> Fp32.exp2(x);
      case 2 -> Fp32.recip(x);
      case 3 -> Fp32.rsqrt(x);
      default -> x;
    };
  }

  private float operandA(Command c, int w, int lane) {
    int source = c.is("VE_A_SWAP") ? lane ^ 1 : lane;
    return c.is("VE_A_ONE") ? 1f : memories.read(c.is("VE_A_MEM"), c.get("VE_A_BASE") + w, source);
  }

  private float operandB(Command c, int w, int segment, int lane) {
    int base = c.get("VE_B_BASE");
    boolean scalarMemory = c.is("VE_B_MEM");
    return switch (c.get("VE_B_MODE")) {
      case 1 -> memories.read(scalarMemory, base + w, lane);
      case 2 -> memories.read(false, base + w % c.get("VE_PERIOD"), lane);
      case 3 -> memories.read(scalarMemory, (base + segment) / lanes, (base + segment) % lanes);
      case 5 -> memories.read(scalarMemory, base / lanes, base % lanes);
      case 4 -> Float.intBitsToFloat(c.get("VE_IMM1"));
      default -> 0f;
    };
  }

  private float operandC(Command c, int w, int lane) {
    int base = c.get("VE_C_BASE");
    return switch (c.get("VE_C_MODE")) {
      case 1 -> memories.read(false, base + w, lane);
      case 2 -> memories.read(false, base + w % c.get("VE_PERIOD"), lane);
      case 3 ->
          memories.external(
              c.get("VE_EXT_SRC"), c.get("VE_EXT_BASE"), c.get("VE_EXT_FMT"), w * lanes + lane);
      default -> 0f;
    };
  }

  private void write(Command c, int w, float[] x6, Expected out) {
    int address = c.get("VE_DST_BASE") + w;
    switch (c.get("VE_DST_MEM")) {
      case 1 -> out.vm().add(memories.writeVm(address, x6));
      case 2 -> out.sm().add(memories.writeSm(address, x6));
      default -> {}
    }
    if (c.is("VE_WR_Q")) {
      int limit = c.is("VE_Q_KV") ? VectorBench.KV_LIMIT : VectorBench.ACT_LIMIT;
      int[] packed = new int[(lanes + 3) / 4];
      for (int lane = 0; lane < lanes; lane++) {
        packed[lane / 4] |= (Fp32.toInt(x6[lane], limit) & 0xFF) << (8 * (lane % 4));
      }
      out.qm().add(Expected.line(memories.qmAddress(c.get("VE_Q_BASE") + w), packed));
    }
  }

  private void finish(Command c, int segment, Reduction reduction, Expected out) {
    int element = c.get("VE_R_BASE") + segment;
    switch (reduction.kind()) {
      case 1, 2, 3 ->
          out.reduced()
              .add(memories.writeElement(element / lanes, element % lanes, reduction.take()));
      case 4 -> {
        argmax = reduction.index();
        reduction.take();
      }
      default -> {}
    }
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToRawIntBits(values[i]);
    }
    return bits;
  }
}
