package decodefab.rtl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import decodefab.plan.HardwarePlan;
import decodefab.plan.OnChipUse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes what a file set consists of, as JSON. */
final class Manifest {
  private static final int VERSION = 1;

  private Manifest() {}

  /** {@code manifest.json}: every file with its hash, so that a changed one is noticed. */
  static FileSet of(HardwarePlan plan, FileSet files) {
    Map<String, Object> hashes = new LinkedHashMap<>();
    files.files().forEach((path, content) -> hashes.put(path, sha256(content)));
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("schema", "decodefab.manifest");
    root.put("version", VERSION);
    root.put("design", plan.design().name());
    root.put("top", plan.design().name() + "_top");
    root.put("files", hashes);
    return FileSet.ofTexts(Map.of("manifest.json", json(root)));
  }

  /** {@code rom/memories.json}: every memory, for flows that swap them. */
  static String memories(OnChipUse use) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (OnChipUse.Ram ram : use.memories()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("instance", ram.name());
      row.put("holds", ram.purpose());
      row.put("width_bits", ram.widthBits());
      row.put("write_lane_bits", ram.laneBits());
      row.put("depth", ram.depth());
      row.put("read_ports", ram.readPorts());
      row.put("init_file", ram.image().isEmpty() ? null : "rom/" + ram.image());
      rows.add(row);
    }
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("schema", "decodefab.memories");
    root.put("version", VERSION);
    root.put("memories", rows);
    return json(root);
  }

  /** A document, indented, with a line end. */
  static String json(Map<String, Object> root) {
    try {
      ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
      return mapper.writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String sha256(FileSet.Content content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      content.writeTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
