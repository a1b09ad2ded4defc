package app;

import dev.connections.ConnectionConfiguration;
import dev.connections.Secret;
import dev.connections.annotations.Example;
import java.util.List;
import java.util.Map;
import java.util.Optional;

public record MisplacedExamples(
    @Example("hunter2") Secret secret,
    @Example("hunter2") Optional<Secret> optional,
    @Example("10") Pool pool,
    @Example("10") List<Pool> pools,
    @Example("a: b") Map<String, List<String>> lists)
    implements ConnectionConfiguration {

  /** Has an example of its own. */
  public record Pool(@Example("10") int maxSize) {}
}
