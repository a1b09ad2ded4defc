package app;

import dev.connections.ConnectionConfiguration;
import dev.connections.DataSize;
import dev.connections.Percentage;
import dev.connections.Secret;
import dev.connections.annotations.DefaultValue;
import dev.connections.annotations.DeprecatedKeys;
import dev.connections.annotations.Description;
import dev.connections.annotations.Discriminator;
import dev.connections.annotations.DiscriminatorValue;
import jakarta.validation.Constraint;
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
    List<List<Integer>> matrix,
    @Description("How much at once.") @DefaultValue("10MiB") @Positive @Max(20_000_000)
        DataSize cap,
    @Min(1024) Optional<DataSize> floor,
    List<DataSize> steps,
    @DefaultValue("2.5%") @DecimalMin(value = "0", inclusive = false) @DecimalMax("99.9")
        Percentage ratio,
    Map<String, Percentage> ratios,
    @DefaultValue({"read-only", "READ_WRITE"}) List<Mode> attempts,
    @DefaultValue({"a,b", ""}) @Size(min = 1, max = 3) List<String> texts,
    @DefaultValue({"1", "+2"}) List<Integer> retries,
    @DefaultValue("3") @Min(1) @DeprecatedKeys({"maxThreads", "workers"}) int threads,
    @DeprecatedKeys("key") Optional<Secret> token,
    @Port Optional<Integer> port,
    @Word Optional<String> region,
    @Description("How it is proved who calls.") Optional<Authentication> authentication,
    List<Authentication> fallbacks,
    Map<String, Authentication> byRegion,
    Map<String, List<Replica>> zones,
    List<List<Replica>> grid,
    List<Map<String, Replica>> shards,
    Optional<Renamed> renamed)
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

  /** Has a required setting that had another key. */
  public record Renamed(@DeprecatedKeys("older") String newer) {}

  /** Two limits in one. */
  @Min(1)
  @Max(65535)
  @Constraint(validatedBy = {})
  public @interface Port {}

  /** A text's, made of another that is made of two. */
  @Short
  @NotBlank
  @Constraint(validatedBy = {})
  public @interface Word {}

  /** Made of two. */
  @Size(min = 2, max = 3)
  @Pattern(regexp = "[a-z]*")
  @Constraint(validatedBy = {})
  public @interface Short {}

  /** Chosen by {@code kind}. */
  public sealed interface Authentication permits Anonymous, Basic, Certificate {}

  /** Has nothing to set. */
  public record Anonymous() implements Authentication {}

  /**
   * A name and a password.
   *
   * @param username who calls
   * @param password what only it knows
   */
  @DiscriminatorValue("password")
  public record Basic(@DeprecatedKeys("user") String username, Secret password)
      implements Authentication {}

  /** A file, and another choice. */
  @DiscriminatorValue("client-certificate")
  public record Certificate(Path file, Optional<Eviction> store) implements Authentication {}

  /** Chosen by a key of its own. */
  @Discriminator("policy")
  public sealed interface Eviction permits Never, BySize, ByAge {}

  /** Chosen by a word that YAML takes for something else. */
  @DiscriminatorValue("false")
  public record Never() implements Eviction {}

  /** So many. */
  public record BySize(@Min(1) int most) implements Eviction {}

  /** So long. */
  public record ByAge(@DefaultValue("5m") Duration most) implements Eviction {}
}
