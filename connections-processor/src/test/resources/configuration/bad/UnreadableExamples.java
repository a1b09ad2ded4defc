package app;

import dev.connections.ConnectionConfiguration;
import dev.connections.annotations.Example;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

public record UnreadableExamples(
    @Example("ten") int number,
    @Example("30") Duration duration,
    @Example("READ") Mode mode,
    @Example("example.org") URI relative,
    @Example("https://me:hunter2@example.org") Optional<URI> credentials,
    @Example("1.5") OptionalInt optional,
    @Example({"a", "b"}) String several,
    @Example({"1", "two"}) List<Integer> elements,
    @Example({"a: 1", "b=2", "c: three"}) Map<String, Integer> entries)
    implements ConnectionConfiguration {

  public enum Mode {
    READ_ONLY,
    READ_WRITE
  }
}
