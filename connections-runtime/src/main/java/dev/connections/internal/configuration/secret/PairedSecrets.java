package dev.connections.internal.configuration.secret;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a connection's secrets together with its other settings that come from references, such as
 * a password with its user: settings are read when the configuration is loaded, secrets each time
 * they are used. Where a setting's reference has another value by now, the secret that belonged to
 * the loaded one is used, until the configuration is loaded again. Thread-safe.
 */
public final class PairedSecrets {

  /** Gives the present text of a setting. */
  @FunctionalInterface
  public interface Look {
    String text() throws UnresolvedException;
  }

  /** A secret that is as old as this with the loaded settings beside it belongs to them. */
  private static final long PAIRED_NANOS = Duration.ofSeconds(10).toNanos();

  /** A setting as it was loaded; digests, since it may be a secret as well. */
  private record Loaded(String path, String digest, Look look) {}

  private static final class Kept {
    private String paired;
    private String newest;
    private long newestSince;

    private Kept(String value, long now) {
      this.paired = value;
      this.newest = value;
      this.newestSince = now;
    }
  }

  private final LongSupplier clock;
  private final Map<String, Map<String, Loaded>> loadedByConnection = new ConcurrentHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();
  private final Map<String, Boolean> told = new ConcurrentHashMap<>();

  public PairedSecrets(LongSupplier clock) {
    this.clock = clock;
  }

  /** A setting of a connection was read through a reference. */
  public void loaded(String connection, String path, String text, Look look) {
    loadedByConnection
        .computeIfAbsent(connection, any -> new ConcurrentHashMap<>())
        .put(path, new Loaded(path, SecretsFingerprint.digest(text), look));
  }

  /** A secret was read when the configuration was loaded. */
  public void first(String path, String value) {
    kept.put(path, new Kept(value, clock.getAsLong()));
  }

  /**
   * The secret to use.
   *
   * @param present its present value
   */
  public String use(String connection, String path, String present) {
    String changed = changed(connection);
    lock.lock();
    try {
      Kept known = kept.get(path);
      if (known == null) {
        return present;
      }
      if (changed != null) {
        tell(connection, path, changed);
        return known.paired;
      }
      long now = clock.getAsLong();
      if (!present.equals(known.newest)) {
        known.newest = present;
        known.newestSince = now;
      } else if (now - known.newestSince >= PAIRED_NANOS) {
        known.paired = present;
      }
      return present;
    } finally {
      lock.unlock();
    }
  }

  /** The path of a setting whose reference gives another value than when it was loaded. */
  private @Nullable String changed(String connection) {
    for (Loaded each : loadedByConnection.getOrDefault(connection, Map.of()).values()) {
      if (kept.containsKey(each.path())) {
        continue; // a secret itself, which is read again each time
      }
      try {
        if (!SecretsFingerprint.digest(each.look().text()).equals(each.digest())) {
          return each.path();
        }
      } catch (UnresolvedException gone) {
        return each.path();
      }
    }
    return null;
  }

  private void tell(String connection, String path, String changed) {
    if (told.put(connection, true) == null) {
      Logger log = LoggerFactory.getLogger("dev.connections." + connection);
      log.warn(
          "The reference of {} has changed since the configuration was loaded; {} is kept as it was"
              + " together with it. Reload the configuration to use both as they are now",
          changed,
          path);
    }
  }
}
