package app;

import dev.connections.Secret;
import dev.connections.annotations.GeneratedSettings;
import dev.connections.spi.binding.Binders;
import dev.connections.spi.binding.ConfigurationBinder;
import dev.connections.spi.binding.ConfigurationNode;
import dev.connections.spi.binding.ObjectReader;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/** Makes {@link Ruled} of a part of the configuration. */
@GeneratedSettings({
    "record=app/Ruled.Pool\tdescription=Judges by what it inherits.\tvalidates=1",
    "setting=minIdle\ttype=integer\tdefaults=1\tdefault=0",
    "setting=maxSize\ttype=integer\tdefaults=1\tdefault=10",
    "record=app/Ruled.Range\tdescription=Throws in both ways; has other methods of the name.\tvalidates=1",
    "setting=from\ttype=integer",
    "setting=to\ttype=integer",
    "record=app/Ruled\tdescription=Rules between settings, at every level.\tvalidates=1",
    "setting=pool\ttype=record\ttype=app/Ruled.Pool",
    "setting=ranges\ttype=list\ttype=record\ttype=app/Ruled.Range",
    "setting=host\ttype=optional\ttype=string",
    "setting=bound\ttype=optional\ttype=secret"
})
@SuppressWarnings({"all", "auxiliaryclass", "deprecation", "exports", "rawtypes", "removal", "unchecked"})
@Generated("dev.connections.processor.ConnectionTypeProcessor")
public final class RuledBinder implements ConfigurationBinder<Ruled> {
  /** For generated code. */
  public RuledBinder() {}

  @Override
  public @Nullable Ruled bind(ConfigurationNode node) {
    ObjectReader in = node.object("pool", "ranges", "host", "bound");
    Ruled.Pool pool = in.nested("pool", new PoolBinder());
    List<Ruled.Range> ranges = in.list("ranges", new RangeBinder());
    Optional<String> host = in.optional("host", Binders.string());
    Optional<Secret> bound = in.optional("bound", Binders.secret());
    if (!in.isComplete() || pool == null) {
      return null;
    }
    try {
      Ruled bound_ = new Ruled(pool, ranges, host, bound);
      bound_.validate(in.violations());
      return in.isComplete() ? bound_ : null;
    } catch (IllegalArgumentException rejection) {
      in.rejected(rejection);
      return null;
    }
  }

  /** Makes {@link Ruled.Pool} of a part of the configuration. */
  private static final class PoolBinder implements ConfigurationBinder<Ruled.Pool> {
    @Override
    public Ruled. @Nullable Pool bind(ConfigurationNode node) {
      ObjectReader in = node.object("minIdle", "maxSize");
      Integer minIdle = in.withDefault("minIdle", Binders.integer(), "0");
      Integer maxSize = in.withDefault("maxSize", Binders.integer(), "10");
      if (!in.isComplete() || minIdle == null || maxSize == null) {
        return null;
      }
      try {
        Ruled.Pool bound = new Ruled.Pool(minIdle, maxSize);
        bound.validate(in.violations());
        return in.isComplete() ? bound : null;
      } catch (IllegalArgumentException rejection) {
        in.rejected(rejection);
        return null;
      }
    }
  }

  /** Makes {@link Ruled.Range} of a part of the configuration. */
  private static final class RangeBinder implements ConfigurationBinder<Ruled.Range> {
    @Override
    public Ruled. @Nullable Range bind(ConfigurationNode node) {
      ObjectReader in = node.object("from", "to");
      Integer from = in.required("from", Binders.integer());
      Integer to = in.required("to", Binders.integer());
      if (!in.isComplete() || from == null || to == null) {
        return null;
      }
      try {
        Ruled.Range bound = new Ruled.Range(from, to);
        bound.validate(in.violations());
        return in.isComplete() ? bound : null;
      } catch (IllegalArgumentException rejection) {
        in.rejected(rejection);
        return null;
      }
    }
  }
}
