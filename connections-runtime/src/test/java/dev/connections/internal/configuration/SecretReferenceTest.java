package dev.connections.internal.configuration;

import static dev.connections.internal.configuration.Loading.text;
import static dev.connections.internal.configuration.Loading.violations;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.ConnectionsConfiguration;
import dev.connections.Secret;
import dev.connections.failure.ConnectionConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Secrets come by reference only, stay fresh, and are printed nowhere. */
@Timeout(30)
class SecretReferenceTest {

  private static final String CANARY = "canary-hunter2-Zx9";

  @TempDir Path folder;

  @Test
  void aVariableIsASecret() {
    Secret secret = secret(with("${env:PW}").environment(Map.of("PW", CANARY)));

    assertThat(secret.reveal()).isEqualTo(CANARY);
    assertThat(secret).hasToString("Secret(${env:PW})");
  }

  @Test
  void aFileIsReadAnewEachTimeWithoutItsLastLineEnd() throws IOException {
    Path file = folder.resolve("password");
    Files.writeString(file, "first-value\n");
    Loading loading = Loading.of(with("${file:" + file + "}"));
    Secret secret = loading.store("a").password().orElseThrow();

    assertThat(secret.reveal()).isEqualTo("first-value");
    Files.writeString(file, "second-value\r\n");
    assertThat(secret.reveal()).isEqualTo("second-value");
    assertThat(loading.loaded().redactor().redact("first-value or second-value"))
        .isEqualTo("*** or ***");

    Files.delete(file);
    assertThatThrownBy(secret::reveal)
        .isInstanceOf(ConnectionConfigurationException.class)
        .hasMessage(
            "[configuration] a: connections.a.password refers to the file "
                + file
                + ", which does not exist");
  }

  @Test
  void aKeyGoesThroughTheResolver() {
    Map<String, String> vault = new HashMap<>(Map.of("db/password", "old-value"));
    Loading loading =
        Loading.of(
            with("#{db/password}#").secretResolver(key -> Optional.ofNullable(vault.get(key))));
    Secret secret = loading.store("a").password().orElseThrow();

    assertThat(secret.reveal()).isEqualTo("old-value");
    vault.put("db/password", "new-value");
    assertThat(secret.reveal()).isEqualTo("new-value");
    assertThat(loading.loaded().redactor().redact("old-value, new-value")).isEqualTo("***, ***");
  }

  @Test
  void whatIsMissingIsNamedWithWhatToDo() {
    Path missing = folder.resolve("none");
    assertThat(violations(with("${env:PW}").environment(Map.of("OTHER", "x"))))
        .containsExactly(
            "connections.yaml:5:15  connections.a.password: refers to the variable PW, which is not"
                + " set; hint: set it for this process; a setting that is no secret may have a"
                + " default: ${env:PW:-default}");
    assertThat(violations(with("${file:" + missing + "}")))
        .containsExactly(
            "connections.yaml:5:15  connections.a.password: refers to the file "
                + missing
                + ", which does not exist; hint: mount the secret there, or correct the path");
    assertThat(violations(with("#{Key}#")))
        .containsExactly(
            "connections.yaml:5:15  connections.a.password: refers to the key Key, and no"
                + " SecretResolver is there to find it; hint: give one:"
                + " ConnectionsConfiguration.secretResolver(…)");
    assertThat(violations(with("#{Key}#").secretResolver(key -> Optional.empty())))
        .singleElement()
        .asString()
        .contains("refers to the key Key, which the SecretResolver does not know");
    assertThat(violations(with("${PW}")))
        .singleElement()
        .asString()
        .endsWith("hint: write ${env:PW}, or $${ for a literal ${");
  }

  @Test
  void aResolverThatFailsIsAConfigurationErrorThatNamesTheKey() {
    assertThat(
            violations(
                with("#{Key}#")
                    .secretResolver(
                        key -> {
                          throw new IllegalStateException("vault is sealed");
                        })))
        .singleElement()
        .asString()
        .contains("refers to the key Key, and the SecretResolver failed")
        .contains("vault is sealed");
  }

  @Test
  void aLiteralIsRefusedAndNotPrinted() {
    for (String literal : List.of(CANARY, "x${env:PW}" + CANARY, "${env:PW:-" + CANARY + "}")) {
      String message =
          Loading.failure(with(literal).environment(Map.of("PW", CANARY))).getMessage();
      assertThat(message)
          .contains("connections.yaml:5:15  connections.a.password: ")
          .contains("written out (not shown)")
          .contains("${file:/path}")
          .doesNotContain("hunter2");
    }
  }

  @Test
  void aLiteralInASystemPropertyOrInCodeIsRefusedButInAVariableItIsAReference() {
    ConnectionsConfiguration recipe = with("${env:PW}").environment(Map.of("PW", "whatever-x"));
    Properties properties = new Properties();
    properties.setProperty("connections.a.password", CANARY);
    assertThat(violations(recipe.systemProperties(properties)))
        .singleElement()
        .asString()
        .startsWith("system property connections.a.password  ")
        .contains("is a secret written out")
        .doesNotContain("hunter2");
    assertThat(violations(recipe.with("connections.a.password", CANARY)))
        .singleElement()
        .asString()
        .startsWith("code  ")
        .doesNotContain("hunter2");
    Secret secret =
        secret(
            with("${env:PW}")
                .environment(Map.of("CONNECTIONS__A__PASSWORD", CANARY, "PW", "whatever-x")));
    assertThat(secret.reveal()).isEqualTo(CANARY);
    assertThat(secret.reference()).isEqualTo("${env:CONNECTIONS__A__PASSWORD}");
  }

