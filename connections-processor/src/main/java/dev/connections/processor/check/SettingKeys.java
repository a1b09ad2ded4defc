package dev.connections.processor.check;

import java.util.Locale;
import java.util.regex.Pattern;

/** Keys as a configuration compares them. */
final class SettingKeys {

  /** What keys look like, for messages. */
  static final String RULE = "a letter, then letters, digits, '-' or '_'";

  private static final Pattern WRITABLE = Pattern.compile("[A-Za-z](?:[-_]?[A-Za-z0-9])*");

  private SettingKeys() {}

  /** Whether a key can be written in files, variables and properties. */
  static boolean isWritable(String key) {
    return WRITABLE.matcher(key).matches();
  }

  /** A key without what does not count in it: case, - and _. */
  static String normalised(String key) {
    return key.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
  }
}
