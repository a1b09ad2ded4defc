package shop;

import dev.connections.ConnectionConfiguration;

public final class BeanConfiguration implements ConnectionConfiguration {}
