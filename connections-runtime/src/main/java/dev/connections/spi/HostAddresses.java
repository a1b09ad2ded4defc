package dev.connections.spi;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.Security;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks host names up, for {@link Endpoint#addresses()}. The answer may be as old as the JVM's own
 * cache: 30 s by default, see the security property {@code networkaddress.cache.ttl}.
 */
public final class HostAddresses {

  private static final Logger LOG = LoggerFactory.getLogger("dev.connections");
  private static final AtomicBoolean WARNED = new AtomicBoolean();

  private HostAddresses() {}

  /**
   * The addresses of a host. Blocks as long as the name service does. Warns once in a process where
   * the JVM never asks again, since no name can be followed then.
   *
   * @param host a name or an address
   * @throws UnknownHostException if there is no such host
   */
  public static Set<String> of(String host) throws UnknownHostException {
    if (isCachedForEver(Security.getProperty("networkaddress.cache.ttl"))
        && WARNED.compareAndSet(false, true)) {
      LOG.warn(
          "This JVM caches host names forever (security property networkaddress.cache.ttl is"
              + " negative), so connections cannot follow a name that moves; set it to 30, say, in"
              + " the file java.security or with Security.setProperty before the first lookup");
    }
    Set<String> addresses = new TreeSet<>();
    for (InetAddress address : InetAddress.getAllByName(host)) {
      addresses.add(address.getHostAddress());
    }
    return addresses;
  }

  /** Whether a value of the property means forever. */
  static boolean isCachedForEver(@Nullable String timeToLive) {
    return timeToLive != null && timeToLive.strip().startsWith("-");
  }
}
