package dev.connections.traps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.testing.ConnectionTypeContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrapSuiteTest {

  private static final Path PAGE = Path.of("..", "docs", "trap-suite.md");

  @Test
  void everyTrapOfTheSpecificationIsInTheSuiteOnce() {
    assertThat(Traps.ALL)
        .extracting(Trap::id)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 48).mapToObj(number -> "T" + number).toList());
  }

  @Test
  void theChangelogCountsTheTrapsAndThePromises() throws IOException {
    String changelog = Files.readString(Path.of("..", "CHANGELOG.md"));
    long promises =
        Stream.<Class<?>>iterate(
                ConnectionTypeContract.class, Objects::nonNull, Class::getSuperclass)
            .flatMap(each -> Arrays.stream(each.getDeclaredMethods()))
            .filter(method -> method.isAnnotationPresent(Test.class))
            .count();
    assertThat(changelog)
        .contains(Traps.ALL.size() + " traps,")
        .contains("with " + promises + " promises");
  }

  @Test
  void everyTrapConcernsOurs() {
    assertThat(Traps.ALL)
        .allSatisfy(trap -> assertThat(trap.scenarios()).containsKey(Contestant.CONNECTIONS));
  }

  @Test
  void thePageHasTheRowsOfTheSuite() throws IOException {
    assertThat(rows())
        .extracting(row -> row.get(0) + " " + row.get(1))
        .containsExactlyElementsOf(
            Traps.ALL.stream().map(trap -> trap.id() + " " + trap.title()).toList());
  }

  @Test
  void everyCellOfThePageIsAVerdictOnWhomItConcerns() throws IOException {
    List<List<String>> rows = rows();
    for (int i = 0; i < rows.size(); i++) {
      Trap trap = Traps.ALL.get(i);
      for (Contestant contestant : Contestant.values()) {
        String cell = rows.get(i).get(2 + contestant.ordinal());
        assertThat(cell)
            .as("%s, %s", trap.id(), contestant)
            .matches(trap.scenarios().containsKey(contestant) ? "(holds|falls|not run): .+" : "–");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"T6", "T17", "T18", "T42", "T43", "T46"})
  void oursStaysOutOfTrapsThatNeedNoServer(String id, @TempDir Path folder) throws Exception {
    Trap trap = Traps.ALL.get(Integer.parseInt(id.substring(1)) - 1);
    try (Peers peers = new Peers(folder)) {
      Map<Contestant, Verdict> verdicts = new TrapSuite(peers).run(trap);
      assertThat(verdicts.get(Contestant.CONNECTIONS))
          .extracting(Verdict::kind)
          .as("%s", verdicts)
          .isEqualTo(Verdict.Kind.HOLDS);
      assertThat(verdicts.values()).extracting(Verdict::kind).doesNotContain(Verdict.Kind.NOT_RUN);
    }
  }

  /** The cells of the table's rows. */
  private static List<List<String>> rows() throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (String line : Files.readAllLines(PAGE)) {
      if (line.startsWith("| T")) {
        rows.add(
            Arrays.stream(line.substring(1, line.lastIndexOf('|')).split("(?<!\\\\)\\|"))
                .map(String::strip)
                .toList());
      }
    }
    return rows;
  }
}
