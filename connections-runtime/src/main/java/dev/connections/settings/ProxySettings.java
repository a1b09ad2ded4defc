package dev.connections.settings;

import dev.connections.Secret;
import dev.connections.annotations.DefaultValue;
import dev.connections.annotations.Description;
import dev.connections.annotations.Example;
import dev.connections.spi.RejectedSettingsException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An HTTP proxy, as a component of a configuration record. Immutable.
 *
 * @param host the proxy's host
 * @param port the proxy's port; 3128 by default
 * @param username the user that logs in to the proxy; none by default
 * @param password the user's password, read again for each connection; needs {@code username}
 * @param noProxy hosts that are reached without the proxy: {@code api.local} is this host, {@code
 *     .example.com} or {@code *.example.com} are all below it, {@code *} are all; none by default
 */
public record ProxySettings(
    @Description("The proxy's host") @Example("proxy.example.com") @NotBlank String host,
    @Description("The proxy's port") @DefaultValue("3128") @Min(1) @Max(65535) int port,
    @Description("User to log in to the proxy as") Optional<String> username,
    @Description("Password of the user") Optional<Secret> password,
    @Description("Hosts that are reached without the proxy") @Example(".example.com")
        List<String> noProxy) {

  private static final Pattern EXEMPT =
      Pattern.compile(
          "\\*|(?:\\*?\\.)?\\w[\\w-]*(?:\\.\\w[\\w-]*)*|\\[?[0-9a-fA-F:.]*:[0-9a-fA-F:.]*\\]?");

  /**
   * Checks the settings together.
   *
   * @throws RejectedSettingsException with everything that is wrong
   */
  public ProxySettings {
    noProxy = List.copyOf(noProxy);
    List<String> exempt = noProxy;
    RejectedSettingsException.check(
        violations -> {
          try {
            new HostPort(host, 1);
          } catch (IllegalArgumentException wrong) {
            violations.at("host", "is neither a host name nor an address", null, null);
          }
          if (username.isPresent() != password.isPresent()) {
            violations.at(
                username.isPresent() ? "password" : "username",
                "is missing: a proxy's user has a password",
                null,
                "set both or none");
          }
          for (String entry : exempt) {
            if (!EXEMPT.matcher(entry).matches()) {
              violations.at(
                  "noProxy",
                  "has '" + entry + "', which names no hosts",
                  "host, .domain, *.domain, *",
                  null);
            }
          }
        });
  }

  /** The proxy, whose address is looked up when it is used. */
  public Proxy proxy() {
    return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port));
  }

  /** Whether a host is reached through the proxy. */
  public boolean isUsedFor(String target) {
    String name = target.toLowerCase(Locale.ROOT);
    return noProxy.stream().noneMatch(entry -> exempts(entry.toLowerCase(Locale.ROOT), name));
  }

  private static boolean exempts(String entry, String name) {
    if (entry.equals("*")) {
      return true;
    }
    String below = entry.startsWith("*") ? entry.substring(1) : entry;
    return below.startsWith(".")
        ? name.endsWith(below)
        : withoutBrackets(below).equals(withoutBrackets(name));
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") ? host.substring(1).replace("]", "") : host;
  }

  /** For clients that ask a selector for each host. */
  public ProxySelector selector() {
    Proxy proxy = proxy();
    return new ProxySelector() {
      @Override
      public List<Proxy> select(URI target) {
        String named = target.getHost();
        return List.of(named == null || isUsedFor(named) ? proxy : Proxy.NO_PROXY);
      }

      @Override
      public void connectFailed(URI target, SocketAddress address, IOException failure) {
        // The client throws the failure, too.
      }
    };
  }
}
