package shop;

import dev.connections.ConnectionConfiguration;

public record ShopConfiguration(String url) implements ConnectionConfiguration {}
