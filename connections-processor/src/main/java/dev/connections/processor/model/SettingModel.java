package dev.connections.processor.model;

import dev.connections.processor.problem.Place;
import java.util.List;
import java.util.Optional;

/**
 * A component of a record of settings.
 *
 * @param name its name, which is its key in a configuration
 * @param type what it holds
 * @param defaultText what holds if it is left out
 * @param example a value that it could have, to show
 * @param constraints what its value must satisfy
 * @param description one sentence about it; empty if there is none
 * @param deprecatedKeys keys that it had earlier and can still be written with
 * @param place where to point
 */
public record SettingModel(
    String name,
    SettingType type,
    Optional<WrittenText> defaultText,
    Optional<WrittenText> example,
    List<AppliedConstraint> constraints,
    String description,
    List<String> deprecatedKeys,
    Place place) {

  /**
   * A value as the configuration would write it, in an annotation.
   *
   * @param texts the text; those of the elements, if it is a list; names and values, if it is a map
   * @param place where to point
   */
  public record WrittenText(List<String> texts, Place place) {

    /** Takes a copy. */
    public WrittenText {
      texts = List.copyOf(texts);
    }

    /** The only text; of several, all of them, as a list would be written in one line. */
    public String text() {
      return String.join(",", texts);
    }
  }

  /**
   * A constraint and where it is written.
   *
   * @param constraint the constraint
   * @param place where to point
   */
  public record AppliedConstraint(ConstraintModel constraint, Place place) {

    /**
     * How messages call it: {@code Min}, or {@code Port (@Min)} if what is written is a constraint
     * of the user's own that is made of it.
     */
    public String display() {
      String written = place.annotation();
      if (written == null) {
        return constraint.annotation();
      }
      String[] names = written.split("\\.", -1);
      boolean container = names.length > 1 && names[names.length - 1].equals("List");
      String name = names[names.length - (container ? 2 : 1)];
      return name.equals(constraint.annotation())
          ? name
          : name + " (@" + constraint.annotation() + ")";
    }
  }

  public SettingModel {
    constraints = List.copyOf(constraints);
    deprecatedKeys = List.copyOf(deprecatedKeys);
  }

  /** Whether a configuration need not mention it. */
  public boolean mayBeLeftOut() {
    return requirement() != Requirement.REQUIRED;
  }

  /** What happens if a configuration does not mention it. */
  public Requirement requirement() {
    if (type instanceof SettingType.OptionalOf) {
      return Requirement.OPTIONAL;
    }
    if (defaultText.isPresent()) {
      return Requirement.DEFAULT;
    }
    boolean mayBeEmpty =
        constraints.stream().noneMatch(applied -> applied.constraint().rejectsEmpty());
    if (type instanceof SettingType.ListOf && mayBeEmpty) {
      return Requirement.LIST;
    }
    if (type instanceof SettingType.MapOf && mayBeEmpty) {
      return Requirement.MAP;
    }
    if (type instanceof SettingType.Nested nested && nested.record().mayBeLeftOut()) {
      return Requirement.NESTED;
    }
    return Requirement.REQUIRED;
  }

  /** What happens if a configuration does not mention a setting. */
  public enum Requirement {
    /** An error. */
    REQUIRED,
    /** Its default holds. */
    DEFAULT,
    /** It is empty. */
    OPTIONAL,
    /** It is an empty list. */
    LIST,
    /** It is an empty map. */
    MAP,
    /** The defaults of its own settings hold. */
    NESTED
  }
}
