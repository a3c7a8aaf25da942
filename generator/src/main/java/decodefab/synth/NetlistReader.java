package decodefab.synth;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the netlist that Yosys' {@code write_json} wrote, as a stream: it holds every wire and can
 * be hundreds of megabytes, and only types and names of cells are wanted.
 */
final class NetlistReader {
  private NetlistReader() {}

  /**
   * The netlist of a file.
   *
   * @param top name of its top module
   * @throws IOException where it cannot be read or is no netlist with such a module
   */
  static Netlist read(Path file, String top) throws IOException {
    Map<String, Map<String, String>> cells = new LinkedHashMap<>();
    try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
      open(json);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean modules = json.currentName().equals("modules");
        json.nextToken();
        if (modules) {
          modules(json, cells);
        } else {
          json.skipChildren();
        }
      }
    }
    if (!cells.containsKey(top)) {
      throw new IOException(file.getFileName() + " has no module " + top);
    }
    Map<String, Netlist.Module> modules = new HashMap<>();
    cells.forEach((name, types) -> modules.put(name, module(types, cells)));
    return new Netlist(top, modules);
  }

  private static void open(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new IOException("not a netlist");
    }
  }

  private static void modules(JsonParser json, Map<String, Map<String, String>> cells)
      throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String module = json.currentName();
      json.nextToken();
      Map<String, String> types = new LinkedHashMap<>();
      boolean model = false;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        switch (field) {
          case "cells" -> cells(json, types);
          case "attributes" -> model |= isModel(json);
          default -> json.skipChildren();
        }
      }
      // A model of a cell is the device's own; a module without cells is wires.
      if (!model) {
        cells.put(module, types);
      }
    }
  }

  /** Whether a module only describes one of the device's cells. */
  private static boolean isModel(JsonParser json) throws IOException {
    boolean model = false;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      model |= json.currentName().equals("blackbox") || json.currentName().equals("whitebox");
      json.nextToken();
      json.skipChildren();
    }
    return model;
  }

  private static void cells(JsonParser json, Map<String, String> types) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String cell = json.currentName();
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean type = json.currentName().equals("type");
        json.nextToken();
        if (type) {
          types.put(cell, json.getText());
        } else {
          json.skipChildren();
        }
      }
    }
  }

  /** A cell whose type is a module with content is an instance; the others are the device's. */
  private static Netlist.Module module(
      Map<String, String> types, Map<String, Map<String, String>> all) {
    TreeMap<String, Long> own = new TreeMap<>();
    List<Netlist.Instance> instances = new ArrayList<>();
    types.forEach(
        (cell, type) -> {
          if (all.containsKey(type)) {
            instances.add(new Netlist.Instance(cell, type));
          } else {
            own.merge(type, 1L, Long::sum);
          }
        });
    return new Netlist.Module(own, instances);
  }
}
