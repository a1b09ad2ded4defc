package app;

import dev.connections.ConnectionConfiguration;
import dev.connections.annotations.DefaultValue;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

public record UnreadableDefaults(
    @DefaultValue("1_000") int grouped,
    @DefaultValue("ten") Integer word,
    @DefaultValue("2147483648") int tooLarge,
    @DefaultValue("1.5") long fraction,
    @DefaultValue("1e999") double infinite,
    @DefaultValue("half") BigDecimal exact,
    @DefaultValue("yes") boolean yes,
    @DefaultValue("perhaps") boolean perhaps,
    @DefaultValue("30") Duration noUnit,
    @DefaultValue("PT30S") Duration iso,
    @DefaultValue("example.org/x") URI relative,
    @DefaultValue("https://user:pw@example.org") URI credentials,
    @DefaultValue(" ") Path blank,
    @DefaultValue("READ_WRTE") Mode mode,
    @DefaultValue("quick") Mode other,
    Pool pool)
    implements ConnectionConfiguration {

  public enum Mode {
    READ_ONLY,
    READ_WRITE
  }

  public record Pool(@DefaultValue("5 s") Duration maxWait) {}
}
