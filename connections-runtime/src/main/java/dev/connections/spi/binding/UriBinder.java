package dev.connections.spi.binding;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Binds URLs, and keeps credentials out of them. */
final class UriBinder extends ScalarBinder<URI> {

  // On the text, not on URI.getUserInfo(): for java.net.URI a jdbc: URL has no authority at all.
  private static final Pattern USER_INFO = Pattern.compile("//[^/?#]*@");
  private static final Pattern CREDENTIAL =
      Pattern.compile(
          "[?&;](?:[a-z_.-]*(?:password|passwd|pwd|secret|token)|api[-_]?key|access[-_]?key)=",
          Pattern.CASE_INSENSITIVE);

  UriBinder() {
    super("an absolute URL without credentials");
  }

  @Override
  @Nullable URI parse(String text, ConfigurationNode node) {
    if (USER_INFO.matcher(text).find()) {
      node.violation(
          "holds a user name or password",
          expected(),
          "move them to settings of the type that refer to secrets, such as username and password, or"
              + " bearerToken");
      return null;
    }
    if (CREDENTIAL.matcher(text).find()) {
      node.violation(
          "holds a credential among its parameters",
          expected(),
          "move it to a setting of its own that refers to a secret");
      return null;
    }
    return absolute(text, node);
  }

  private @Nullable URI absolute(String text, ConfigurationNode node) {
    try {
      URI uri = new URI(text);
      if (!uri.isAbsolute()) {
        node.violation("has no scheme", expected(), "write it with https:// or the like in front");
        return null;
      }
      return uri;
    } catch (URISyntaxException unreadable) {
      String place =
          unreadable.getIndex() < 0 ? "" : " at character " + (unreadable.getIndex() + 1);
      node.violation("is not a URL: " + unreadable.getReason() + place, expected(), null);
      return null;
    }
  }
}
