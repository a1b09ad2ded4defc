package app;

import dev.connections.Secret;
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

/** Makes {@link Choices} of a part of the configuration. */
@GeneratedSettings({
    "record=app/Choices.Anonymous\tdescription=Has nothing to set.",
    "record=app/Choices.Basic\tdescription=Called otherwise.",
    "setting=username\ttype=string",
    "setting=password\ttype=secret",
    "record=app/Choices.Never\tdescription=Package-private is enough here.",
    "record=app/Choices.BySize\tdescription=One.",
    "setting=most\ttype=integer\tconstraint=Min inclusive 1",
    "record=app/Choices.ByAge\tdescription=Another.",
    "setting=most\ttype=duration\tdefaults=1\tdefault=5m",
    "record=app/Choices.ClientCertificate\tdescription=Two words.",
    "setting=format\ttype=string\tdefaults=1\tdefault=x509",
    "setting=store\ttype=optional\ttype=one-of\ttype=app/Choices.Eviction\ttype=policy\ttype=3\ttype=never\ttype=app/Choices.Never\ttype=by-size\ttype=app/Choices.BySize\ttype=by-age\ttype=app/Choices.ByAge",
    "record=app/Choices\tdescription=Records that a key chooses, wherever they can be.",
    "setting=authentication\ttype=one-of\ttype=app/Choices.Authentication\ttype=kind\ttype=3\ttype=anonymous\ttype=app/Choices.Anonymous\ttype=password\ttype=app/Choices.Basic\ttype=client-certificate\ttype=app/Choices.ClientCertificate",
    "setting=proxy\ttype=optional\ttype=one-of\ttype=app/Choices.Authentication\ttype=kind\ttype=3\ttype=anonymous\ttype=app/Choices.Anonymous\ttype=password\ttype=app/Choices.Basic\ttype=client-certificate\ttype=app/Choices.ClientCertificate",
    "setting=fallbacks\ttype=list\ttype=one-of\ttype=app/Choices.Authentication\ttype=kind\ttype=3\ttype=anonymous\ttype=app/Choices.Anonymous\ttype=password\ttype=app/Choices.Basic\ttype=client-certificate\ttype=app/Choices.ClientCertificate",
    "setting=byRegion\ttype=map\ttype=list\ttype=one-of\ttype=app/Choices.Authentication\ttype=kind\ttype=3\ttype=anonymous\ttype=app/Choices.Anonymous\ttype=password\ttype=app/Choices.Basic\ttype=client-certificate\ttype=app/Choices.ClientCertificate",
    "setting=eviction\ttype=optional\ttype=one-of\ttype=app/Choices.Eviction\ttype=policy\ttype=3\ttype=never\ttype=app/Choices.Never\ttype=by-size\ttype=app/Choices.BySize\ttype=by-age\ttype=app/Choices.ByAge"
})
@SuppressWarnings({"all", "auxiliaryclass", "deprecation", "exports", "rawtypes", "removal", "unchecked"})
@Generated("dev.connections.processor.ConnectionTypeProcessor")
public final class ChoicesBinder implements ConfigurationBinder<Choices> {
  /** For generated code. */
  public ChoicesBinder() {}

  @Override
  public @Nullable Choices bind(ConfigurationNode node) {
    ObjectReader in = node.object("authentication", "proxy", "fallbacks", "byRegion", "eviction");
    Choices.Authentication authentication = in.required("authentication", new AuthenticationBinder());
    Optional<Choices.Authentication> proxy = in.optional("proxy", new AuthenticationBinder());
    List<Choices.Authentication> fallbacks = in.list("fallbacks", new AuthenticationBinder());
    Map<String, List<Choices.Authentication>> byRegion = in.map("byRegion", Binders.listOf(new AuthenticationBinder()));
    Optional<Choices.Eviction> eviction = in.optional("eviction", new EvictionBinder());
    if (!in.isComplete() || authentication == null) {
      return null;
    }
    try {
      return new Choices(authentication, proxy, fallbacks, byRegion, eviction);
    } catch (IllegalArgumentException rejection) {
      in.rejected(rejection);
      return null;
    }
  }

  /** Makes {@link Choices.Authentication} of a part of the configuration. */
  private static final class AuthenticationBinder implements ConfigurationBinder<Choices.Authentication> {
    @Override
    public Choices. @Nullable Authentication bind(ConfigurationNode node) {
      String variant = node.variant("kind", "anonymous", "password", "client-certificate");
      if (variant == null) {
        return null;
      }
      switch (variant) {
        case "anonymous":
          return new AnonymousBinder().bind(node);
        case "password":
          return new BasicBinder().bind(node);
        case "client-certificate":
          return new ClientCertificateBinder().bind(node);
        default:
          return null;
      }
    }
  }

