package dev.connections.sample;

/**
 * What the catalogue says of a product.
 *
 * @param sku its code
 * @param cents what one costs
 */
public record Product(String sku, int cents) {}
