package dev.connections.sample.smtp;

import dev.connections.ConnectionConfiguration;
import dev.connections.annotations.DefaultValue;
import dev.connections.annotations.Description;
import dev.connections.pooling.LeasePoolSettings;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

/**
 * The settings of an SMTP connection.
 *
 * @param host the server's name or address
 * @param port its port, 25 by default
 * @param clientName how we introduce ourselves, {@code localhost} by default
 * @param pool how many conversations may be open
 */
public record SmtpConfiguration(
    @Description("The mail server's name or address") @NotBlank String host,
    @Description("The mail server's port") @DefaultValue("25") @Min(1) @Max(65535) int port,
    @Description("How we introduce ourselves") @DefaultValue("localhost") @NotBlank
        String clientName,
    LeasePoolSettings pool)
    implements ConnectionConfiguration {}
