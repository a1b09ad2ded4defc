package dev.connections.internal.configuration;

import dev.connections.Secret;
import dev.connections.spi.binding.Binders;
import dev.connections.spi.binding.ConfigurationBinder;
import dev.connections.spi.binding.ConfigurationNode;
import dev.connections.spi.binding.Constraints;
import dev.connections.spi.binding.ObjectReader;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Binds a kind of connection that has every sort of setting, as generated code would. */
final class StoreBinder implements ConfigurationBinder<StoreBinder.Store> {

  /** The kind's settings. */
  public record Store(
      URI url,
      Optional<String> username,
      Optional<Secret> password,
      Mode mode,
      Pool pool,
      List<String> hosts,
      List<Replica> replicas,
      Map<String, String> headers) {}

  enum Mode {
    READ_ONLY,
    READ_WRITE
  }

  record Pool(int minIdle, int maxSize, Duration maxLifetime) {
    Pool {
      if (minIdle > maxSize) {
        throw new IllegalArgumentException(
            "minIdle (" + minIdle + ") is more than maxSize (" + maxSize + ")");
      }
    }
  }

  record Replica(String host, int port) {}

  @Override
  public @Nullable Store bind(ConfigurationNode node) {
    ObjectReader in =
        node.object("url", "username", "password", "mode", "pool", "hosts", "replicas", "headers");
    URI url = in.required("url", Binders.uri());
    Optional<String> username = in.optional("username", Binders.string());
    in.check("username", username.orElse(null), Constraints.notBlank());
    Optional<Secret> password = in.optional("password", Binders.secret());
    in.check("password", password.orElse(null), Constraints.size(8, Integer.MAX_VALUE));
    Mode mode = in.withDefault("mode", Binders.enumeration(Mode.values()), "READ_WRITE");
    Pool pool = in.nested("pool", new PoolBinder());
    List<String> hosts = in.list("hosts", Binders.string());
    List<Replica> replicas = in.list("replicas", new ReplicaBinder());
    Map<String, String> headers = in.map("headers", Binders.string());
    if (!in.isComplete() || url == null || mode == null || pool == null) {
      return null;
    }
    return new Store(url, username, password, mode, pool, hosts, replicas, headers);
  }

  private static final class PoolBinder implements ConfigurationBinder<Pool> {
    @Override
    public @Nullable Pool bind(ConfigurationNode node) {
      ObjectReader in = node.object("minIdle", "maxSize", "maxLifetime");
      Integer minIdle = in.withDefault("minIdle", Binders.integer(), "0");
      in.check("minIdle", minIdle, Constraints.min(0));
      Integer maxSize = in.withDefault("maxSize", Binders.integer(), "10");
      in.check("maxSize", maxSize, Constraints.min(1));
      Duration maxLifetime = in.withDefault("maxLifetime", Binders.duration(), "30m");
      if (!in.isComplete() || minIdle == null || maxSize == null || maxLifetime == null) {
        return null;
      }
      try {
        return new Pool(minIdle, maxSize, maxLifetime);
      } catch (IllegalArgumentException refusal) {
        in.rejected(refusal);
        return null;
      }
    }
  }

  private static final class ReplicaBinder implements ConfigurationBinder<Replica> {
    @Override
    public @Nullable Replica bind(ConfigurationNode node) {
      ObjectReader in = node.object("host", "port");
      String host = in.required("host", Binders.string());
      Integer port = in.withDefault("port", Binders.integer(), "5432");
      return in.isComplete() && host != null && port != null ? new Replica(host, port) : null;
    }
  }
}
