package app;

import dev.connections.ConnectionConfiguration;
import dev.connections.DataSize;
import dev.connections.Percentage;
import dev.connections.Secret;
import dev.connections.annotations.DefaultValue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

public record ValueDefaults(
    @DefaultValue({"1", "2"}) int two,
    @DefaultValue({}) String none,
    @DefaultValue({"1s", "2", "x"}) List<Duration> delays,
    @DefaultValue({"read-only", "readonly"}) List<Mode> modes,
    @DefaultValue({"a", "b", "c"}) @Size(max = 2) List<String> few,
    @DefaultValue({}) @NotEmpty List<String> some,
    @DefaultValue("a") List<Secret> secrets,
    @DefaultValue("a") List<List<String>> matrix,
    @DefaultValue("basic") Choice choice,
    @DefaultValue("a") Optional<List<String>> maybe,
    @DefaultValue("10") DataSize bare,
    @DefaultValue("10M") DataSize short_,
    @DefaultValue("8388608TiB") DataSize large,
    @DefaultValue("1kB") @Min(1024) DataSize less,
    @DefaultValue("0B") @Positive DataSize zero,
    @DefaultValue("0.5") Percentage half,
    @DefaultValue("-1%") Percentage negative,
    @DefaultValue("100.5%") @Max(100) Percentage more,
    @Size(max = 3) DataSize unfit)
    implements ConnectionConfiguration {

  public enum Mode {
    READ_ONLY
  }

  public sealed interface Choice permits Basic {}

  public record Basic() implements Choice {}
}
