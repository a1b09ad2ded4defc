package dev.connections.processor.model;

import java.util.Optional;

/**
 * A connection type as schemas and reference documentation speak of it.
 *
 * @param id its id
 * @param name its name
 * @param category its category
 * @param description its description; may be empty
 * @param settings its configuration; empty if nothing is known of it
 */
public record DescribedType(
    int id, String name, String category, String description, Optional<RecordModel> settings) {}
