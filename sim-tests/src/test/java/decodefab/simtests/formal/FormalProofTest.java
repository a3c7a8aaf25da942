package decodefab.simtests.formal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every proof of {@code sim-tests/formal/proofs.txt}: it holds, is not vacuous, and can fail. */
class FormalProofTest {

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> proofs() throws IOException {
    List<Proof> proofs = ProofList.read();
    assertThat(proofs).hasSizeGreaterThan(35).extracting(Proof::name).doesNotHaveDuplicates();
    // All of them, or those that a pattern names.
    String wanted = System.getProperty("decodefab.proofs", ".*");
    return proofs.stream()
        .filter(p -> p.name().matches(wanted))
        .map(p -> DynamicTest.dynamicTest(p.name(), () -> prove(p)));
  }

  private void prove(Proof proof) throws IOException {
    Prover prover = Prover.prepare(empty(proof.name()), proof, Optional.empty());
    assertThat(prover.holds()).as("%s: %s", proof.name(), proof.claim()).isTrue();
    assertThat(prover.reachesAllCovers()).as("%s reaches its covers", proof.name()).isTrue();
    for (Mutant mutant : proof.mutants()) {
      Path place = empty(proof.name() + "-" + proof.mutants().indexOf(mutant));
      assertThat(Prover.prepare(place, proof, Optional.of(mutant)).isRefuted())
          .as("%s fails on %s", proof.name(), mutant)
          .isTrue();
    }
  }

  /** The table of README.md says of each proof what is run here, and of no others. */
  @Test
  void catalogueSaysWhatIsProven() throws IOException {
    String rows =
        ProofList.read().stream()
            .map(
                p ->
                    "| `%s` | %s | %s | %s | %s |"
                        .formatted(
                            p.name(),
                            p.claim(),
                            p.mutants().stream()
                                .map(m -> "`" + m.cell() + "`")
                                .distinct()
                                .collect(Collectors.joining(", ")),
                            p.parameters().entrySet().stream()
                                .map(e -> e.getKey() + " " + e.getValue())
                                .sorted()
                                .collect(Collectors.joining(", ")),
                            p.modeAndDepth()))
            .collect(Collectors.joining("\n"));
    String readme = Files.readString(ProofList.folder().resolve("README.md"));
    String listed =
        readme.lines().filter(l -> l.startsWith("| `")).collect(Collectors.joining("\n"));
    assertThat(listed).isEqualTo(rows);
  }

  private Path empty(String name) throws IOException {
    return Files.createDirectory(folder.resolve(name));
  }
}
