package dev.connections.internal.configuration;

import static dev.connections.internal.configuration.Loading.text;
import static dev.connections.internal.configuration.Loading.violations;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.connections.ConnectionsConfiguration;
import dev.connections.failure.ConnectionConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Documents: good ones are read exactly, bad ones are described and never crash the reader. */
@Timeout(30)
class DocumentTest {

  private static final String ONE =
      """
      connections:
        orders-db:
          type: Store
          url: jdbc:postgresql://db/orders
      """;

  @TempDir Path folder;

  @Test
  void aNameATypeAndAnAddressAreEnough() {
    Loading loading = Loading.of(text(ONE));

    assertThat(loading.store("orders-db").url()).hasToString("jdbc:postgresql://db/orders");
    assertThat(loading.store("orders-db").pool().maxSize()).isEqualTo(10);
  }

  @Test
  void jsonIsReadByTheSameParserWithTabsForIndentation() {
    Loading loading =
        Loading.of(
            ConnectionsConfiguration.ofText(
                "connections.json",
                """
                {
                \t"$schema": "https://example.org/connections.json",
                \t"connections": {
                \t\t"orders-db": {
                \t\t\t"type": "Store",
                \t\t\t"url": "http:\\/\\/db\\u002fx",
                \t\t\t"hosts": ["a", "b"],
                \t\t\t"pool": {"maxSize": 3}
                \t\t}
                \t}
                }
                """));

    assertThat(loading.store("orders-db").url()).hasToString("http://db/x");
    assertThat(loading.store("orders-db").hosts()).containsExactly("a", "b");
    assertThat(loading.store("orders-db").pool().maxSize()).isEqualTo(3);
  }

  @Test
  void aViolationInJsonHasLineAndColumn() {
    assertThat(
            violations(
                ConnectionsConfiguration.ofText(
                    "connections.json",
                    """
                    {"connections": {
                      "a": {"type": "Store", "url": "http://x", "pool": {"maxSize": "ten"}}
                    }}
                    """)))
        .containsExactly(
            "connections.json:2:65  connections.a.pool.maxSize = \"ten\": is not a whole number;"
                + " allowed: a whole number");
  }

  @Test
  void twoMistakesInOneFileAreBothReportedInTheOrderOfTheFile() {
    ConnectionConfigurationException failure =
        Loading.failure(
            text(
                "connections:",
                "  orders-db:",
                "    type: Store",
                "    url: http://x",
                "    pool:",
                "      maxSize: ten",
                "      maxLifetime: 30",
                "    mod: read_only"));

    assertThat(failure)
        .hasMessage(
            """
            [configuration] connections.yaml: 3 problems
              connections.yaml:6:16  connections.orders-db.pool.maxSize = "ten": is not a whole number; allowed: a whole number
              connections.yaml:7:20  connections.orders-db.pool.maxLifetime = "30": has no unit; allowed: a whole number with a unit: ms, s, m, h, d; hint: write 30s
              connections.yaml:8:5  connections.orders-db.mod: is not a known setting; allowed: url, username, password, mode, pool, hosts, replicas, headers, type, id, description, endpoints, preset, startup, critical, timeouts, bulkhead, retry, circuit, rateLimit, monitoring, failover; hint: did you mean mode?"""
                .stripTrailing());
    assertThat(failure.code()).isEqualTo("configuration");
  }

  @Test
  void carriageReturnsDoNotShiftPositions() {
    assertThat(violations(text(ONE.replace("\n", "\r\n") + "    pool: {maxSize: 0}\r\n")))
        .containsExactly(
            "connections.yaml:5:21  connections.orders-db.pool.maxSize = \"0\": is not allowed;"
                + " allowed: at least 1");
  }

  @Test
  void aByteOrderMarkDoesNotShiftPositions() {
    assertThat(violations(text("\uFEFFconnection: {}")))
        .first()
        .asString()
        .startsWith("connections.yaml:1:1  connection: is not a known setting")
        .endsWith("hint: did you mean connections?");
  }

  @Test
  void filesInUtf8AndUtf16WithByteOrderMarksAreRead() throws IOException {
    Path utf8 = folder.resolve("utf8.yaml");
    Files.write(utf8, ("\uFEFF" + ONE).getBytes(StandardCharsets.UTF_8));
    Path utf16 = folder.resolve("utf16.yaml");
    Files.write(utf16, ("\uFEFF" + ONE).getBytes(StandardCharsets.UTF_16LE));

    assertThat(Loading.of(file(utf8)).names()).containsExactly("orders-db");
    assertThat(Loading.of(file(utf16)).names()).containsExactly("orders-db");
  }

