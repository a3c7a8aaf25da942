package decodefab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import decodefab.tool.Scripts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the launcher in a checkout of its own, with a JDK, a Maven and an apt that only note how
 * they were called.
 */
@Timeout(120)
class LauncherTest {
  private static final List<String> USUAL =
      List.of(
          "awk",
          "cat",
          "cksum",
          "chmod",
          "cp",
          "env",
          "find",
          "flock",
          "id",
          "ls",
          "mkdir",
          "mktemp",
          "mv",
          "readlink",
          "rm",
          "sleep",
          "sort",
          "touch");

  private record Run(int status, String out, String err) {}

  @TempDir private Path folder;

  private Path root;
  private Path bin;
  private Path jdk;
  private Path log;
  private final TreeMap<String, String> environment = new TreeMap<>();

  @BeforeEach
  void prepare() throws IOException {
    root = folder.resolve("a check out");
    bin = folder.resolve("bin");
    jdk = folder.resolve("jdks/jdk-21");
    log = Files.createFile(folder.resolve("calls"));
    for (String source :
        List.of(
            "dsl/src/main/A.java",
            "generator/src/main/B.java",
            "designs/lib/standard.dfab",
            "sim-tests/pom.xml",
            "dsl/pom.xml",
            "generator/pom.xml",
            "pom.xml")) {
      Files.createDirectories(root.resolve(source).getParent());
      Files.writeString(root.resolve(source), source);
    }
    Path original = Path.of(System.getProperty("decodefab.home"), "decodefab");
    Files.copy(original, root.resolve("decodefab"), StandardCopyOption.COPY_ATTRIBUTES);
    Files.createDirectories(bin);
    for (String name : USUAL) {
      for (String place : List.of("/usr/bin/", "/bin/")) {
        if (Files.exists(Path.of(place + name)) && !Files.exists(bin.resolve(name))) {
          Files.createSymbolicLink(bin.resolve(name), Path.of(place + name));
        }
      }
    }
    newJdk(jdk, "21.0.4");
    mavenThat(
        """
        mkdir -p generator/target
        for word; do case $word in -DoutputDirectory=*) mkdir -p "${word#*=}" ;; esac; done
        sleep 0.3
        echo built from "$(cat dsl/src/main/A.java)" >generator/target/decodefab-generator-1.jar\
        """);
    environment.put("PATH", bin.toString());
    environment.put("HOME", folder.resolve("home").toString());
    environment.put("JAVA_HOME", jdk.toString());
    environment.put("DECODEFAB_JDK_FOLDERS", "");
  }

  private void newJdk(Path home, String version) throws IOException {
    Scripts.write(
        home.resolve("bin"),
        "java",
        "while [ \"$1\" != -jar ]; do [ \"${1#*ArchiveClasses}\" = \"$1\" ] || exit 0; shift; done",
        "echo \"java of " + home.getFileName() + " in $PWD: $(cat \"$2\")\"; shift 2",
        "for word; do echo \"<$word>\"; done; exit ${DOES_EXIT:-0}");
    Scripts.write(home.resolve("bin"), "javac", "exit 1");
    Files.writeString(
        home.resolve("release"),
        "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\nOS_ARCH=\"x\"\n");
  }

  private void mavenThat(String body) throws IOException {
    Scripts.write(
        bin, "mvn", "echo \"mvn $*\" >>'" + log + "'", "echo JAVA_HOME is $JAVA_HOME", body);
  }

