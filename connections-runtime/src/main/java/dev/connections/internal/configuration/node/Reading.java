package dev.connections.internal.configuration.node;

import dev.connections.internal.configuration.document.Violations;
import dev.connections.internal.configuration.secret.SecretRedactor;

/**
 * What all nodes of one configuration share while it is read.
 *
 * @param violations gathers what is wrong
 * @param texts resolves references
 * @param redactor knows the secrets
 * @param notes takes what is right, but should be written otherwise
 */
public record Reading(
    Violations violations, SettingText texts, SecretRedactor redactor, Notes notes) {}
