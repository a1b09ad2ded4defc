package dev.connections;

import dev.connections.annotations.ConnectionFeature;
import dev.connections.annotations.ConnectionMode;
import java.util.List;
import java.util.Set;
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

  /** Loaded when asked for: the first lookup of an application need not pay for an enum. */
  private static final class OrdinaryModes {
    static final Set<ConnectionMode> ALL = Set.of(ConnectionMode.READ_WRITE);
  }

  private final int id;
  private final String name;
  private final String category;
  private final String description;
  private final String provider;
  private final List<String> dataStores;
  private final @Nullable Set<ConnectionMode> modes;
  private final Set<ConnectionFeature> features;
  private final int priority;
  private final boolean closedLast;
  private final Classes classes;

  private ConnectionTypeDescriptor(Builder<C, S> builder, Classes classes) {
    this.id = builder.id;
    this.name = builder.name;
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
    return category;
  }

  /** One sentence; empty if there is none. */
  public String description() {
    return description;
  }

  /** The library behind it; empty if there is none. */
  public String provider() {
    return provider;
  }

  /** The data stores it can talk to. */
  public List<String> dataStores() {
    return dataStores;
  }

  /** What its connections are for, as the type's annotation says; the runtime does not use it. */
  public Set<ConnectionMode> modes() {
    return modes == null ? OrdinaryModes.ALL : modes;
  }

  /** What it can do beyond the common contract. */
  public Set<ConnectionFeature> features() {
    return features;
  }

  /** Where several types serve one data store, the greater comes first. */
  public int priority() {
    return priority;
  }

  /** Whether its connections are closed after those of types that are not. */
  public boolean isClosedLast() {
    return closedLast;
  }

  /** The connection users hold; loads the class. */
  @SuppressWarnings("unchecked") // generated code pairs the id with the class its type names
  public Class<C> connectionClass() {
    return (Class<C>) classes.connectionClass(id);
  }

  /** The configuration record; loads the class. */
  @SuppressWarnings("unchecked") // as above
  public Class<S> configurationClass() {
    return (Class<S>) classes.configurationClass(id);
  }

  /** The name. */
  @Override
  public String toString() {
    return name;
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
    private @Nullable Set<ConnectionMode> modes;
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
      return new ConnectionTypeDescriptor<>(this, classes);
    }
  }
}
