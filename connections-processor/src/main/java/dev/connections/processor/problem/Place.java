package dev.connections.processor.problem;

import org.jspecify.annotations.Nullable;

/**
 * What a problem is about, as names, so that it can be found again in a later round: compiler
 * objects of an earlier round have no position any more.
 *
 * @param type the canonical name of a type; null if the problem has no place
 * @param member the simple name of a field, method or record component of the type; {@code <init>}
 *     for its constructor; null for the type itself
 * @param annotation the canonical name of an annotation on it; null for the element as a whole
 * @param attribute an attribute of the annotation; null for the annotation as a whole
 * @param index which value of an array attribute; negative for all
 */
public record Place(
    @Nullable String type,
    @Nullable String member,
    @Nullable String annotation,
    @Nullable String attribute,
    int index) {

  /** No place at all. */
  public static final Place NOWHERE = new Place(null, null, null, null, -1);

  /** A type, by its canonical name. */
  public static Place of(String type) {
    return new Place(type, null, null, null, -1);
  }

  /** A member of this type. */
  public Place member(String name) {
    return new Place(type, name, null, null, -1);
  }

  /** An annotation on this element. */
  public Place annotation(String canonicalName) {
    return new Place(type, member, canonicalName, null, -1);
  }

  /** An attribute of this annotation. */
  public Place attribute(String name) {
    return new Place(type, member, annotation, name, -1);
  }

  /** One value of this array attribute. */
  public Place index(int position) {
    return new Place(type, member, annotation, attribute, position);
  }
}
