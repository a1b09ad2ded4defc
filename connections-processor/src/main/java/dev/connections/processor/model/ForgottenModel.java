package dev.connections.processor.model;

import java.util.List;

/**
 * What looks as if an annotation of ours was forgotten on it.
 *
 * @param sets interfaces that name connections and are no connection sets, nor part of one
 * @param types classes that extend the base of connection types and are none
 */
public record ForgottenModel(List<ClassReference> sets, List<ClassReference> types) {

  /** Takes copies. */
  public ForgottenModel {
    sets = List.copyOf(sets);
    types = List.copyOf(types);
  }
}
