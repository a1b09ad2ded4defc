package dev.connections.processor.write;

import java.util.List;

/**
 * What could not be written.
 *
 * @param taken the names of classes and files that exist already
 * @param packages the names of classes that are names of packages
 */
public record Unwritten(List<String> taken, List<String> packages) {

  /** Takes copies. */
  public Unwritten {
    taken = List.copyOf(taken);
    packages = List.copyOf(packages);
  }
}
