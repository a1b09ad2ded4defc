package dev.connections.traps;

import dev.connections.ConnectionConfiguration;
import dev.connections.pooling.LeasePoolSettings;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * The settings of a pooled TCP connection.
 *
 * @param port the port on this machine
 * @param pool how many connections may be open
 */
public record LineSettings(@Min(1) @Max(65535) int port, LeasePoolSettings pool)
    implements ConnectionConfiguration {}
