package dev.connections.processor.model;

/**
 * Something that an application changes of a registry that it includes.
 *
 * @param kind what is changed
 * @param index where it stands in its attribute
 * @param registry the included registry
 * @param type the name of one of its types
 * @param id the id under which the type is listed instead of its own; 0 if it is left out
 */
public record AdjustmentModel(Kind kind, int index, ClassReference registry, String type, int id) {

  /** What can be changed. */
  public enum Kind {
    /** A type is left out. */
    EXCLUDE("exclude"),
    /** A type gets another id. */
    ID("ids");

    private final String attribute;

    Kind(String attribute) {
      this.attribute = attribute;
    }

    /** The attribute of {@code @ConnectionRegistry}. */
    public String attribute() {
      return attribute;
    }
  }
}
