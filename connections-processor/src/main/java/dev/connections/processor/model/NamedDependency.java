package dev.connections.processor.model;

/**
 * A dependency of a registry with the name of the parameter that takes it.
 *
 * @param name the parameter
 * @param dependency what it takes
 */
public record NamedDependency(String name, DependencyModel dependency) {}
