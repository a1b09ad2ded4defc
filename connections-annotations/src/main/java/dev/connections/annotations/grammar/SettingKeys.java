package dev.connections.annotations.grammar;

import java.util.Collection;
import java.util.Locale;
import java.util.regex.Pattern;

/** Keys of settings as configurations compare them: case and {@code - _ .} do not count. */
public final class SettingKeys {

  /** What keys look like, for messages. */
  public static final String RULE = "a letter, then letters, digits, '-' or '_'";

  /** Compiled when it is asked for: running applications do not ask. */
  private static final class Form {
    private static final Pattern WRITABLE = Pattern.compile("[A-Za-z](?:[-_]?[A-Za-z0-9])*");
  }

  private SettingKeys() {}

  /** Whether a key can be written in files, variables and properties. */
  public static boolean isWritable(String key) {
    return Form.WRITABLE.matcher(key).matches();
  }

  /** The key in lower case without {@code - _ .}: two keys are the same if this is equal. */
  public static String normalized(String key) {
    StringBuilder letters = new StringBuilder(key.length());
    for (int i = 0; i < key.length(); i++) {
      char letter = key.charAt(i);
      if (letter != '-' && letter != '_' && letter != '.') {
        letters.append(letter);
      }
    }
    return letters.toString().toLowerCase(Locale.ROOT);
  }

  /** Whether one of the keys is this one. */
  public static boolean isAmong(Collection<String> keys, String key) {
    String sought = normalized(key);
    for (String each : keys) {
      if (normalized(each).equals(sought)) {
        return true;
      }
    }
    return false;
  }
}
