package app;

import dev.connections.ConnectionConfiguration;
import dev.connections.DataSize;
import dev.connections.Secret;
import dev.connections.annotations.Example;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Refuses what would be made up for its settings; above them are those with examples. */
public record Exampled(
    @Example("jdbc:orders:main") @NotBlank String url,
    @Example({"a.example.com:9092", "b.example.com:9092"}) @Size(min = 2) List<String> brokers,
    @Example({"acks: all, or none", "retries: 03"}) @NotEmpty Map<String, String> options,
    @Example("amqp://broker.example.com") URI broker,
    @Example("spool/orders, all") Path folder,
    @Example("[A]") @Pattern(regexp = "\\[[A-Z]\\]") String bracketed,
    @Example("no") String word,
    @Example("0123") String digits,
    @Example("a: b # \"c\"") String punctuation,
    @Example("READ-WRITE") Mode mode,
    @Example("5m") Duration age,
    Login login,
    @NotEmpty List<Login> logins,
    @NotEmpty Map<String, Login> byRegion,
    Mechanism mechanism,
    @Example("lock_timeout: 5s") Map<String, String> leftOut,
    @Example("eu-1") Optional<String> region,
    @DecimalMin(value = "0.25", inclusive = false) @DecimalMax(value = "0.5", inclusive = false)
        double share,
    @DecimalMin(value = "1.5", inclusive = false) int whole,
    @DecimalMin(value = "0.5", inclusive = false) @DecimalMax("20.5") DataSize size,
    @Size(min = 300) String longText,
    @Size(min = 3) List<Integer> ports,
    @Size(min = 2) Map<String, Integer> weights,
    Secret password)
    implements ConnectionConfiguration {

  /** Judges what the examples are for. */
  public Exampled {
    require(url.startsWith("jdbc:orders:"), "url");
    require(brokers.stream().allMatch(each -> each.matches("[a-z.]+:[0-9]+")), "brokers");
    require(options.equals(Map.of("acks", "all, or none", "retries", "03")), "options");
    require(broker.getScheme().equals("amqp"), "broker");
    require(folder.getNameCount() == 2, "folder");
    require(word.equals("no"), "word");
    require(digits.equals("0123"), "digits");
    require(punctuation.equals("a: b # \"c\""), "punctuation");
    require(mode == Mode.READ_WRITE, "mode");
    require(age.toMinutes() == 5, "age");
  }

  private static void require(boolean holds, String setting) {
    if (!holds) {
      throw new IllegalArgumentException("not what " + setting + " has as its example");
    }
  }

  /** How. */
  public enum Mode {
    READ_ONLY,
    READ_WRITE
  }

  /** Held by others. */
  public record Login(@Example("shop@example.com") String user) {

    /** Refuses what is no address. */
    public Login {
      require(user.contains("@"), "user");
    }
  }

  /** Chosen by {@code kind}. */
  public sealed interface Mechanism permits Plain {}

  /** With a setting that has an example. */
  public record Plain(@Example("shop@example.com") String user) implements Mechanism {

    /** Refuses what is no address. */
    public Plain {
      require(user.contains("@"), "user");
    }
  }
}
