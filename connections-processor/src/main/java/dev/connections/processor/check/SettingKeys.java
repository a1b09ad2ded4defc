package dev.connections.processor.check;

import java.util.Locale;

/** Keys as a configuration compares them. */
final class SettingKeys {

  private SettingKeys() {}

  /** A key without what does not count in it: case, - and _. */
  static String normalised(String key) {
    return key.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
  }
}
