package dev.connections.processor.model;

import java.util.List;
import java.util.Optional;

/**
 * A connection type as a registry takes it up: from the class that was generated beside the type,
 * or from an included registry.
 *
 * @param declaration what its annotation says
 * @param id the id under which its registry lists it: the declared one, unless somebody changed it
 * @param constant the name of its constant; empty if its registry has none for it
 * @param connection the connection users hold; none if generated code cannot name it
 * @param configuration the configuration record; none if generated code cannot name it
 * @param dependencies what its factory must be given, each once
 * @param dependencyTexts the same for messages and links, in the order of the constructor
 * @param settings its configuration; none if nothing is known of it
 * @param constructible whether its factory can be constructed
 * @param link what others rely on when they link to it, as a hash; empty for types of this
 *     compilation, whose registry decides
 */
public record EntryModel(
    DeclarationModel declaration,
    int id,
    String constant,
    Optional<TypeReference.OfClass> connection,
    Optional<TypeReference.OfClass> configuration,
    List<DependencyModel> dependencies,
    List<String> dependencyTexts,
    Optional<RecordModel> settings,
    boolean constructible,
    String link) {

  /** Takes copies. */
  public EntryModel {
    dependencies = List.copyOf(dependencies);
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

  /** A type of this compilation. */
  public static EntryModel of(
      DeclarationModel declaration,
      Optional<TypeReference.OfClass> connection,
      Optional<TypeReference.OfClass> configuration,
      List<DependencyModel> dependencies,
      Optional<RecordModel> settings,
      boolean constructible) {
    return new EntryModel(
        declaration,
        declaration.id(),
        declaration.constant(),
        connection,
        configuration,
        dependencies,
        dependencies.stream().map(DependencyModel::text).toList(),
        settings,
        constructible,
        "");
  }

  /** A type of this compilation. */
  public static EntryModel of(
      TypeModel type, Optional<RecordModel> settings, boolean constructible) {
    return of(
        type.declaration(),
        Optional.of(type.connection().type()).filter(any -> type.nameable()),
        Optional.of(type.configuration().type()).filter(any -> type.nameable()),
        constructible ? type.factory().dependencies() : List.of(),
        settings,
        constructible);
  }

  /** A type of this compilation of which nothing but the annotation could be read. */
  public static EntryModel of(DeclarationModel unread) {
    return of(unread, Optional.empty(), Optional.empty(), List.of(), Optional.empty(), false);
  }
}
