package dev.connections.internal.configuration;

/**
 * What all nodes of one configuration share while it is read.
 *
 * @param violations gathers what is wrong
 * @param texts resolves references
 * @param redactor knows the secrets
 * @param notes takes what is right, but should be written otherwise
 */
record Reading(Violations violations, SettingText texts, SecretRedactor redactor, Notes notes) {}
