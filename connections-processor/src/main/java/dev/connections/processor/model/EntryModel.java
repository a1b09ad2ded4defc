package dev.connections.processor.model;

import java.util.List;
import java.util.Optional;

/**
 * A connection type as a registry takes it up: one of this compilation, or of an included registry.
 *
 * @param declaration what its annotation says
 * @param id the id under which its registry lists it: the declared one, unless someone changed it
 * @param constant the name of its constant; empty if its registry has none for it
 * @param connection the connection users hold; none if generated code cannot name it
 * @param configuration the configuration record; none if generated code cannot name it
 * @param factory its factory; none if it is not of this compilation, or cannot be constructed,
 *     which has been reported
 * @param dependencyTexts what its factory must be given, each once, for messages and links
 * @param settings its configuration; none if nothing is known of it
 * @param link what others rely on when they link to it, as a hash; empty for types of this
 *     compilation, whose registry decides
 */
public record EntryModel(
    DeclarationModel declaration,
    int id,
    String constant,
    Optional<TypeReference.OfClass> connection,
    Optional<TypeReference.OfClass> configuration,
    Optional<FactoryModel> factory,
    List<String> dependencyTexts,
    Optional<RecordModel> settings,
    String link) {

  /** Takes copies. */
  public EntryModel {
    dependencyTexts = List.copyOf(dependencyTexts);
  }

  /** Its name. */
  public String name() {
    return declaration.name();
  }

  /** The annotated class. */
  public ClassReference declaredBy() {
    return declaration.declaredBy();
  }

  /** Whether generated code can name what users see of it. */
  public boolean nameable() {
    return connection.isPresent() && configuration.isPresent();
  }

  /** What its factory must be given, each once; nothing if it has none here. */
  public List<DependencyModel> dependencies() {
    return factory.map(FactoryModel::dependencies).orElse(List.of());
  }

  /** A type of this compilation. */
  public static EntryModel of(
      TypeModel type, Optional<RecordModel> settings, boolean constructible) {
    return own(
        type.declaration(),
        Optional.of(type.connection().type()).filter(any -> type.nameable()),
        Optional.of(type.configuration().type()).filter(any -> type.nameable()),
        Optional.of(type.factory()).filter(any -> constructible),
        settings);
  }

  /** A type of this compilation of which nothing but the annotation could be read. */
  public static EntryModel of(DeclarationModel unread) {
    return own(unread, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static EntryModel own(
      DeclarationModel declaration,
      Optional<TypeReference.OfClass> connection,
      Optional<TypeReference.OfClass> configuration,
      Optional<FactoryModel> factory,
      Optional<RecordModel> settings) {
    return new EntryModel(
        declaration,
        declaration.id(),
        declaration.constant(),
        connection,
        configuration,
        factory,
        factory.map(FactoryModel::dependencies).orElse(List.of()).stream()
            .map(DependencyModel::text)
            .toList(),
        settings,
        "");
  }
}
