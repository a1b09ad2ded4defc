package dev.connections.internal.configuration.document;

import dev.connections.annotations.grammar.SettingKeys;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one source says, with where it says it. Immutable. */
public sealed interface Tree {

  /** Where it begins. */
  Origin origin();

  /** A key without a value: it takes back what sources of lower precedence say. */
  record Nothing(Origin origin) implements Tree {}

  /**
   * A plain value.
   *
   * @param text as it was written
   * @param verbatim whether references in it mean nothing
   */
  record Scalar(String text, boolean verbatim, Origin origin) implements Tree {}

  /** A list. */
  record Sequence(List<Tree> elements, Origin origin) implements Tree {}

  /** How the names of a mapping are compared with the key that is sought. */
  enum Matching {
    /** Documents: letter by letter. */
    EXACT,
    /** Variables, properties, code: case and separators do not count. */
    LENIENT,
    /** As lenient; and it is no mistake if no one asks for a member. */
    OFFERED
  }

  /**
   * Named values.
   *
   * @param members by name, in order; by {@linkplain SettingKeys#normalized normalized} name unless
   *     the matching is exact
   */
  record Mapping(Map<String, Member> members, Matching matching, Origin origin) implements Tree {

    /** The member that a key means; null if there is none. */
    public @Nullable Member find(String key) {
      return members.get(matching == Matching.EXACT ? key : SettingKeys.normalized(key));
    }

    /** The same, without the member that a key means. */
    Mapping without(String key) {
      Map<String, Member> others = new LinkedHashMap<>(members);
      others.remove(matching == Matching.EXACT ? key : SettingKeys.normalized(key));
      return new Mapping(Collections.unmodifiableMap(others), matching, origin);
    }
  }

  /**
   * A named value.
   *
   * @param name as it is to be spelled if no one knows better
   * @param origin where the name stands
   */
  record Member(String name, Origin origin, Tree value) {}
}