  /** Makes {@link Choices.Anonymous} of a part of the configuration. */
  private static final class AnonymousBinder implements ConfigurationBinder<Choices.Anonymous> {
    @Override
    public Choices. @Nullable Anonymous bind(ConfigurationNode node) {
      ObjectReader in = node.object();
      if (!in.isComplete()) {
        return null;
      }
      try {
        return new Choices.Anonymous();
      } catch (IllegalArgumentException rejection) {
        in.rejected(rejection);
        return null;
      }
    }
  }

  /** Makes {@link Choices.Basic} of a part of the configuration. */
  private static final class BasicBinder implements ConfigurationBinder<Choices.Basic> {
    @Override
    public Choices. @Nullable Basic bind(ConfigurationNode node) {
      ObjectReader in = node.object("username", "password");
      String username = in.required("username", Binders.string());
      Secret password = in.required("password", Binders.secret());
      if (!in.isComplete() || username == null || password == null) {
        return null;
      }
      try {
        return new Choices.Basic(username, password);
      } catch (IllegalArgumentException rejection) {
        in.rejected(rejection);
        return null;
      }
    }
  }

  /** Makes {@link Choices.ClientCertificate} of a part of the configuration. */
  private static final class ClientCertificateBinder implements ConfigurationBinder<Choices.ClientCertificate> {
    @Override
    public Choices. @Nullable ClientCertificate bind(ConfigurationNode node) {
      ObjectReader in = node.object("format", "store");
      String format = in.withDefault("format", Binders.string(), "x509");
      Optional<Choices.Eviction> store = in.optional("store", new EvictionBinder());
      if (!in.isComplete() || format == null) {
        return null;
      }
      try {
        return new Choices.ClientCertificate(format, store);
      } catch (IllegalArgumentException rejection) {
        in.rejected(rejection);
        return null;
      }
    }
  }

  /** Makes {@link Choices.Eviction} of a part of the configuration. */
  private static final class EvictionBinder implements ConfigurationBinder<Choices.Eviction> {
    @Override
    public Choices. @Nullable Eviction bind(ConfigurationNode node) {
      String variant = node.variant("policy", "never", "by-size", "by-age");
      if (variant == null) {
        return null;
      }
      switch (variant) {
        case "never":
          return new NeverBinder().bind(node);
        case "by-size":
          return new BySizeBinder().bind(node);
        case "by-age":
          return new ByAgeBinder().bind(node);
        default:
          return null;
      }
    }
  }

  /** Makes {@link Choices.Never} of a part of the configuration. */
  private static final class NeverBinder implements ConfigurationBinder<Choices.Never> {
    @Override
    public Choices. @Nullable Never bind(ConfigurationNode node) {
      ObjectReader in = node.object();
      if (!in.isComplete()) {
        return null;
      }
      try {
        return new Choices.Never();
      } catch (IllegalArgumentException rejection) {
        in.rejected(rejection);
        return null;
      }
    }
  }

  /** Makes {@link Choices.BySize} of a part of the configuration. */
  private static final class BySizeBinder implements ConfigurationBinder<Choices.BySize> {
    @Override
    public Choices. @Nullable BySize bind(ConfigurationNode node) {
      ObjectReader in = node.object("most");
      Integer most = in.required("most", Binders.integer());
      in.check("most", most, Constraints.min(1));
      if (!in.isComplete() || most == null) {
        return null;
      }
      try {
        return new Choices.BySize(most);
      } catch (IllegalArgumentException rejection) {
        in.rejected(rejection);
        return null;
      }
    }
  }

  /** Makes {@link Choices.ByAge} of a part of the configuration. */
  private static final class ByAgeBinder implements ConfigurationBinder<Choices.ByAge> {
    @Override
    public Choices. @Nullable ByAge bind(ConfigurationNode node) {
      ObjectReader in = node.object("most");
      Duration most = in.withDefault("most", Binders.duration(), "5m");
      if (!in.isComplete() || most == null) {
        return null;
      }
      try {
        return new Choices.ByAge(most);
      } catch (IllegalArgumentException rejection) {
        in.rejected(rejection);
        return null;
      }
    }
  }
}
