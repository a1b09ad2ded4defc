package dev.connections.processor.model;

/**
 * A parameter of a factory's constructor.
 *
 * @param dependency what it takes
 * @param delivery in which wrapping it takes it
 * @param publicType whether the dependency's type is public
 */
public record ParameterModel(DependencyModel dependency, Delivery delivery, boolean publicType) {

  /** How a dependency is handed over. */
  public enum Delivery {
    /** The object. */
    OBJECT,
    /** A {@code jakarta.inject.Provider} of it. */
    JAKARTA_PROVIDER,
    /** A {@code javax.inject.Provider} of it. */
    JAVAX_PROVIDER,
    /** A {@code dagger.Lazy} of it. */
    LAZY
  }
}
