package dev.connections.spi.binding;

import org.jspecify.annotations.Nullable;

/**
 * Takes what is wrong between the settings of a record. A record of settings may have a method
 *
 * <pre>{@code
 * public void validate(Violations violations) {
 *   if (minIdle > maxSize) {
 *     violations.at("minIdle", "is more than maxSize", "at most " + maxSize, "raise maxSize");
 *   }
 * }
 * }</pre>
 *
 * <p>It is called when every setting by itself is right. Whatever it reports is shown where the
 * setting was written, together with everything else that is wrong, and the record is rejected. The
 * texts must not hold secrets. Used by one thread, while the method runs.
 */
public interface Violations {

  /**
   * Reports a setting. Where it was written and its value (never a secret's) are added.
   *
   * @param setting the component's name; what is reported under another name is shown at the record
   * @param problem what is wrong, such as {@code is more than maxSize}
   * @param allowed what is allowed, such as {@code at most 10}; or null
   * @param hint what to do, such as {@code raise maxSize}; or null
   */
  void at(String setting, String problem, @Nullable String allowed, @Nullable String hint);

  /** As {@link #at(String, String, String, String)}, with the problem alone. */
  default void at(String setting, String problem) {
    at(setting, problem, null, null);
  }

  /**
   * Reports the record as a whole.
   *
   * @param problem what is wrong, such as {@code has neither host nor path}
   * @param allowed what is allowed; or null
   * @param hint what to do; or null
   */
  void report(String problem, @Nullable String allowed, @Nullable String hint);

  /** As {@link #report(String, String, String)}, with the problem alone. */
  default void report(String problem) {
    report(problem, null, null);
  }
}
