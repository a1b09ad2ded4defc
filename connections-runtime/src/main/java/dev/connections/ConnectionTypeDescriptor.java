package dev.connections;

import static java.util.Objects.requireNonNull;

import dev.connections.annotations.ConnectionFeature;
import dev.connections.annotations.ConnectionMode;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A connection type as the registry knows it: the constants of a generated registry are of this
 * class. Immutable and thread-safe. Making one loads no class of the type itself.
 *
 * <p>Equality is identity: each type has exactly one descriptor, re-exported by every registry that
 * includes its own.
 *
 * @param <C> the connection users hold
 * @param <S> the configuration record
 */
public final class ConnectionTypeDescriptor<
    C extends ManagedConnection<?>, S extends ConnectionConfiguration> {

  /** Gives the classes of types, loading them when asked. Implemented by generated code. */
  public interface Classes {

    /** The connection users hold, for the type with this id. */
    Class<?> connectionClass(int id);

    /** The configuration record, for the type with this id. */
    Class<?> configurationClass(int id);
  }

  private final int id;
  private final String name;
  private final @Nullable Details given;
  private final @Nullable IntFunction<Details> source;

  /** Null until asked for. A race makes it twice, to the same effect: it is immutable. */
  private @Nullable Details asked;

  private ConnectionTypeDescriptor(
      int id, String name, @Nullable Details given, @Nullable IntFunction<Details> source) {
    this.id = id;
    this.name = name;
    this.given = given;
    this.source = source;
  }

  /**
   * A descriptor that asks for everything but its id and its name when it is asked for it: a lookup
   * meets many types, of which an application uses a few. Written for generated code.
   *
   * @param id the number of the type, which is positive
   * @param name its name
   * @param details gives the rest for this id, and may be asked several times
   */
  public static <C extends ManagedConnection<?>, S extends ConnectionConfiguration>
      ConnectionTypeDescriptor<C, S> of(int id, String name, IntFunction<Details> details) {
    return new ConnectionTypeDescriptor<>(id, name, null, details);
  }

  /**
   * Begins a descriptor; see {@link dev.connections.annotations.ConnectionType} for the meanings.
   */
  public static <C extends ManagedConnection<?>, S extends ConnectionConfiguration>
      Builder<C, S> builder(int id, String name, String category) {
    return new Builder<>(id, name, category);
  }

  /** The number of the type. */
  public int id() {
    return id;
  }

  /** The name of the type, as configuration files write it. */
  public String name() {
    return name;
  }

  /** The family it belongs to. */
  public String category() {
    return details().category;
  }

  /** One sentence; empty if there is none. */
  public String description() {
    return details().description;
  }

  /** The library behind it; empty if there is none. */
  public String provider() {
    return details().provider;
  }

  /** The data stores it can talk to. */
  public List<String> dataStores() {
    return details().dataStores;
  }

  /** What its connections are for, as the type's annotation says; the runtime does not use it. */
  public Set<ConnectionMode> modes() {
    return details().modes;
  }

  /** What it can do beyond the common contract. */
  public Set<ConnectionFeature> features() {
    return details().features;
  }

  /** Where several types serve one data store, the greater comes first. */
  public int priority() {
    return details().priority;
  }

  /** Whether its connections are closed after those of types that are not. */
  public boolean isClosedLast() {
    return details().closedLast;
  }

  /** The connection users hold; loads the class. */
  @SuppressWarnings("unchecked") // generated code pairs the id with the class its type names
  public Class<C> connectionClass() {
    return (Class<C>) details().classes.connectionClass(id);
  }

  /** The configuration record; loads the class. */
  @SuppressWarnings("unchecked") // as above
  public Class<S> configurationClass() {
    return (Class<S>) details().classes.configurationClass(id);
  }

  /** The name. */
  @Override
  public String toString() {
    return name;
  }

  private Details details() {
    Details known = given == null ? asked : given;
    if (known == null) {
      known = requireNonNull(source).apply(id);
      asked = known;
    }
    return known;
  }

  /**
   * What is known of a type beyond its id and its name. A class of its own, which the first lookup
   * does not load. Immutable and thread-safe.
   */
  public static final class Details {
    private final String category;
    private final String description;
    private final String provider;
    private final List<String> dataStores;
    private final Set<ConnectionMode> modes;
    private final Set<ConnectionFeature> features;
    private final int priority;
    private final boolean closedLast;
    private final Classes classes;

    private Details(Builder<?, ?> builder, Classes classes) {
      this.category = builder.category;
      this.description = builder.description;
      this.provider = builder.provider;
      this.dataStores = builder.dataStores;
      this.modes = builder.modes;
      this.features = builder.features;
      this.priority = builder.priority;
      this.closedLast = builder.closedLast;
      this.classes = classes;
    }
  }

  /**
   * Gathers a descriptor. Not thread-safe.
   *
   * @param <C> the connection users hold
   * @param <S> the configuration record
   */
  public static final class Builder<
      C extends ManagedConnection<?>, S extends ConnectionConfiguration> {
    private final int id;
    private final String name;
    private final String category;
    private String description = "";
    private String provider = "";
    private List<String> dataStores = List.of();
    private Set<ConnectionMode> modes = Set.of(ConnectionMode.READ_WRITE);
    private Set<ConnectionFeature> features = Set.of();
    private int priority;
    private boolean closedLast;

    private Builder(int id, String name, String category) {
      if (id <= 0) {
        throw new IllegalArgumentException(
            "The id of connection type '" + name + "' must be positive, but was " + id);
      }
      this.id = id;
      this.name = name;
      this.category = category;
    }

    /** See {@link ConnectionTypeDescriptor#description()}. */
    public Builder<C, S> description(String description) {
      this.description = description;
      return this;
    }

    /** See {@link ConnectionTypeDescriptor#provider()}. */
    public Builder<C, S> provider(String provider) {
      this.provider = provider;
      return this;
    }

    /** See {@link ConnectionTypeDescriptor#dataStores()}. */
    public Builder<C, S> dataStores(String... dataStores) {
      this.dataStores = List.of(dataStores);
      return this;
    }

    /** See {@link ConnectionTypeDescriptor#modes()}; READ_WRITE unless set. */
    public Builder<C, S> modes(ConnectionMode... modes) {
      this.modes = Set.of(modes);
      return this;
    }

    /** See {@link ConnectionTypeDescriptor#features()}. */
    public Builder<C, S> features(ConnectionFeature... features) {
      this.features = Set.of(features);
      return this;
    }

    /** See {@link ConnectionTypeDescriptor#priority()}. */
    public Builder<C, S> priority(int priority) {
      this.priority = priority;
      return this;
    }

    /** See {@link ConnectionTypeDescriptor#isClosedLast()}. */
    public Builder<C, S> closeLast() {
      this.closedLast = true;
      return this;
    }

    /** The descriptor, with what gives its classes. */
    public ConnectionTypeDescriptor<C, S> build(Classes classes) {
      return new ConnectionTypeDescriptor<>(id, name, details(classes), null);
    }

    /** All but the id and the name, for {@link ConnectionTypeDescriptor#of}. */
    public Details details(Classes classes) {
      return new Details(this, classes);
    }
  }
}
