package dev.connections.processor.model;

import java.util.Optional;

/**
 * What a factory must be given: two parameters with the same type and qualifier are one dependency.
 *
 * @param type its type, out of any {@code Provider} or {@code Lazy}
 * @param qualifier its qualifier
 */
public record DependencyModel(TypeReference type, Optional<QualifierModel> qualifier) {

  /** How source code would write it, with full names. */
  public String text() {
    return qualifier.map(annotation -> annotation.text() + " ").orElse("") + type.text();
  }
}
