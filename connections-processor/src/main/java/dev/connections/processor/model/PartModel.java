package dev.connections.processor.model;

/**
 * A type argument of {@code ConnectionTypeBase} that users see.
 *
 * @param type the type
 * @param visibility who can name it
 * @param isRecord whether it is a record
 */
public record PartModel(TypeReference.OfClass type, Visibility visibility, boolean isRecord) {

  /** The class. */
  public ClassReference name() {
    return type.rawType();
  }
}
