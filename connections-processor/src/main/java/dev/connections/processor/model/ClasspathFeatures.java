package dev.connections.processor.model;

/**
 * What generated code can refer to in this compilation.
 *
 * @param generated {@code javax.annotation.processing.Generated}
 * @param nullable {@code org.jspecify.annotations.Nullable}
 * @param dagger Dagger's annotations and the module of the provider
 */
public record ClasspathFeatures(boolean generated, boolean nullable, boolean dagger) {

  /** Nothing. */
  public static final ClasspathFeatures NONE = new ClasspathFeatures(false, false, false);
}
