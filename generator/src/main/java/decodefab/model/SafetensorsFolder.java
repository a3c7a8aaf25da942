package decodefab.model;

import com.fasterxml.jackson.databind.JsonNode;
import decodefab.diag.InputException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All tensors of a model folder: of {@code model.safetensors}, else of the shards that {@code
 * model.safetensors.index.json} lists, else of the only {@code *.safetensors} file there.
 *
 * @param files the files the tensors lie in, sorted by name
 * @param tensors the tensors by their names in the files
 */
record SafetensorsFolder(List<Path> files, Map<String, StoredTensor> tensors) {
  private static final String SINGLE = "model.safetensors";
  private static final String INDEX = "model.safetensors.index.json";
  private static final int MAX_INDEX_BYTES = 64 << 20;

  SafetensorsFolder {
    files = List.copyOf(files);
    tensors = Collections.unmodifiableMap(new TreeMap<>(tensors));
  }

  /** Finds and checks the weight files of a folder. */
  static SafetensorsFolder open(Path folder) throws InputException {
    Path single = folder.resolve(SINGLE);
    if (Files.exists(single)) {
      return one(single);
    }
    Path index = folder.resolve(INDEX);
    if (Files.exists(index)) {
      return sharded(folder, JsonFile.readObject(index, MAX_INDEX_BYTES));
    }
    List<Path> found = weightFiles(folder);
    if (found.size() == 1) {
      return one(found.get(0));
    }
    throw ModelCode.UNREADABLE.exception(
        found.isEmpty()
            ? "the folder has no *.safetensors file"
            : "the folder has " + found.size() + " *.safetensors files but no " + INDEX,
        "weights are read from "
            + SINGLE
            + ", from the shards of "
            + INDEX
            + ", or from the only"
            + " *.safetensors file");
  }

  private static SafetensorsFolder one(Path file) throws InputException {
    return new SafetensorsFolder(List.of(file), SafetensorsFile.open(file).tensors());
  }

  private static SafetensorsFolder sharded(Path folder, JsonNode index) throws InputException {
    JsonNode map = index.path("weight_map");
    if (!map.isObject() || map.isEmpty()) {
      throw bad("has no \"weight_map\" object");
    }
    Map<String, SafetensorsFile> shards = new TreeMap<>();
    for (String shard : shardNames(map)) {
      shards.put(shard, SafetensorsFile.open(folder.resolve(shard)));
    }
    Map<String, StoredTensor> tensors = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : map.properties()) {
      String shard = entry.getValue().textValue();
      StoredTensor tensor = shards.get(shard).tensors().get(entry.getKey());
      if (tensor == null) {
        throw bad("places " + Quote.name(entry.getKey()) + " in " + shard + ", which lacks it");
      }
      tensors.put(entry.getKey(), tensor);
    }
    return new SafetensorsFolder(shards.keySet().stream().map(folder::resolve).toList(), tensors);
  }

  /** The shards that an index names; only plain names in its own folder are allowed. */
  private static TreeSet<String> shardNames(JsonNode map) throws InputException {
    TreeSet<String> names = new TreeSet<>();
    for (Map.Entry<String, JsonNode> entry : map.properties()) {
      JsonNode shard = entry.getValue();
      if (!shard.isTextual() || !shard.textValue().matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,199}")) {
        throw bad(
            "places "
                + Quote.name(entry.getKey())
                + " in "
                + JsonFields.shown(shard)
                + ", which is no plain file name");
      }
      names.add(shard.textValue());
    }
    return names;
  }

  private static List<Path> weightFiles(Path folder) throws InputException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.safetensors")) {
      files.forEach(found::add);
    } catch (DirectoryIteratorException e) {
      throw ModelFiles.unreadable(folder, e.getCause());
    } catch (IOException e) {
      throw ModelFiles.unreadable(folder, e);
    }
    return found;
  }

  private static InputException bad(String what) {
    return ModelCode.BAD_SHARD_INDEX.exception(
        INDEX + " " + what, "it must map each tensor to a file of its own folder that has it");
  }
}
