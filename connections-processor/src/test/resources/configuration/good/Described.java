package app;

import dev.connections.ConnectionConfiguration;
import dev.connections.Secret;
import dev.connections.annotations.DefaultValue;
import dev.connections.annotations.Description;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Says something of {@code every} setting. And more.
 *
 * @param name how it is {@linkplain String called} &amp; known
 * @param size not shown, since the annotation says it
 */
public record Described(
    String name,
    @Description("How many | at most.") @DefaultValue("5") @Min(1) @Max(10) int size,
    OptionalLong large,
    OptionalDouble share,
    @DecimalMin(value = "0.5", inclusive = false) @DecimalMax("2.5") Optional<BigDecimal> exact,
    @Positive Optional<Integer> above,
    @Negative Optional<Integer> below,
    @NegativeOrZero Optional<Integer> notAbove,
    @DefaultValue("false") boolean fair,
    @DefaultValue("1m30s") Duration delay,
    Optional<URI> url,
    Optional<Path> file,
    @DefaultValue("READ-WRITE") Mode mode,
    Optional<Answer> answer,
    Optional<Secret> password,
    @NotBlank Optional<String> blank,
    @NotEmpty Optional<String> full,
    @Size(min = 2, max = 4) Optional<String> sized,
    @Pattern(regexp = "[a-z]+") Optional<String> word,
    @Pattern(regexp = "a++") Optional<String> odd,
    List<Integer> ports,
    @Size(max = 2) List<String> hosts,
    @NotEmpty Optional<List<Mode>> modes,
    Map<String, Integer> weights,
    @Size(min = 1, max = 2) Optional<Map<String, String>> labels,
    Pool pool,
    Optional<Replica> replica,
    List<Replica> replicas,
    Map<String, Pool> limits,
    List<List<Integer>> matrix)
    implements ConnectionConfiguration {

  /** How. */
  public enum Mode {
    READ_ONLY,
    READ_WRITE
  }

  /** Has a name that YAML takes for something else. */
  public enum Answer {
    TRUE,
    PERHAPS
  }

  /** May be left out as a whole. */
  public record Pool(@DefaultValue("10") @Min(1) int maxSize) {}

  /** Has a required setting. */
  public record Replica(String host, @DefaultValue("5432") int port) {}
}
