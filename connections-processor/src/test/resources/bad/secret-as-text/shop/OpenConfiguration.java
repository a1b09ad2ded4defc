package shop;

import dev.connections.ConnectionConfiguration;
import dev.connections.Secret;
import java.util.Optional;

public record OpenConfiguration(
    String password,
    Optional<String> apiKey,
    Secret clientSecret,
    String tokenUrl,
    @SuppressWarnings("CONN-427") String pageToken,
    Quiet quiet)
    implements ConnectionConfiguration {

  @SuppressWarnings("CONN-427")
  public record Quiet(String secret) {}
}
