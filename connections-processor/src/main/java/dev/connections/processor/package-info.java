/**
 * The annotation processor. Read in this order: {@link
 * dev.connections.processor.ConnectionProcessor} (the rounds), {@code Compilation} (one compilation
 * in one screen), then the packages {@code read} (elements to records), {@code model} (the
 * records), {@code check} (one class a rule), {@code write} (one class a generated file) and {@code
 * problem} (what users are told).
 */
@NullMarked
package dev.connections.processor;

import org.jspecify.annotations.NullMarked;