  @Test
  void aSecretThatBreaksAConstraintIsReportedWithoutItsValue() {
    assertThat(violations(with("${env:PW}").environment(Map.of("PW", "hunter2"))))
        .containsExactly(
            "connections.yaml:5:15  connections.a.password = \"${env:PW}\": is not allowed;"
                + " allowed: a size of at least 8");
  }

  @Test
  void anyTextMayHoldReferencesWithDefaultsAndEscapes() throws IOException {
    Path file = folder.resolve("part");
    Files.writeString(file, "from-file\n");
    String base = "connections: {a: {type: Store, url: 'http://${env:HOST:-local}:${env:PORT}/', ";
    Loading loading =
        Loading.of(
            text(
                    base + "username: '$${x}${env:EMPTY:-y}${file:" + file + "}#{K}#', ",
                    "pool: {maxSize: '${env:SIZE:-4}'}}}")
                .environment(Map.of("PORT", "81", "EMPTY", ""))
                .secretResolver(key -> Optional.of("key-" + key)));

    assertThat(loading.store("a").url()).hasToString("http://local:81/");
    assertThat(loading.store("a").username()).contains("${x}yfrom-filekey-K");
    assertThat(loading.store("a").pool().maxSize()).isEqualTo(4);
  }

  @Test
  void aReferenceThatFailsInAnyTextIsReportedOnce() {
    assertThat(
            violations(
                text(
                        "connections:",
                        "  a: {type: Store, url: 'http://x', pool: {maxSize: '${env:SIZE}'}}")
                    .environment(Map.of("OTHER", "x"))))
        .containsExactly(
            "connections.yaml:2:53  connections.a.pool.maxSize = \"${env:SIZE}\": refers to the"
                + " variable SIZE, which is not set; hint: set it for this process; a setting that is no"
                + " secret may have a default: ${env:SIZE:-default}");
  }

  @Test
  void whatAReferenceGaveIsNeverPrintedByAViolation() {
    assertThat(
            violations(
                text(
                        "connections:",
                        "  a: {type: Store, url: '${env:PW}', mode: '${env:PW}',",
                        "      pool: {maxSize: '${env:PW}', maxLifetime: 'x${env:PW}'}}")
                    .environment(Map.of("PW", CANARY))))
        .hasSize(4)
        .allSatisfy(line -> assertThat(line).contains("${env:PW}").doesNotContain("hunter2"));
  }

  @Test
  void theCanaryIsInNoMessageAndInNoEffectiveSettingWhereverItStands() {
    List<String> printed = new ArrayList<>();
    for (String line :
        List.of(
            "url: 'http://u:" + CANARY + "@h/'",
            "url: 'jdbc:postgresql://h/d?user=u&password=" + CANARY + "'",
            "url: 'jdbc:sqlserver://h;password=" + CANARY + ";x=y'",
            "url: 'not a url //u:" + CANARY + "@h'",
            "apiKey: " + CANARY,
            "pool: {password: " + CANARY + "}",
            "pool: password=" + CANARY,
            "pool: 'Bearer " + CANARY + "'",
            "headers: {Authorization: [" + CANARY + "]}",
            "pool: {maxSize: 'password: " + CANARY + "'}",
            "timeouts: {total: 'token=" + CANARY + "'}",
            "password: [" + CANARY + "]",
            "password: {a: " + CANARY + "}",
            "id: 'secret:" + CANARY + "'")) {
      printed.add(
          Loading.failure(
                  text("connections:", "  a:", "    type: Store", "    " + line)
                      .environment(Map.of("PW", CANARY)))
              .getMessage());
    }
    Loading loading =
        Loading.of(
            with("${env:PW}")
                .environment(Map.of("PW", CANARY))
                .with("connections.a.headers.Authorization", "Bearer ${env:PW}")
                .with("connections.a.username", CANARY));
    printed.addAll(loading.effective());
    printed.add(loading.store("a").password().toString());

    assertThat(printed).hasSizeGreaterThan(20).noneMatch(text -> text.contains("hunter2"));
    assertThat(loading.effective())
        .contains("connections.a.password = ${env:PW}  (connections.yaml:5:15)")
        .contains("connections.a.headers.Authorization = (not shown)  (code)")
        .contains("connections.a.username = ***  (code)");
  }

  private static Secret secret(ConnectionsConfiguration recipe) {
    return Loading.of(recipe).store("a").password().orElseThrow();
  }

  private static ConnectionsConfiguration with(String password) {
    return text(
        "connections:",
        "  a:",
        "    type: Store",
        "    url: http://x",
        "    password: '" + password + "'");
  }
}
