package dev.connections.internal.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.ConnectionsConfiguration;
import dev.connections.Secret;
import dev.connections.internal.configuration.StoreBinder.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The examples of {@code docs/configuration.md} do what the text around them says. */
@Timeout(30)
class ConfigurationDocumentTest {

  @Test
  void theExampleOfReferencesIsRight() throws IOException {
    Store store =
        Loading.of(
                example("references")
                    .environment(Map.of("DB_USER", "app"))
                    .secretResolver(key -> Optional.of("secret of " + key)))
            .store("orders-db");

    assertThat(store.url()).hasToString("http://localhost/orders");
    assertThat(store.username()).contains("app");
    assertThat(store.password().map(Secret::reveal)).contains("secret of Orders-Password");
  }

  @Test
  void theExampleOfProfilesIsRight() throws IOException {
    Loading plain = Loading.of(example("profiles"));
    Loading live = Loading.of(example("profiles").profile("live"));

    assertThat(plain.store("orders-db").url()).hasToString("http://localhost/orders");
    assertThat(live.store("orders-db").url()).hasToString("http://db.example.com/orders");
    assertThat(live.store("orders-db").pool().maxSize()).isEqualTo(5);
    assertThat(live.connection("orders-db").settings().timeouts().total())
        .isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void everyWayToAConfigurationIsDocumented() throws IOException {
    assertThat(document())
        .contains("`of(", "`ofResource(", "`ofText(", "`.and(", "`.profile(", "`.with(")
        .contains("`.secretResolver(", "`.environment(", "effectiveSettings()");
  }

  private static ConnectionsConfiguration example(String name) throws IOException {
    String document = document();
    int start = document.indexOf("```yaml\n# " + name + "\n");
    assertThat(start).as("the example %s is there", name).isNotNegative();
    int end = document.indexOf("\n```", start);
    return Loading.text(document.substring(start + "```yaml\n".length(), end));
  }

  private static String document() throws IOException {
    return Files.readString(Path.of("..", "docs", "configuration.md"));
  }
}
