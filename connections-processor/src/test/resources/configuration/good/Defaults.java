package app;

import dev.connections.ConnectionConfiguration;
import dev.connections.annotations.DefaultValue;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Nothing must be configured. Some components are called as the binder's own variables. */
public record Defaults(
    @DefaultValue("quoted \"text\" $L") String name,
    @DefaultValue("3") Integer retries,
    @DefaultValue("1") long bytes,
    @DefaultValue("2") double ratio,
    @DefaultValue("TRUE") boolean fair,
    @DefaultValue("30s") Duration delay,
    @DefaultValue("https://example.org") URI url,
    @DefaultValue("data") Path file,
    @DefaultValue("read-write") Mode mode,
    Pool pool,
    List<String> hosts,
    Map<String, Integer> headers,
    Optional<String> note,
    OptionalInt size,
    @DefaultValue("1") int node,
    @DefaultValue("2") int in,
    @DefaultValue("3") int rejection)
    implements ConnectionConfiguration {

  /** How. */
  public enum Mode {
    READ_ONLY,
    READ_WRITE
  }

  /** May be left out as a whole. */
  public record Pool(@DefaultValue("10") int maxSize) {}
}
