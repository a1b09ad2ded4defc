package dev.connections.processor.model;

import java.util.List;

/**
 * What a registry includes.
 *
 * @param registries the registries, in order, each once
 * @param adjustments what is changed of them, as it is written
 * @param complete whether all that is to be included could be read
 */
public record IncludesModel(
    List<IncludedRegistryModel> registries, List<AdjustmentModel> adjustments, boolean complete) {

  /** Nothing. */
  public static final IncludesModel NONE = new IncludesModel(List.of(), List.of(), true);

  /** Takes copies. */
  public IncludesModel {
    registries = List.copyOf(registries);
    adjustments = List.copyOf(adjustments);
  }
}
