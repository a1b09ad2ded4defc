package dev.connections.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.connections.sample.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The story that "Try it" tells, on the class path, on named modules, and without PostgreSQL. */
@Timeout(180)
class OrderStoryTest {

  private static final String MAIN = "dev.connections.sample.OrderStory";

  @Test
  void theStoryWorksThroughAnOutageAndEndsWithATableOfWhatHappened() throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(new PrintStream(printed, true, StandardCharsets.UTF_8), /* coloured= */ false);

    new OrderStory(terminal, Path.of("connections.yaml")).tell();

    String story = printed.toString(StandardCharsets.UTF_8);
    assumeTrue(
        !story.contains("PostgreSQL cannot start here"),
        () -> "PostgreSQL cannot start here, so its outage cannot be told:\n" + story);
    assertThat(story)
        .contains("orders-db is CONNECTED", "audit is DISCONNECTED")
        .contains("3 orders in the database, 3 mails arrived, 3 audit entries")
        .contains("still 3 orders")
        .containsPattern("orders-db +UP .*PostgreSQL 18")
        .contains("Health: DOWN", "what a caller sees:")
        .contains("started again; UP", "nothing was lost: 3 orders")
        .containsPattern("name +type +category +state +health +operations +failures")
        .containsPattern("orders-db +PostgreSql +Sql +CONNECTED +UP +\\d+ +[1-9]\\d*")
        .containsPattern("catalog +Rest +Rest +CONNECTED +UP +\\d+ +0")
        .containsPattern("mail +Smtp +Mail +CONNECTED +UP +3 +0")
        .contains("everything came back")
        .doesNotContain("\u001b[");
  }

  @Test
  void theStoryIsToldByNamedModulesToo() throws Exception {
    String path = Files.readString(Path.of("target", "runtime-path.txt")).strip();
    String modules = Path.of("target", "classes") + System.getProperty("path.separator") + path;

    String story =
        run(
            List.of(
                "-p",
                modules,
                // What the embedded servers, which have no module-info, need and cannot say.
                "--add-modules",
                "ALL-MODULE-PATH",
                "-m",
                "dev.connections.sample/" + MAIN),
            System.getenv("PATH"));

    assertThat(story)
        .contains("3 mails arrived")
        .containsPattern("mail +Smtp +Mail +CONNECTED +UP +3 +0");
  }

  @Test
  void wherePostgresCannotStartTheStorySaysWhyAndGoesOnWithH2() throws Exception {
    assumeTrue(
        System.getProperty("user.name").equals("root"),
        "only root's PostgreSQL needs user namespaces, and can be kept from starting by hiding"
            + " unshare");
    String path = Files.readString(Path.of("target", "runtime-path.txt")).strip();
    String classes = Path.of("target", "classes") + System.getProperty("path.separator") + path;

    String story =
        run(List.of("-cp", classes, MAIN), Path.of("target").toAbsolutePath().toString());

    assertThat(story)
        .contains("PostgreSQL cannot start here", "goes on with H2")
        .containsPattern("orders-db +H2 +Sql +CONNECTED +UP");
  }

  private static String run(List<String> arguments, String path) throws Exception {
    ProcessBuilder command = new ProcessBuilder();
    command.command().add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.command().addAll(arguments);
    command.environment().put("PATH", path);
    Path printed = Files.createTempFile(Path.of("target"), "story-", ".txt");
    Process process = command.redirectErrorStream(true).redirectOutput(printed.toFile()).start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("the story ends").isTrue();
    } finally {
      process.destroyForcibly();
    }
    String story = Files.readString(printed);
    assertThat(process.exitValue()).as(story).isZero();
    return story;
  }
}
