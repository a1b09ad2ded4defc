package dev.connections.processor.model;

/**
 * A connection type of this compilation, with the three classes it names.
 *
 * @param declaration what its annotation says
 * @param connection the connection users hold
 * @param configuration the configuration record
 * @param factory the factory
 */
public record TypeModel(
    DeclarationModel declaration,
    PartModel connection,
    PartModel configuration,
    FactoryModel factory) {

  /** The annotated class. */
  public ClassReference declaredBy() {
    return declaration.declaredBy();
  }

  /** Its name. */
  public String name() {
    return declaration.name();
  }

  /** Whether code in every package can name what users see of it. */
  public boolean nameable() {
    return connection.visibility() == Visibility.PUBLIC
        && configuration.visibility() == Visibility.PUBLIC;
  }
}
