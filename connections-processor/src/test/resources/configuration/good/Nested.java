package app;

import dev.connections.ConnectionConfiguration;
import jakarta.validation.constraints.Max;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Records in lists and maps, and lists and maps in records. */
public record Nested(
    Pool pool,
    Map<String, List<Host>> zones,
    List<List<Host>> grid,
    List<Map<String, Host>> shards,
    Map<String, Pool> pools,
    Optional<Pool> spare)
    implements ConnectionConfiguration {

  /** Holds a list. */
  public record Pool(List<Host> hosts) {}

  /** The innermost. */
  public record Host(
      String name,
      @Max(65535) int port,
      OptionalInt weight,
      OptionalLong bytes,
      OptionalDouble share) {}
}
