package app;

import dev.connections.Secret;
import dev.connections.annotations.GeneratedSettings;
import dev.connections.spi.binding.Binders;
import dev.connections.spi.binding.ConfigurationBinder;
import dev.connections.spi.binding.ConfigurationNode;
import dev.connections.spi.binding.Constraints;
import dev.connections.spi.binding.ObjectReader;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/** Makes {@link Example} of a part of the configuration. */
@GeneratedSettings({
    "record=app/Example.Pool\tdescription=Has a default for everything.",
    "setting=maxSize\ttype=integer\tdefaults=1\tdefault=10\tconstraint=Min inclusive 1\tconstraint=Max inclusive 1000",
    "record=app/Example.Replica\tdescription=Has none.",
    "setting=host\ttype=string",
    "setting=port\ttype=integer",
    "record=app/Example\tdescription=One of each requirement.",
    "setting=url\ttype=uri",
    "setting=username\ttype=string\tconstraint=NotBlank",
    "setting=password\ttype=secret",
    "setting=patience\ttype=duration\tdefaults=1\tdefault=30s",
    "setting=sslMode\ttype=enum\ttype=app/Example.SslMode\ttype=2\ttype=DISABLE\ttype=VERIFY_FULL\tdefaults=1\tdefault=verify-full",
    "setting=pool\ttype=record\ttype=app/Example.Pool",
    "setting=replicas\ttype=list\ttype=record\ttype=app/Example.Replica",
    "setting=fetchSize\ttype=optional\ttype=integer\tconstraint=Min inclusive 1",
    "setting=prepareThreshold\ttype=optional-int"
})
@SuppressWarnings({"all", "auxiliaryclass", "deprecation", "exports", "rawtypes", "removal", "unchecked"})
@Generated("dev.connections.processor.ConnectionTypeProcessor")
public final class ExampleBinder implements ConfigurationBinder<Example> {
  /** For generated code. */
  public ExampleBinder() {}

  @Override
  public @Nullable Example bind(ConfigurationNode node) {
    ObjectReader in = node.object("url", "username", "password", "patience", "sslMode", "pool",
        "replicas", "fetchSize", "prepareThreshold");
    URI url = in.required("url", Binders.uri());
    String username = in.required("username", Binders.string());
    in.check("username", username, Constraints.notBlank());
    Secret password = in.required("password", Binders.secret());
    Duration patience = in.withDefault("patience", Binders.duration(), "30s");
    Example.SslMode sslMode = in.withDefault("sslMode", Binders.enumeration(Example.SslMode.values()), "verify-full");
    Example.Pool pool = in.nested("pool", new PoolBinder());
    List<Example.Replica> replicas = in.list("replicas", new ReplicaBinder());
    Optional<Integer> fetchSize = in.optional("fetchSize", Binders.integer());
    in.check("fetchSize", fetchSize.orElse(null), Constraints.min(1));
    Optional<Integer> prepareThreshold = in.optional("prepareThreshold", Binders.integer());
    if (!in.isComplete() || url == null || username == null || password == null || patience == null
        || sslMode == null || pool == null) {
      return null;
    }
    try {
      return new Example(url, username, password, patience, sslMode, pool, replicas, fetchSize,
          prepareThreshold.isPresent() ? OptionalInt.of(prepareThreshold.get()) : OptionalInt.empty());
    } catch (IllegalArgumentException rejection) {
      in.rejected(rejection);
      return null;
    }
  }

  /** Makes {@link Example.Pool} of a part of the configuration. */
  private static final class PoolBinder implements ConfigurationBinder<Example.Pool> {
    @Override
    public Example. @Nullable Pool bind(ConfigurationNode node) {
      ObjectReader in = node.object("maxSize");
      Integer maxSize = in.withDefault("maxSize", Binders.integer(), "10");
      in.check("maxSize", maxSize, Constraints.min(1));
      in.check("maxSize", maxSize, Constraints.max(1000));
      if (!in.isComplete() || maxSize == null) {
        return null;
      }
      try {
        return new Example.Pool(maxSize);
      } catch (IllegalArgumentException rejection) {
        in.rejected(rejection);
        return null;
      }
    }
  }

  /** Makes {@link Example.Replica} of a part of the configuration. */
  private static final class ReplicaBinder implements ConfigurationBinder<Example.Replica> {
    @Override
    public Example. @Nullable Replica bind(ConfigurationNode node) {
      ObjectReader in = node.object("host", "port");
      String host = in.required("host", Binders.string());
      Integer port = in.required("port", Binders.integer());
      if (!in.isComplete() || host == null || port == null) {
        return null;
      }
      try {
        return new Example.Replica(host, port);
      } catch (IllegalArgumentException rejection) {
        in.rejected(rejection);
        return null;
      }
    }
  }
}
