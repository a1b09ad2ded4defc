package app;

import dev.connections.ConnectionConfiguration;
import dev.connections.DataSize;
import dev.connections.Percentage;
import dev.connections.annotations.DefaultValue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sizes, percentages, and enums and defaults at every position. */
public record Values(
    @DefaultValue("10MiB") @Positive @Max(20_000_000) DataSize cap,
    @DefaultValue("2.5%") @DecimalMax("99.9") Percentage share,
    @Min(1024) Optional<DataSize> floor,
    List<DataSize> steps,
    Map<String, Percentage> shares,
    @DefaultValue("Read-Only") Mode mode,
    @DefaultValue({"read-only", "READ_WRITE"}) List<Mode> modes,
    Map<String, Mode> byName,
    Optional<Mode> maybe,
    @DefaultValue({"a,b", ""}) @Size(min = 1, max = 3) List<String> texts,
    @DefaultValue("1s") List<Duration> delays,
    @DefaultValue({}) List<Integer> none)
    implements ConnectionConfiguration {

  /** How. */
  public enum Mode {
    READ_ONLY,
    READ_WRITE
  }
}