  private Process start(Path launcher, Path directory, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("/bin/bash", launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.redirectError(Files.createTempFile(folder, "err", "").toFile());
    return builder.start();
  }

  private Run run(Path launcher, Path directory, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("/bin/bash", launcher.toString()));
    command.addAll(List.of(arguments));
    Path err = Files.createTempFile(folder, "err", "");
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.redirectError(err.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Run(process.exitValue(), out, Files.readString(err));
  }

  private Run run(String... arguments) throws IOException, InterruptedException {
    return run(root.resolve("decodefab"), folder, arguments);
  }

  private long builds() throws IOException {
    return Files.readAllLines(log).stream().filter(call -> call.contains("package")).count();
  }

  @Test
  void buildsOnceAndThenSaysNothing() throws Exception {
    Run first = run("check", "a b.dfab", "");
    assertThat(first.err()).contains("decodefab: building", "JAVA_HOME is " + jdk);
    Run second = run("check", "a b.dfab", "");
    assertThat(second.err()).isEmpty();
    assertThat(second.out())
        .isEqualTo(first.out())
        .isEqualTo(
            "java of jdk-21 in "
                + folder
                + ": built from dsl/src/main/A.java\n<check>\n<a b.dfab>\n<>\n");
    assertThat(builds()).isOne();
  }

  @Test
  void buildsAgainWhenASourceChangesAndNotWhenItChangesBack() throws Exception {
    run("doctor");
    Path source = root.resolve("dsl/src/main/A.java");
    Files.writeString(source, "something new");
    assertThat(run("doctor").out()).contains("built from something new");
    Files.writeString(source, "dsl/src/main/A.java");
    assertThat(run("doctor").out()).contains("built from dsl/src/main/A.java");
    assertThat(builds()).isEqualTo(2);
    Files.writeString(root.resolve("designs/lib/standard.dfab"), "format w3 = int(3)");
    run("doctor");
    assertThat(builds()).isEqualTo(3);
    Files.createDirectory(root.resolve("templates"));
    Files.writeString(root.resolve("templates/x.v"), "module x;");
    run("doctor");
    assertThat(builds()).as("templates are read at run time").isEqualTo(3);
  }

  @Test
  void worksThroughALinkAndFromAnyFolder() throws Exception {
    Path link = Files.createSymbolicLink(bin.resolve("decodefab"), root.resolve("decodefab"));
    Path relative = Files.createDirectories(folder.resolve("x y/z")).resolve("dfab");
    Files.createSymbolicLink(relative, Path.of("../../bin/decodefab"));
    assertThat(run(link, bin, "doctor").status()).isZero();
    assertThat(run(relative, folder.resolve("x y"), "doctor").out())
        .startsWith("java of jdk-21 in " + folder + "/x y: built");
    assertThat(run(Path.of("decodefab"), root, "doctor").out()).contains("in " + root + ": built");
    assertThat(builds()).isOne();
  }

  @Test
  void twoAtOnceBuildOnce() throws Exception {
    Path launcher = root.resolve("decodefab");
    List<Process> started = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      started.add(start(launcher, folder, "doctor"));
    }
    for (Process process : started) {
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).isZero();
      assertThat(out).contains("built from dsl");
    }
    if (Files.exists(bin.resolve("flock"))) {
      assertThat(builds()).isOne();
    }
    try (var left = Files.newDirectoryStream(root.resolve(".decodefab"), "building.*")) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void withoutFlockTwoAtOnceDoNotDisturbEachOther() throws Exception {
    Files.deleteIfExists(bin.resolve("flock"));
    twoAtOnceBuildOnce();
  }

  @Test
  void aFailedBuildIsSaidAndLeavesNothing() throws Exception {
    mavenThat("echo '[ERROR] no such symbol'; exit 1");
    Run run = run("doctor");
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("no such symbol", "decodefab: the build failed");
    try (var left = Files.newDirectoryStream(root.resolve(".decodefab"), "build*")) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void passesTheExitCodeOn() throws Exception {
    environment.put("DOES_EXIT", "4");
    assertThat(run("run").status()).isEqualTo(4);
  }

  @Test
  void saysWhatToInstallWhereThereIsNoJdk() throws Exception {
    environment.remove("JAVA_HOME");
    environment.put("PATH", folder.resolve("empty").toString());
    Run run = run("doctor");
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err())
        .startsWith("decodefab: a JDK 21 or newer is needed and none was found.\n")
        .contains("apt-get install openjdk-21-jdk-headless", "JAVA_HOME");
  }

  @Test
  void takesTheNewestJdkOfTheUsualFoldersAndNamesTooOldOnes() throws Exception {
    newJdk(jdk, "17.0.15");
    assertThat(run("doctor").err()).contains("Too old: " + jdk + " (17.0.15)");
    newJdk(folder.resolve("jdks/jdk-25"), "25");
    newJdk(folder.resolve("jdks/jdk-22"), "22.0.1");
    newJdk(folder.resolve("jdks/jdk-8"), "1.8.0_402");
    environment.put("DECODEFAB_JDK_FOLDERS", folder + "/jdks/*");
    assertThat(run("doctor").out()).startsWith("java of jdk-25 ");
  }

  @Test
  void takesTheJdkOfThePath() throws Exception {
    environment.remove("JAVA_HOME");
    Files.createSymbolicLink(bin.resolve("java"), jdk.resolve("bin/java"));
    assertThat(run("doctor").out()).startsWith("java of jdk-21 ");
  }

