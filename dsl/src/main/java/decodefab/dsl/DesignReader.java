package decodefab.dsl;

import decodefab.design.Design;
import decodefab.diag.InputException;
import decodefab.diag.SourceText;
import decodefab.dsl.ast.FileNode;
import decodefab.dsl.check.DesignChecker;
import decodefab.dsl.parse.DfabReader;
import decodefab.dsl.parse.SourceReader;
import java.io.IOException;
import java.nio.file.Path;

/** Reads designs: the one entry point of this module. */
public final class DesignReader {
  private DesignReader() {}

  /**
   * Reads and checks a design.
   *
   * @param file path as the user wrote it; messages name it the same way
   * @throws InputException with every error of the first stage that found any
   */
  public static Design read(Path file) throws InputException {
    Path parent = file.getParent();
    return DesignChecker.check(readAst(file), parent == null ? Path.of("") : parent, key(file));
  }

  /**
   * Checks a text that stands in the place of a file, such as the file's own text with some
   * changes.
   *
   * @param source the text
   * @param file in whose folder its includes and its model's path start
   * @throws InputException with every error of the first stage that found any
   */
  public static Design read(SourceText source, Path file) throws InputException {
    Path parent = file.getParent();
    return DesignChecker.check(parseAst(source), parent == null ? Path.of("") : parent, key(file));
  }

  /**
   * Checks a design from memory; its includes and its model's path start in the current folder.
   *
   * @throws InputException with every error of the first stage that found any
   */
  public static Design parse(SourceText source) throws InputException {
    return DesignChecker.check(parseAst(source), Path.of(""), "");
  }

  /**
   * Checks whether the fabric can build a design whose formats have been decided since it was read.
   *
   * @throws InputException with all that it cannot
   */
  public static void checkBuildable(Design design) throws InputException {
    DesignChecker.checkBuildable(design);
  }

  /**
   * Reads a text file of any kind, with the limits that hold for designs.
   *
   * @param file where it is
   * @param name how messages call it
   * @throws InputException where there is no such file, it is too large, or no UTF-8 text
   */
  public static SourceText readText(Path file, String name) throws InputException {
    return SourceReader.read(file, name);
  }

  /**
   * Reads a file without checking what it says.
   *
   * @throws InputException with every syntax error
   */
  public static FileNode readAst(Path file) throws InputException {
    return parseAst(SourceReader.read(file, file.toString()));
  }

  /**
   * Parses a text without checking what it says.
   *
   * @throws InputException with every syntax error
   */
  public static FileNode parseAst(SourceText source) throws InputException {
    return DfabReader.parse(source);
  }

  private static String key(Path file) {
    try {
      return file.toRealPath().toString();
    } catch (IOException e) {
      // It was readable a moment ago; if it is gone now, no file can include it either.
      return file.toString();
    }
  }
}
