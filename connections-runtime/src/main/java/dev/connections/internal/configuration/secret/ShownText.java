package dev.connections.internal.configuration.secret;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes texts of the configuration fit for printing: never a secret, always one short line. */
public final class ShownText {

  private static final int LONGEST = 120;
  private static final Pattern SECRET_WORD =
      Pattern.compile(
          "passw(or)?d|passphrase|pwd|secret|token|api[-_.]?key|access[-_.]?key|private[-_.]?key"
              + "|credential|authorization|cookie");
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^}]*}");
  private static final Pattern DEFAULT_TEXT = Pattern.compile(":-[^}]*}");
  private static final Pattern URL = Pattern.compile("\\s*(?:jdbc:)?[A-Za-z][A-Za-z0-9+.-]*:");
  private static final Pattern USER_INFO =
      Pattern.compile("(?s)^(" + URL.pattern() + "(?://)?).*@");
  private static final Pattern ENCODED =
      Pattern.compile("([?&;](?:[^=&;]*%[^=&;]*(?==)|[^=&;]*(?==[^&;]*%)))=[^&;]*");
  private static final Pattern CONNECTION = Pattern.compile("connections\\.[^.]*");

  private ShownText() {}

  /** Whether a name sounds as if what it names were a secret. */
  public static boolean soundsSecret(String name) {
    return SECRET_WORD.matcher(name.toLowerCase(Locale.ROOT)).find();
  }

  /**
   * Whether a setting sounds as if its value were a secret; the connection's name does not count.
   */
  public static boolean isSecretPath(String path) {
    return soundsSecret(CONNECTION.matcher(path).replaceFirst(""));
  }

  /** The value of a setting; null if it may be a secret. */
  public static @Nullable String value(String path, String written, SecretRedactor redactor) {
    // The second is the slip "password:x" without a blank, which makes one text of key and value.
    if (isSecretPath(path) || holdsAssignment(written)) {
      return null;
    }
    String shown = DEFAULT_TEXT.matcher(withoutUrlSecrets(written)).replaceAll(":-…}");
    return shortened(redactor.redact(shown));
  }

  /**
   * An address without the user before its last {@code @}, however wrongly it is written, and
   * without what parameters hold that are encoded: no one sees what that is.
   */
  private static String withoutUrlSecrets(String written) {
    String shown = USER_INFO.matcher(written).replaceFirst("$1***@");
    return URL.matcher(shown).lookingAt() ? ENCODED.matcher(shown).replaceAll("$1=…") : shown;
  }

  /** The text with control characters made visible, and its end cut off if it is very long. */
  public static String onOneLine(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .forEach(
            each -> {
              if (each == '\n') {
                line.append("\\n");
              } else if (each == '\t') {
                line.append("\\t");
              } else if (Character.isISOControl(each)
                  || Character.getType(each) == Character.FORMAT
                  || Character.getType(each) == Character.LINE_SEPARATOR
                  || Character.getType(each) == Character.PARAGRAPH_SEPARATOR) {
                line.append(String.format("\\u%04x", each));
              } else {
                line.appendCodePoint(each);
              }
            });
    return line.toString();
  }

  /** As {@link #onOneLine}, at most about a line long. */
  public static String shortened(String text) {
    int length = text.codePointCount(0, text.length());
    if (length <= LONGEST) {
      return onOneLine(text);
    }
    return onOneLine(text.substring(0, text.offsetByCodePoints(0, LONGEST))) + "…";
  }

  private static boolean holdsAssignment(String written) {
    String rest = REFERENCE.matcher(written).replaceAll("");
    return (rest.indexOf(':') >= 0 || rest.indexOf('=') >= 0) && soundsSecret(rest);
  }
}
