package decodefab.rtl;

import decodefab.plan.HardwarePlan;
import decodefab.plan.Images;
import decodefab.plan.Instruction;
import decodefab.plan.Tier;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Memory images as files: hexadecimal words for {@code $readmemh}, plain bytes for the off-chip
 * memory.
 */
final class MemoryImages {
  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private MemoryImages() {}

  /** The program, which does not depend on weights. */
  static FileSet program(HardwarePlan plan) {
    StringBuilder text = new StringBuilder();
    for (Instruction instruction : plan.program().words()) {
      text.append(instruction.hex()).append('\n');
    }
    return FileSet.ofTexts(Map.of("rom/program.hex", text.toString()));
  }

  /** Everything that holds weights. */
  static FileSet weights(HardwarePlan plan, Images images) {
    TreeMap<String, FileSet.Content> files = new TreeMap<>();
    files.put("rom/aux.hex", hex(images::aux));
    if (plan.containers(true) > 0) {
      files.put("rom/weights.hex", hex(sink -> images.containers(true, sink)));
    }
    if (plan.scaleWords(true) > 0) {
      files.put("rom/scales.hex", hex(sink -> images.scales(true, sink)));
    }
    if (plan.matrixScales().words() > 0) {
      files.put("rom/matrix_scales.hex", hex(images::matrixScales));
    }
    if (plan.columnList().present()) {
      int digits = Math.ceilDiv(plan.columnList().bits(), 4);
      files.put(
          "rom/columns.hex",
          out ->
              write(
                  sink -> images.columnList(entry -> sink.accept(line(entry, digits))),
                  out::write));
    }
    plan.tier()
        .ifPresent(tier -> files.put("rom/offchip.bin", out -> offChip(plan, tier, images, out)));
    return new FileSet(files);
  }

  private static void offChip(HardwarePlan plan, Tier tier, Images images, OutputStream out)
      throws IOException {
    long at = bytes(out, sink -> images.containers(false, sink));
    at += zeros(out, tier.scaleBase() - at);
    at += bytes(out, sink -> images.scales(false, sink));
    at += zeros(out, tier.embeddingBase() - at);
    if (!plan.aux().embeddingOnChip()) {
      at += bytes(out, images::embedding);
    }
    zeros(out, tier.kvBase() - at);
  }

  private static long zeros(OutputStream out, long count) throws IOException {
    byte[] block = new byte[4096];
    for (long left = count; left > 0; left -= block.length) {
      out.write(block, 0, (int) Math.min(left, block.length));
    }
    return count;
  }

  private static long bytes(OutputStream out, Consumer<Consumer<byte[]>> words) throws IOException {
    long[] count = {0};
    write(
        words,
        word -> {
          out.write(word);
          count[0] += word.length;
        });
    return count[0];
  }

  /** One word a line, highest digit first. */
  private static FileSet.Content hex(Consumer<Consumer<byte[]>> words) {
    return out -> write(words, word -> out.write(line(word)));
  }

  private static byte[] line(byte[] word) {
    byte[] line = new byte[2 * word.length + 1];
    for (int i = 0; i < word.length; i++) {
      int b = word[word.length - 1 - i];
      line[2 * i] = DIGITS[(b >> 4) & 0xF];
      line[2 * i + 1] = DIGITS[b & 0xF];
    }
    line[2 * word.length] = '\n';
    return line;
  }

  /** The lowest digits of a number, as many as a memory's words have. */
  private static byte[] line(long word, int digits) {
    byte[] line = new byte[digits + 1];
    for (int i = 0; i < digits; i++) {
      line[digits - 1 - i] = DIGITS[(int) (word >> (4 * i)) & 0xF];
    }
    line[digits] = '\n';
    return line;
  }

  @FunctionalInterface
  private interface WordWriter {
    void write(byte[] word) throws IOException;
  }

  private static void write(Consumer<Consumer<byte[]>> words, WordWriter writer)
      throws IOException {
    try {
      words.accept(
          word -> {
            try {
              writer.write(word);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
