package dev.connections.processor.read;

import dev.connections.processor.model.ScalarKind;
import dev.connections.processor.model.SettingType;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells by its name whether a setting holds what no one may read. */
final class SecretWords {

  private static final Pattern SECRET =
      Pattern.compile(".*(password|passphrase|passwd|secret|token|apikey|accesskey|privatekey)");

  private SecretWords() {}

  /** Whether a name ends in such a word: {@code tokenUrl} and {@code passwordLength} do not. */
  static boolean in(String name) {
    return SECRET.matcher(name.toLowerCase(Locale.ROOT).replace("_", "")).matches();
  }

  /** Whether a setting is text, or optional text, or several texts. */
  static boolean isText(SettingType type) {
    if (type instanceof SettingType.OptionalOf optional) {
      return isText(optional.value());
    }
    return type.innermost() instanceof SettingType.Scalar scalar
        && scalar.kind() == ScalarKind.STRING;
  }
}
