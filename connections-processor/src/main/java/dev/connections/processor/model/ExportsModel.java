package dev.connections.processor.model;

import java.util.List;

/**
 * What the module of a library's registry shows of it.
 *
 * @param module the module
 * @param registryExported whether the registry is in an exported package
 * @param hidden classes that users of the registry see, and that are in packages of the module that
 *     are not exported
 */
public record ExportsModel(String module, boolean registryExported, List<ClassReference> hidden) {

  /** Takes a copy. */
  public ExportsModel {
    hidden = List.copyOf(hidden);
  }
}
