package dev.connections.sample;

/**
 * An order.
 *
 * @param id its number
 * @param customer the customer's mail address
 * @param sku what was ordered
 * @param quantity how many
 * @param cents what it costs in all
 */
public record Order(long id, String customer, String sku, int quantity, int cents) {}
