package app;

import dev.connections.ConnectionConfiguration;
import dev.connections.Secret;
import dev.connections.annotations.DefaultValue;
import dev.connections.spi.binding.Violations;
import java.util.List;
import java.util.Optional;

/** Rules between settings, at every level. */
public record Ruled(Pool pool, List<Range> ranges, Optional<String> host, Optional<Secret> bound)
    implements ConnectionConfiguration {

  /** Judges. */
  public void validate(Violations violations) {
    if (host.isEmpty() && ranges.isEmpty()) {
      violations.report("has neither host nor ranges", "one of them", "write host");
    }
    if (host.isPresent() && !ranges.isEmpty()) {
      violations.at("host", "stands beside ranges");
      violations.at("hots", "is misspelt by the rule");
      bound.ifPresent(secret -> violations.at("bound", "is not " + secret.reveal()));
    }
  }

  /** Judges by what it inherits. */
  public record Pool(@DefaultValue("0") int minIdle, @DefaultValue("10") int maxSize)
      implements Sized {}

  /** Has the rule. */
  interface Sized {
    /** Of the record. */
    int minIdle();

    /** Of the record. */
    int maxSize();

    /** Judges. */
    default void validate(Violations violations) {
      if (minIdle() > maxSize()) {
        violations.at("minIdle", "is more than maxSize", "at most " + maxSize(), "raise maxSize");
        violations.at("maxSize", "is less than minIdle");
      }
    }
  }

  /** Throws in both ways; has other methods of the name. */
  public record Range(int from, int to) {
    /** Checks. */
    public Range {
      validate(from);
    }

    private static void validate(int number) {
      if (number < 0) {
        throw new IllegalArgumentException("from is negative");
      }
    }

    /** Judges. */
    public void validate(Violations violations) {
      if (to == from) {
        throw new IllegalArgumentException("the range is empty");
      }
      if (to < from) {
        violations.report("ends before it begins");
      }
    }
  }
}
