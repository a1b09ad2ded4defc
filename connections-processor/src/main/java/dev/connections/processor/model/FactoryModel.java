package dev.connections.processor.model;

import java.util.List;
import java.util.Optional;

/**
 * The factory of a connection type.
 *
 * @param type the factory
 * @param visibility who can name it
 * @param inner whether it needs an enclosing object
 * @param isAbstract whether it is abstract or an interface
 * @param makes the connection its {@code ConnectionFactory} names
 * @param takes the configuration its {@code ConnectionFactory} names
 * @param promisedConstructor the annotation of Lombok by which it is to get a constructor that is
 *     not there
 * @param constructors all its constructors
 */
public record FactoryModel(
    TypeReference.OfClass type,
    Visibility visibility,
    boolean inner,
    boolean isAbstract,
    TypeReference makes,
    TypeReference takes,
    Optional<String> promisedConstructor,
    List<ConstructorModel> constructors) {

  /** Takes a copy. */
  public FactoryModel {
    constructors = List.copyOf(constructors);
  }

  /** The class. */
  public ClassReference name() {
    return type.rawType();
  }

  /** The constructor to call: the only one, or the only one annotated {@code @Inject}. */
  public Optional<ConstructorModel> constructor() {
    if (constructors.size() == 1) {
      return Optional.of(constructors.get(0));
    }
    List<ConstructorModel> injected =
        constructors.stream().filter(ConstructorModel::inject).toList();
    return injected.size() == 1 ? Optional.of(injected.get(0)) : Optional.empty();
  }

  /** The parameters of the constructor to call; none if there is no such constructor. */
  public List<ParameterModel> parameters() {
    return constructor().map(ConstructorModel::parameters).orElse(List.of());
  }

  /** Whether code in another package can construct it. */
  public boolean constructibleFromElsewhere() {
    return visibility == Visibility.PUBLIC
        && constructor().map(ConstructorModel::visibility).orElse(Visibility.PUBLIC)
            == Visibility.PUBLIC;
  }

  /** What it must be given, each once, in the order of the constructor. */
  public List<DependencyModel> dependencies() {
    return parameters().stream().map(ParameterModel::dependency).distinct().toList();
  }
}
