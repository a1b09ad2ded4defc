package dev.connections.processor.model;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A qualifier annotation, as it is written.
 *
 * @param type the annotation
 * @param members its attributes, as far as they are written
 */
public record QualifierModel(ClassReference type, List<Member> members) {

  /**
   * An attribute.
   *
   * @param name its name
   * @param code its value as source code, with full names
   */
  public record Member(String name, String code) {}

  /** Takes a copy. */
  public QualifierModel {
    members = List.copyOf(members);
  }

  /** How source code would write it, with full names. */
  public String text() {
    String inside =
        members.stream()
            .map(member -> member.name() + " = " + member.code())
            .collect(Collectors.joining(", "));
    return "@" + type.canonicalName() + (inside.isEmpty() ? "" : "(" + inside + ")");
  }
}
