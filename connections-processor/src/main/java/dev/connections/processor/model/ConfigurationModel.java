package dev.connections.processor.model;

/**
 * A configuration record.
 *
 * @param recordClass the record
 */
public record ConfigurationModel(ClassReference recordClass) {}
