package decodefab.dsl.check;

import decodefab.diag.Code;
import decodefab.diag.InputException;
import decodefab.diag.Reporter;
import decodefab.diag.SourceText;
import decodefab.diag.Span;
import decodefab.dsl.ast.Clause;
import decodefab.dsl.ast.DesignDefinition;
import decodefab.dsl.ast.DeviceDefinition;
import decodefab.dsl.ast.FileNode;
import decodefab.dsl.ast.FormatDefinition;
import decodefab.dsl.ast.Include;
import decodefab.dsl.ast.Item;
import decodefab.dsl.ast.MemoryDefinition;
import decodefab.dsl.parse.DfabReader;
import decodefab.dsl.parse.SourceReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads included files into a scope. A path that ends in {@code .dfab} is a file beside the one
 * that includes it, and must lie in the main file's folder or below, links followed; a bare word is
 * a library that ships, found on the class path.
 */
final class IncludeLoader {
  /** Most files that one design may pull in. */
  static final int MAX_FILES = 64;

  private static final String LIBRARY_FOLDER = "/decodefab/lib/";

  private final Path root;
  private final Scope scope;
  private final Reporter reporter;
  private final Set<String> loaded = new HashSet<>();
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * @param root the main file's folder
   */
  IncludeLoader(Path root, Scope scope, Reporter reporter) {
    this.root = root;
    this.scope = scope;
    this.reporter = reporter;
  }

  /** Defines what the main file and its design define, then what they include. */
  void load(FileNode main, String mainKey) {
    open.push(mainKey);
    define(main);
    includes(main, root);
  }

  private void define(FileNode file) {
    for (Item item : file.items()) {
      switch (item) {
        case FormatDefinition f -> scope.define(f);
        case MemoryDefinition m -> scope.define(m);
        case DeviceDefinition d -> scope.define(d);
        case DesignDefinition d -> d.clauses().forEach(this::define);
        case Include i -> {
          // included files come after everything this file defines itself
        }
      }
    }
  }

  private void define(Clause clause) {
    if (clause instanceof FormatDefinition f) {
      scope.define(f);
    } else if (clause instanceof MemoryDefinition m) {
      scope.define(m);
    } else if (clause instanceof DeviceDefinition d) {
      scope.define(d);
    }
  }

  private void includes(FileNode file, Path folder) {
    for (Item item : file.items()) {
      if (item instanceof Include include) {
        include(include, folder);
      } else if (item instanceof DesignDefinition design) {
        design.clauses().stream()
            .filter(Include.class::isInstance)
            .forEach(c -> include((Include) c, folder));
      }
    }
  }

  private void include(Include include, Path folder) {
    String path = include.path().value();
    Span span = include.path().span();
    try {
      if (path.matches("[A-Za-z0-9_]+")) {
        library(path, span, folder);
      } else {
        file(Path.of(path), span, folder);
      }
    } catch (InvalidPathException e) {
      reporter.error(
          Code.DF309, "this is not a path", span, "write a path such as \"lib/my.dfab\"");
    } catch (InputException e) {
      e.diagnostics().forEach(reporter::report);
    } catch (IOException e) {
      reporter.error(Code.DF209, "`" + path + "` cannot be read", span);
    }
  }

  private void library(String name, Span span, Path folder) throws InputException, IOException {
    try (InputStream in =
        IncludeLoader.class.getResourceAsStream(LIBRARY_FOLDER + name + ".dfab")) {
      if (in == null) {
        reporter.error(
            Code.DF209,
            "there is no library `" + name + "`",
            span,
            "the library that ships is \"standard\"; a file needs its ending: \""
                + name
                + ".dfab\"");
      } else {
        String shown = "lib/" + name + ".dfab";
        descend(SourceReader.read(in, shown), "library " + name, span, folder);
      }
    }
  }

  private void file(Path path, Span span, Path folder) throws InputException, IOException {
    Path target = folder.resolve(path).normalize();
    Path base = root.toRealPath();
    boolean there = Files.isRegularFile(target);
    // Links are followed where there is a file, names alone are compared where there is none.
    Path real = there ? target.toRealPath() : target.toAbsolutePath().normalize();
    Path fence = there ? base : root.toAbsolutePath().normalize();
    if (path.isAbsolute() || !real.startsWith(fence)) {
      reporter.error(
          Code.DF211,
          "`" + path + "` lies outside the design's folder",
          span,
          "include files from the folder of the main file or below it");
    } else if (!there) {
      reporter.error(
          Code.DF209,
          "there is no file `" + path + "` beside this one",
          span,
          "paths are relative to the file that includes; the shipped library is \"standard\"");
    } else {
      Path parent = target.getParent();
      descend(
          SourceReader.read(real, target.toString()),
          real.toString(),
          span,
          parent == null ? root : parent);
    }
  }

  private void descend(SourceText source, String key, Span span, Path folder)
      throws InputException {
    if (open.contains(key)) {
      reporter.error(
          Code.DF210,
          "`" + source.name() + "` includes itself, directly or through another file",
          span,
          "remove one of the includes");
      return;
    }
    if (!loaded.add(key)) {
      return;
    }
    if (loaded.size() > MAX_FILES) {
      reporter.error(Code.DF304, "more than " + MAX_FILES + " files are included", span);
      return;
    }
    open.push(key);
    FileNode file = DfabReader.parse(source);
    file.items().stream()
        .filter(DesignDefinition.class::isInstance)
        .forEach(
            d ->
                reporter.error(
                    Code.DF412,
                    "an included file holds a design",
                    ((DesignDefinition) d).name().span(),
                    "move formats, memories and devices into a file of their own"));
    define(file);
    includes(file, folder);
    open.pop();
  }
}
