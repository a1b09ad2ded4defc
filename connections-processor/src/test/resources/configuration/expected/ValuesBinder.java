package app;

import dev.connections.DataSize;
import dev.connections.Percentage;
import dev.connections.annotations.GeneratedSettings;
import dev.connections.spi.binding.Binders;
import dev.connections.spi.binding.ConfigurationBinder;
import dev.connections.spi.binding.ConfigurationNode;
import dev.connections.spi.binding.Constraints;
import dev.connections.spi.binding.ObjectReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/** Makes {@link Values} of a part of the configuration. */
@GeneratedSettings({
    "record=app/Values\tdescription=Sizes, percentages, and enums and defaults at every position.",
    "setting=cap\ttype=data-size\tdefaults=1\tdefault=10MiB\tconstraint=Positive exclusive 0\tconstraint=Max inclusive 20000000",
    "setting=share\ttype=percentage\tdefaults=1\tdefault=2.5%\tconstraint=DecimalMax inclusive 99.9",
    "setting=floor\ttype=optional\ttype=data-size\tconstraint=Min inclusive 1024",
    "setting=steps\ttype=list\ttype=data-size",
    "setting=shares\ttype=map\ttype=percentage",
    "setting=mode\ttype=enum\ttype=app/Values.Mode\ttype=2\ttype=READ_ONLY\ttype=READ_WRITE\tdefaults=1\tdefault=Read-Only",
    "setting=modes\ttype=list\ttype=enum\ttype=app/Values.Mode\ttype=2\ttype=READ_ONLY\ttype=READ_WRITE\tdefaults=2\tdefault=read-only\tdefault=READ_WRITE",
    "setting=byName\ttype=map\ttype=enum\ttype=app/Values.Mode\ttype=2\ttype=READ_ONLY\ttype=READ_WRITE",
    "setting=maybe\ttype=optional\ttype=enum\ttype=app/Values.Mode\ttype=2\ttype=READ_ONLY\ttype=READ_WRITE",
    "setting=texts\ttype=list\ttype=string\tdefaults=2\tdefault=a,b\tdefault=\tconstraint=Size 1 3",
    "setting=delays\ttype=list\ttype=duration\tdefaults=1\tdefault=1s",
    "setting=none\ttype=list\ttype=integer\tdefaults=0"
})
@SuppressWarnings({"all", "auxiliaryclass", "deprecation", "exports", "rawtypes", "removal", "unchecked"})
@Generated("dev.connections.processor.ConnectionTypeProcessor")
public final class ValuesBinder implements ConfigurationBinder<Values> {
  /** For generated code. */
  public ValuesBinder() {}

  @Override
  public @Nullable Values bind(ConfigurationNode node) {
    ObjectReader in = node.object("cap", "share", "floor", "steps", "shares", "mode", "modes",
        "byName", "maybe", "texts", "delays", "none");
    DataSize cap = in.withDefault("cap", Binders.dataSize(), "10MiB");
    in.check("cap", cap, Constraints.bytes(Constraints.positive()));
    in.check("cap", cap, Constraints.bytes(Constraints.max(20000000)));
    Percentage share = in.withDefault("share", Binders.percentage(), "2.5%");
    in.check("share", share, Constraints.percent(Constraints.decimalMax("99.9", true)));
    Optional<DataSize> floor = in.optional("floor", Binders.dataSize());
    in.check("floor", floor.orElse(null), Constraints.bytes(Constraints.min(1024)));
    List<DataSize> steps = in.list("steps", Binders.dataSize());
    Map<String, Percentage> shares = in.map("shares", Binders.percentage());
    Values.Mode mode = in.withDefault("mode", Binders.enumeration(Values.Mode.values()), "Read-Only");
    List<Values.Mode> modes = in.listWithDefault("modes", Binders.enumeration(Values.Mode.values()),
        "read-only", "READ_WRITE");
    Map<String, Values.Mode> byName = in.map("byName", Binders.enumeration(Values.Mode.values()));
    Optional<Values.Mode> maybe = in.optional("maybe", Binders.enumeration(Values.Mode.values()));
    List<String> texts = in.listWithDefault("texts", Binders.string(), "a,b", "");
    in.check("texts", texts, Constraints.size(1, 3));
    List<Duration> delays = in.listWithDefault("delays", Binders.duration(), "1s");
    List<Integer> none = in.listWithDefault("none", Binders.integer());
    if (!in.isComplete() || cap == null || share == null || mode == null) {
      return null;
    }
    try {
      return new Values(cap, share, floor, steps, shares, mode, modes, byName, maybe, texts, delays,
          none);
    } catch (IllegalArgumentException rejection) {
      in.rejected(rejection);
      return null;
    }
  }
}
