package dev.connections.processor.model;

/**
 * A type argument of {@code ConnectionTypeBase} that users see.
 *
 * @param type the type
 * @param visibility who can name it and its type arguments
 * @param isRaw whether it lacks type arguments
 * @param isRecord whether it is a record
 */
public record PartModel(
    TypeReference.OfClass type, Visibility visibility, boolean isRaw, boolean isRecord) {

  /** The class. */
  public ClassReference name() {
    return type.rawType();
  }
}
