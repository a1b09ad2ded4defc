package dev.connections.internal.configuration.secret;

import static dev.connections.internal.configuration.Loading.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.ConnectionsConfiguration;
import dev.connections.internal.configuration.Loading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reading the same recipe again: everything is looked for anew, and a rotated secret is noticed.
 */
@Timeout(30)
class SecretsFingerprintTest {

  private final Map<String, String> vault = new HashMap<>();

  @TempDir Path folder;
  private Path password;

  @BeforeEach
  void write() throws IOException {
    password = folder.resolve("password");
    Files.writeString(password, "first-password");
    vault.put("Key", "key-of-vault");
  }

  @Test
  void theSameValuesGiveTheSameFingerprint() {
    Loading first = load();
    Loading second = load();

    assertThat(fingerprint(first, "a")).isEqualTo(fingerprint(second, "a"));
    assertThat(fingerprint(first, "a")).hasSameHashCodeAs(fingerprint(second, "a"));
  }

  @Test
  void aRotatedFileChangesTheFingerprintThoughTheRecordIsEqual() throws IOException {
    Loading first = load();
    Files.writeString(password, "second-password");
    Loading second = load();

    assertThat(second.store("a")).isEqualTo(first.store("a"));
    assertThat(fingerprint(second, "a")).isNotEqualTo(fingerprint(first, "a"));
    assertThat(second.store("a").password().orElseThrow().reveal()).isEqualTo("second-password");
  }

  @Test
  void aRotatedSecretOfTheVaultChangesTheFingerprintOfItsConnectionOnly() {
    Loading first = load();
    vault.put("Key", "other-key-of-vault");
    Loading second = load();

    assertThat(fingerprint(second, "b")).isNotEqualTo(fingerprint(first, "b"));
    assertThat(fingerprint(second, "a")).isEqualTo(fingerprint(first, "a"));
    assertThat(fingerprint(second, "none")).isEqualTo(fingerprint(first, "none"));
  }

  @Test
  void aVariableThatIsTheSecretItselfCounts() {
    assertThat(fingerprint(load("CONNECTIONS__NONE__PASSWORD", "password-1"), "none"))
        .isEqualTo(fingerprint(load("CONNECTIONS__NONE__PASSWORD", "password-1"), "none"))
        .isNotEqualTo(fingerprint(load("CONNECTIONS__NONE__PASSWORD", "password-2"), "none"));
  }

  @Test
  void valuesThatChangePlacesAreNoticed() {
    vault.put("One", "value-number-1");
    vault.put("Two", "value-number-2");
    String first = secrets("#{One}#", "#{Two}#");
    Loading before = Loading.of(recipe(first));
    vault.put("One", "value-number-2");
    vault.put("Two", "value-number-1");

    assertThat(fingerprint(Loading.of(recipe(first)), "a")).isNotEqualTo(fingerprint(before, "a"));
  }

  @Test
  void anotherTextOfTheFileIsReadAnew() throws IOException {
    Path file = folder.resolve("connections.yaml");
    Files.writeString(file, "connections: {a: {type: Store, url: 'http://a'}}");
    ConnectionsConfiguration recipe =
        ConnectionsConfiguration.of(file).environment(Map.of()).systemProperties(new Properties());
    assertThat(Loading.of(recipe).store("a").url()).hasToString("http://a");

    Files.writeString(file, "connections: {a: {type: Store, url: 'http://b'}}");
    assertThat(Loading.of(recipe).store("a").url()).hasToString("http://b");
  }

  @Test
  void itShowsNothing() {
    assertThat(fingerprint(load(), "a")).hasToString("(fingerprint of secrets)");
  }

  private static SecretsFingerprint fingerprint(Loading loading, String connection) {
    return loading.connection(connection).secretsFingerprint();
  }

  private Loading load() {
    return load("UNUSED", "");
  }

  private Loading load(String variable, String value) {
    return Loading.of(
        recipe(
                String.join(
                    "\n",
                    "connections:",
                    "  a: {type: Store, url: 'http://a', password: '${file:" + password + "}'}",
                    "  b: {type: Store, url: 'http://b', endpoints: [{}, {password: '#{Key}#'}]}",
                    "  none: {type: Store, url: 'http://c'}"))
            .environment(Map.of(variable, value)));
  }

  private ConnectionsConfiguration recipe(String document) {
    return text(document).secretResolver(key -> Optional.ofNullable(vault.get(key)));
  }

  private static String secrets(String one, String two) {
    return "connections: {a: {type: Store, url: 'http://a', endpoints: [{password: '"
        + one
        + "'}, {password: '"
        + two
        + "'}]}}";
  }
}
