package dev.connections.processor.model;

/** The names of what users and the runtime write, in one place. */
public final class Names {

  /** What the names of our processors begin with. */
  public static final String PROCESSORS = "dev.connections.processor.";

  /** What the processor is called for. */
  public static final String CONNECTION_TYPE = "dev.connections.annotations.ConnectionType";

  /** See {@link #CONNECTION_TYPE}. */
  public static final String CONNECTION_REGISTRY = "dev.connections.annotations.ConnectionRegistry";

  /** See {@link #CONNECTION_TYPE}. */
  public static final String CONNECTION_SET = "dev.connections.annotations.ConnectionSet";

  /** On the accessors of a connection set. */
  public static final String CONNECTION_NAME = "dev.connections.annotations.ConnectionName";

  /** On a setting: its default. */
  public static final String DEFAULT_VALUE = "dev.connections.annotations.DefaultValue";

  /** On a setting: keys it had earlier. */
  public static final String DEPRECATED_KEYS = "dev.connections.annotations.DeprecatedKeys";

  /** On a sealed interface of records of settings: the key that chooses one. */
  public static final String DISCRIMINATOR = "dev.connections.annotations.Discriminator";

  /** On a record that such an interface permits: what the key says to choose it. */
  public static final String DISCRIMINATOR_VALUE = "dev.connections.annotations.DiscriminatorValue";

  /** What the rule method of a record reports to. */
  public static final String VIOLATIONS = "dev.connections.spi.binding.Violations";

  /** On a setting: one sentence about it. */
  public static final String DESCRIPTION = "dev.connections.annotations.Description";

  /** On a setting: a value that it could have. */
  public static final String EXAMPLE = "dev.connections.annotations.Example";

  /** On binders: the settings that they bind. */
  public static final String GENERATED_SETTINGS = "dev.connections.annotations.GeneratedSettings";

  /** On the class that the processor generates next to a type that only a comment describes. */
  public static final String GENERATED_DESCRIPTION =
      "dev.connections.annotations.GeneratedDescription";

  /** On the class that the processor generates for a type whose parts do not exist yet. */
  public static final String AWAITED_CONNECTION_TYPE =
      "dev.connections.annotations.AwaitedConnectionType";

  /** On registries that the processor generated. */
  public static final String GENERATED_REGISTRY = "dev.connections.annotations.GeneratedRegistry";

  /** What a connection type extends. */
  public static final String CONNECTION_TYPE_BASE = "dev.connections.spi.ConnectionTypeBase";

  /** What a factory implements. */
  public static final String CONNECTION_FACTORY = "dev.connections.spi.ConnectionFactory";

  /** What users hold. */
  public static final String MANAGED_CONNECTION = "dev.connections.ManagedConnection";

  /** What a configuration record implements. */
  public static final String CONNECTION_CONFIGURATION = "dev.connections.ConnectionConfiguration";

  /** What connections are opened from. */
  public static final String CONFIGURATION = "dev.connections.ConnectionsConfiguration";

  private Names() {}
}