  @Test
  void aMissingFileADirectoryAndAnUndecodableFileAreDescribed() throws IOException {
    Path missing = folder.resolve("none.yaml");
    assertThat(violations(file(missing)))
        .containsExactly(
            missing + "  does not exist; hint: create it, or correct the path: " + missing);
    assertThat(violations(file(folder)))
        .containsExactly(folder + "  is a directory; hint: name the file in it");
    Path latin = folder.resolve("latin.yaml");
    Files.write(latin, "connections: {é: 1}".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(violations(file(latin)))
        .containsExactly(latin + "  is not a text in UTF-8; hint: save it as UTF-8");
  }

  @Test
  void emptyDocumentsAndDocumentsOfOtherShapesAreDescribed() {
    String hint = "; hint: begin it with a line 'connections:'";
    assertThat(violations(text(""))).containsExactly("connections.yaml  is empty" + hint);
    assertThat(violations(text("# nothing", "")))
        .containsExactly("connections.yaml  is empty" + hint);
    assertThat(violations(text("- a")))
        .singleElement()
        .asString()
        .startsWith("connections.yaml:1:1  is no mapping");
    assertThat(violations(text("defaults: {}")))
        .singleElement()
        .asString()
        .contains("connections: is missing");
  }

  @Test
  void noConnectionsAtAllIsNoMistakeIfItIsWritten() {
    assertThat(Loading.of(text("connections: {}")).names()).isEmpty();
  }

  @Test
  void aKeyWrittenTwiceIsRefusedWithBothPlaces() {
    assertThat(violations(text(ONE + "    url: http://y")))
        .containsExactly(
            "connections.yaml:5:5  the key 'url' is written twice;"
                + " hint: remove one; the first is at connections.yaml:4:5");
  }

  @Test
  void tabsForIndentationAndOtherBrokenSyntaxAreDescribedAtTheirPlace() {
    assertThat(violations(text("connections:", "\ta: 1")))
        .singleElement()
        .asString()
        .startsWith("connections.yaml:2:1  is not valid YAML: ")
        .contains("TAB");
    assertThat(violations(text("connections: {a: [1, 2}")))
        .singleElement()
        .asString()
        .startsWith("connections.yaml:1:23  is not valid YAML: ");
  }

  @Test
  void syntaxErrorsNeverQuoteTheLineTheyAreIn() {
    for (String line :
        List.of(
            "password: \"canary-hunter2",
            "password: canary-hunter2: x",
            "password: *canary-hunter2",
            "password: !canary-hunter2 x",
            "password: [canary-hunter2",
            "password: {canary-hunter2: ]",
            "password: 'canary-hunter2' x",
            "password: @canary-hunter2",
            "password: %canary-hunter2",
            "password:canary-hunter2",
            "passwort: canary-hunter2",
            "password: |canary-hunter2",
            "- canary-hunter2")) {
      assertThat(Loading.failure(text(ONE + "    " + line)).getMessage())
          .as(line)
          .doesNotContain("hunter2");
    }
  }

  @Test
  void anUnreadableDocumentDoesNotHideMistakesInAnother() throws IOException {
    Path broken = folder.resolve("broken.yaml");
    Files.writeString(broken, "connections: [");
    Path other = folder.resolve("other.yaml");
    Files.writeString(other, ONE + "    pool: {maxSize: x}\n");

    assertThat(violations(file(broken).and(other)))
        .satisfiesExactly(
            first -> assertThat(first).startsWith(broken + ":1:15  is not valid YAML"),
            second -> assertThat(second).startsWith(other + ":5:21  connections.orders-db.pool"));
  }

  @Test
  void anchorsAndAliasesWork() {
    Loading loading =
        Loading.of(
            text(
                ONE,
                "    pool: &small {maxSize: 2}",
                "  other:",
                "    type: Store",
                "    url: http://y",
                "    pool: *small"));

    assertThat(loading.store("other").pool().maxSize()).isEqualTo(2);
  }

  @Test
  void aBombOfAliasesIsRefusedQuickly() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 30; i++) {
      String ref = "*a" + (i - 1);
      bomb.append("a" + i + ": &a" + i + " [" + (ref + ", ").repeat(9) + ref + "]\n");
    }
    assertThat(violations(text(bomb.toString())))
        .singleElement()
        .asString()
        .contains("is more than 200000 values, aliases expanded");
  }

  @Test
  void anAliasOfItselfIsRefused() {
    assertThat(violations(text("connections: &c", "  a: *c")))
        .containsExactly("connections.yaml:2:6  is an alias of nothing that is complete before it");
  }

  @Test
  void deepNestingIsRefusedInEitherStyle() {
    assertThat(violations(text("connections: " + "[".repeat(100_000))))
        .singleElement()
        .asString()
        .contains("is nested deeper than 64 levels");
    assertThat(violations(text("connections: " + "{a: ".repeat(5_000))))
        .singleElement()
        .asString()
        .contains("is nested deeper than 64 levels");
    assertThat(violations(text("- ".repeat(5_000))))
        .singleElement()
        .asString()
        .contains("is nested deeper than 64 levels");
  }

  @Test
  void binaryFilesAreDescribedAndNeverThrowAnythingElse() throws IOException {
    Path file = folder.resolve("binary.yaml");
    Files.write(file, new byte[] {'a', ':', ' ', 0, 1, 2});
    assertThat(violations(file(file)))
        .containsExactly(file + "  holds the character U+0000, which no YAML text may hold");
    Random random = new Random(42);
    for (int i = 0; i < 200; i++) {
      byte[] bytes = new byte[random.nextInt(400)];
      random.nextBytes(bytes);
      Files.write(file, bytes);
      assertThat(violations(file(file))).isNotEmpty();
    }
  }

  @Test
  void randomlyDamagedDocumentsAreReadOrDescribed() {
    String whole =
        ONE
            + "    pool: {maxSize: 3, maxLifetime: 1m30s}\n    hosts: [a, 'b', \"c\"]\n"
            + "    preset: batch\n    retry: {base: 1s, budget: {ratio: 5%}}\n"
            + "    failover: {failBack: never}\n    rateLimit: {permits: 5}\n"
            + "    timeouts: {classes: {file: {total: 1m}}}\n"
            + "    endpoints: [{name: b1}, {mode: read-only, pool: {maxSize: 4}}]\n";
    String damage = "\t :{}[]&*!|>'\"%@#-,?\n\r\u2028$~";
    Random random = new Random(7);
    for (int i = 0; i < 3_000; i++) {
      StringBuilder text = new StringBuilder(whole);
      for (int change = random.nextInt(4); change >= 0; change--) {
        text.setCharAt(
            random.nextInt(text.length()), damage.charAt(random.nextInt(damage.length())));
      }
      assertThatCode(
              () -> {
                try {
                  Loading.of(text(text.toString()));
                } catch (ConnectionConfigurationException described) {
                  assertThat(described.getMessage()).contains("problem");
                }
              })
          .as(text.toString())
          .doesNotThrowAnyException();
    }
  }

  @Test
  void aSecondDocumentInTheFileATagAndAKeyThatIsNoNameAreRefused() {
    assertThat(violations(text(ONE + "---\nconnections: {}")))
        .containsExactly(
            "connections.yaml:5:1  is a second document in one file; hint: remove the line '---'");
    assertThat(violations(text("connections: !!set {}")))
        .containsExactly(
            "connections.yaml:1:14  has a tag, which means nothing here;"
                + " hint: remove what begins with !");
    assertThat(violations(text("? [a]", ": b")))
        .containsExactly("connections.yaml:1:3  is not a plain name, as a key must be");
  }

  @Test
  void aReferenceLostToAYamlCommentIsNoticed() {
    assertThat(violations(text(ONE + "    password: #{DbPassword}#")))
        .containsExactly(
            "connections.yaml:5:14  is empty, since an unquoted # begins a comment;"
                + " hint: write the reference in quotes: \"#{Key}#\"");
  }

  @Test
  void commentsForEditorsDoNotHurt() {
    Loading loading =
        Loading.of(text("# yaml-language-server: $schema=./connections.schema.json", ONE));

    assertThat(loading.names()).containsExactly("orders-db");
  }

  private static ConnectionsConfiguration file(Path file) {
    return ConnectionsConfiguration.of(file)
        .environment(Map.of())
        .systemProperties(new Properties());
  }
}
