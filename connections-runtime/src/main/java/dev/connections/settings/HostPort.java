package dev.connections.settings;

import dev.connections.spi.RejectedSettingsException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host and a port, as in {@code db1.example.com:5432}, {@code 10.0.0.7} or {@code [::1]:6379}. A
 * component of a configuration record is a text, which the record's constructor reads with {@link
 * #list}. Immutable.
 *
 * @param host a name or an address; an IPv6 address without its brackets
 * @param port 1 to 65535
 */
public record HostPort(String host, int port) {

  private static final Pattern ENTRY =
      Pattern.compile("(?:\\[(?<v6>[^\\[\\]]*)\\]|(?<name>[^:\\[\\]]*))(?::(?<port>.*))?");

  private static final Pattern NAME =
      Pattern.compile(
          "(?=.{1,253}\\.?$)(?:\\w(?:[\\w-]{0,61}\\w)?)(?:\\.\\w(?:[\\w-]{0,61}\\w)?)*\\.?");

  private static final Pattern NUMBERS = Pattern.compile("[\\d.]+");
  private static final Pattern BYTE = Pattern.compile("0|[1-9]\\d{0,2}");
  private static final Pattern PORT = Pattern.compile("[1-9]\\d{0,4}");
  private static final int HIGHEST = 65_535;

  /**
   * Checks host and port.
   *
   * @throws IllegalArgumentException if one of them cannot be
   */
  public HostPort {
    if (host.indexOf(':') >= 0 ? !isIpv6(host) : !isNameOrIpv4(host)) {
      throw new IllegalArgumentException("'" + host + "' is neither a host name nor an address");
    }
    if (port < 1 || port > HIGHEST) {
      throw new IllegalArgumentException("port must be 1 to 65535, but is " + port);
    }
  }

  /**
   * The entries of a list such as {@code a:1, b:2}; spaces around an entry do not matter.
   *
   * @param setting the name of the setting, for what is thrown
   * @param text the list; at least one entry
   * @param defaultPort the port of an entry that names none
   * @return in the order of the text, without one that is there twice
   * @throws RejectedSettingsException with everything that is wrong
   */
  public static List<HostPort> list(String setting, String text, int defaultPort) {
    List<HostPort> entries = new ArrayList<>();
    RejectedSettingsException.check(
        violations -> {
          Set<HostPort> seen = new LinkedHashSet<>();
          for (String entry : text.split(",", -1)) {
            try {
              HostPort one = of(entry.strip(), defaultPort);
              if (!seen.add(one)) {
                throw new IllegalArgumentException("has '" + one + "' twice");
              }
            } catch (IllegalArgumentException wrong) {
              violations.at(
                  setting,
                  String.valueOf(wrong.getMessage()),
                  "host, host:port, [IPv6]:port; several with commas between them",
                  null);
            }
          }
          entries.addAll(seen);
        });
    return List.copyOf(entries);
  }

  /**
   * One entry.
   *
   * @param text such as {@code db:5432}, {@code db} or {@code [::1]:5432}
   * @param defaultPort the port if the text names none
   * @throws IllegalArgumentException if the text is something else
   */
  public static HostPort of(String text, int defaultPort) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("has an empty entry");
    }
    if (isIpv6(text)) {
      throw new IllegalArgumentException(
          "has the IPv6 address " + text + " without brackets: write [" + text + "]");
    }
    Matcher parts = ENTRY.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("has '" + text + "', which is not a host and a port");
    }
    String v6 = parts.group("v6");
    String host = v6 == null ? parts.group("name") : v6;
    if (v6 == null ? !isNameOrIpv4(host) : !isIpv6(host)) {
      throw new IllegalArgumentException(
          "has '" + text + "', where '" + host + "' is neither a host name nor an address");
    }
    String port = parts.group("port");
    if (port == null) {
      return new HostPort(host, defaultPort);
    }
    if (!PORT.matcher(port).matches() || Integer.parseInt(port) > HIGHEST) {
      throw new IllegalArgumentException("has '" + text + "', where the port is not 1 to 65535");
    }
    return new HostPort(host, Integer.parseInt(port));
  }

  /** The address, which is looked up when it is used. */
  public InetSocketAddress unresolved() {
    return InetSocketAddress.createUnresolved(host, port);
  }

  /** Whether it is a name, not an address. */
  static boolean isName(String host) {
    return !NUMBERS.matcher(host).matches() && NAME.matcher(host).matches();
  }

  private static boolean isNameOrIpv4(String host) {
    if (!NUMBERS.matcher(host).matches()) {
      return NAME.matcher(host).matches();
    }
    String[] bytes = host.split("\\.", -1);
    boolean valid = bytes.length == 4; // or the resolver would guess what is missing
    for (String each : bytes) {
      valid &= BYTE.matcher(each).matches() && Integer.parseInt(each) < 256;
    }
    return valid;
  }

  /** Nothing is looked up for what stands in brackets. */
  private static boolean isIpv6(String host) {
    int zone = host.indexOf('%');
    String address = zone < 0 ? host : host.substring(0, zone);
    if (zone == host.length() - 1 || address.indexOf(':') < 0) {
      return false;
    }
    try {
      return InetAddress.getByName("[" + address + "]") != null;
    } catch (UnknownHostException notAnAddress) {
      return false;
    }
  }

  /** As it is written in a list. */
  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
