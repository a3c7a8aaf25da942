package decodefab.dsl.check;

import decodefab.diag.Code;
import decodefab.diag.Reporter;
import decodefab.diag.SourceText;
import decodefab.dsl.ast.DeviceDefinition;
import decodefab.dsl.ast.FormatDefinition;
import decodefab.dsl.ast.MemoryDefinition;
import decodefab.dsl.ast.Name;
import decodefab.dsl.ast.Node;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * All names that are defined: those of the main file and those of the files it includes. A name of
 * the main file hides the same name of an included one; within either it may stand once.
 */
final class Scope {
  private final SourceText main;
  private final Reporter reporter;
  private final Map<String, FormatDefinition> formats = new LinkedHashMap<>();
  private final Map<String, MemoryDefinition> memories = new LinkedHashMap<>();
  private final Map<String, DeviceDefinition> devices = new LinkedHashMap<>();

  Scope(SourceText main, Reporter reporter) {
    this.main = main;
    this.reporter = reporter;
  }

  void define(FormatDefinition format) {
    put(formats, format.name(), format, "format");
  }

  void define(MemoryDefinition memory) {
    put(memories, memory.name(), memory, "memory");
  }

  void define(DeviceDefinition device) {
    put(devices, device.name(), device, "device");
    Map<String, MemoryDefinition> own = new LinkedHashMap<>();
    device.memories().forEach(m -> put(own, m.name(), m, "memory"));
  }

  Map<String, FormatDefinition> formats() {
    return formats;
  }

  Map<String, MemoryDefinition> memories() {
    return memories;
  }

  Map<String, DeviceDefinition> devices() {
    return devices;
  }

  /** Whether this was written in the main file. */
  boolean inMain(Node node) {
    return node.span().source().equals(main);
  }

  private <T extends Node> void put(Map<String, T> map, Name name, T definition, String kind) {
    NameChecker.check(name, reporter);
    Optional<T> earlier = Optional.ofNullable(map.putIfAbsent(name.text(), definition));
    // The main file is read first: an included definition of the same name is hidden by it.
    if (earlier.isPresent() && inMain(earlier.get()) == inMain(definition)) {
      reporter.error(
          Code.DF204,
          kind + " `" + name.text() + "` is defined twice",
          name.span(),
          "first defined at "
              + earlier.get().span().source().name()
              + ":"
              + earlier.get().span().line());
    }
  }
}
