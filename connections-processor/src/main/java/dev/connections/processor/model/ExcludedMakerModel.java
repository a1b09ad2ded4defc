package dev.connections.processor.model;

/**
 * A type that would make a connection, if the registry did not leave it out.
 *
 * @param type its name
 * @param registry the included registry that has it
 */
public record ExcludedMakerModel(String type, ClassReference registry) {}
