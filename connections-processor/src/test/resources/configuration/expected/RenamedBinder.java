package app;

import dev.connections.Secret;
import dev.connections.annotations.GeneratedSettings;
import dev.connections.spi.binding.Binders;
import dev.connections.spi.binding.ConfigurationBinder;
import dev.connections.spi.binding.ConfigurationNode;
import dev.connections.spi.binding.ObjectReader;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/** Makes {@link Renamed} of a part of the configuration. */
@GeneratedSettings({
    "record=app/Renamed.Pool\tdescription=Nested.",
    "setting=minIdle\ttype=integer\tdefaults=1\tdefault=0\tdeprecated=idle",
    "record=app/Renamed.Host\tdescription=In a list.",
    "setting=name\ttype=string\tdeprecated=host",
    "record=app/Renamed\tdescription=Settings that had other keys.",
    "setting=url\ttype=uri\tdeprecated=address",
    "setting=maxSize\ttype=integer\tdefaults=1\tdefault=10\tdeprecated=maxPoolSize\tdeprecated=poolSize",
    "setting=token\ttype=optional\ttype=secret\tdeprecated=key",
    "setting=pool\ttype=record\ttype=app/Renamed.Pool",
    "setting=hosts\ttype=list\ttype=record\ttype=app/Renamed.Host\tdeprecated=servers"
})
@SuppressWarnings({"all", "auxiliaryclass", "deprecation", "exports", "rawtypes", "removal", "unchecked"})
@Generated("dev.connections.processor.ConnectionTypeProcessor")
public final class RenamedBinder implements ConfigurationBinder<Renamed> {
  /** For generated code. */
  public RenamedBinder() {}

  @Override
  public @Nullable Renamed bind(ConfigurationNode node) {
    ObjectReader in = node.object("url", "maxSize", "token", "pool", "hosts");
    in.formerly("url", "address");
    URI url = in.required("url", Binders.uri());
    in.formerly("maxSize", "maxPoolSize", "poolSize");
    Integer maxSize = in.withDefault("maxSize", Binders.integer(), "10");
    in.formerly("token", "key");
    Optional<Secret> token = in.optional("token", Binders.secret());
    Renamed.Pool pool = in.nested("pool", new PoolBinder());
    in.formerly("hosts", "servers");
    List<Renamed.Host> hosts = in.list("hosts", new HostBinder());
    if (!in.isComplete() || url == null || maxSize == null || pool == null) {
      return null;
    }
    try {
      return new Renamed(url, maxSize, token, pool, hosts);
    } catch (IllegalArgumentException rejection) {
      in.rejected(rejection);
      return null;
    }
  }

  /** Makes {@link Renamed.Pool} of a part of the configuration. */
  private static final class PoolBinder implements ConfigurationBinder<Renamed.Pool> {
    @Override
    public Renamed. @Nullable Pool bind(ConfigurationNode node) {
      ObjectReader in = node.object("minIdle");
      in.formerly("minIdle", "idle");
      Integer minIdle = in.withDefault("minIdle", Binders.integer(), "0");
      if (!in.isComplete() || minIdle == null) {
        return null;
      }
      try {
        return new Renamed.Pool(minIdle);
      } catch (IllegalArgumentException rejection) {
        in.rejected(rejection);
        return null;
      }
    }
  }

  /** Makes {@link Renamed.Host} of a part of the configuration. */
  private static final class HostBinder implements ConfigurationBinder<Renamed.Host> {
    @Override
    public Renamed. @Nullable Host bind(ConfigurationNode node) {
      ObjectReader in = node.object("name");
      in.formerly("name", "host");
      String name = in.required("name", Binders.string());
      if (!in.isComplete() || name == null) {
        return null;
      }
      try {
        return new Renamed.Host(name);
      } catch (IllegalArgumentException rejection) {
        in.rejected(rejection);
        return null;
      }
    }
  }
}
