package dev.connections.sample;

/**
 * A request to put goods aside.
 *
 * @param sku which
 * @param quantity how many
 */
public record Reservation(String sku, int quantity) {}