  @Test
  void saysWhatToInstallWhereThereIsNoMaven() throws Exception {
    Files.delete(bin.resolve("mvn"));
    Run run = run("doctor");
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err()).contains("Maven is needed", "apt-get install maven");
  }

  private void testTools() throws IOException {
    for (String tool : List.of("verilator", "g++", "make", "iverilog", "yosys", "z3", "python3")) {
      Scripts.write(bin, tool, "exit 0");
    }
  }

  private void mavenPrints(String... lines) throws IOException {
    Path output = Files.write(folder.resolve("output"), List.of(lines));
    mavenThat("cat '" + output + "'; exit ${MAVEN_EXITS:-0}");
  }

  @Test
  void testAddsUpAllModules() throws Exception {
    testTools();
    mavenPrints(
        "[ERROR] Tests run: 5, Failures: 1, Errors: 1, Skipped: 1, Time elapsed: 1.6 s <<<"
            + " FAILURE!",
        "[ERROR] \033[1;31mTests run: 5, Failures: 1, Errors: 1, Skipped: 1\033[m",
        "[INFO] Tests run: 70, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 1.6 s -- in x",
        "[INFO] Tests run: 70, Failures: 0, Errors: 0, Skipped: 0",
        "[INFO] BUILD FAILURE");
    environment.put("MAVEN_EXITS", "1");
    Run run = run("test", "-pl", "dsl");
    assertThat(run.status()).isOne();
    assertThat(run.out())
        .contains("BUILD FAILURE\n")
        .endsWith("\n72 passed, 2 failed, 1 skipped\n");
    assertThat(Files.readString(log)).contains("pom.xml verify -pl dsl");
  }

  @Test
  void testFailsAsMavenFails() throws Exception {
    testTools();
    mavenPrints("[INFO] Tests run: 70, Failures: 0, Errors: 0, Skipped: 0", "[INFO] BUILD FAILURE");
    environment.put("MAVEN_EXITS", "2");
    assertThat(run("test").status()).isEqualTo(2);
  }

  @Test
  void testRunningNothingIsNoSuccess() throws Exception {
    testTools();
    mavenPrints("[INFO] BUILD SUCCESS");
    Run run = run("test");
    assertThat(run.out()).endsWith("\n0 passed, 0 failed, 0 skipped\n");
    assertThat(run.err()).contains("no test ran");
    assertThat(run.status()).isOne();
  }

  @Test
  void testNamesTheCommandWhereItMayNotInstall() throws Exception {
    testTools();
    Files.delete(bin.resolve("yosys"));
    Files.delete(bin.resolve("z3"));
    Run run = run("test");
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err()).contains("apt-get install -y --no-install-recommends yosys z3");
    assertThat(Files.readString(log)).isEmpty();
  }

  @Test
  void testNamesThePartsOfPythonThatAreMissing() throws Exception {
    testTools();
    Scripts.write(bin, "python3", "case \"$2\" in *ensurepip*) exit 0 ;; *) exit 1 ;; esac");
    Run run = run("test");
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err()).contains("apt-get install -y --no-install-recommends libpython3-dev");
  }

  @Test
  void testInstallsWhatIsMissingAfterSayingSo() throws Exception {
    testTools();
    Files.delete(bin.resolve("z3"));
    Files.delete(bin.resolve("id"));
    Scripts.write(bin, "id", "echo 0");
    Scripts.write(
        bin,
        "apt-get",
        "echo \"apt-get $*\" >>'" + log + "'",
        "[ \"$2\" = update ] || [ -f '"
            + log
            + ".updated' ] || { touch '"
            + log
            + ".updated'; exit 100; }");
    mavenPrints("Tests run: 1, Failures: 0, Errors: 0, Skipped: 0");
    Run run = run("test");
    assertThat(run.status()).isZero();
    assertThat(run.err())
        .contains("installing them now", "apt-get install -y --no-install-recommends z3");
    assertThat(Files.readAllLines(log)).hasSize(4).element(1).isEqualTo("apt-get -q update");
  }

  @Test
  void isCleanInTheEyesOfShellcheck() throws Exception {
    Path shellcheck = Path.of("/usr/bin/shellcheck");
    assumeThat(shellcheck).as("shellcheck is not installed").exists();
    Path home = Path.of(System.getProperty("decodefab.home"));
    Process process =
        new ProcessBuilder(shellcheck.toString(), home + "/decodefab", home + "/.ci/run")
            .redirectErrorStream(true)
            .start();
    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEmpty();
  }
}
