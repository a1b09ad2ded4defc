@NullMarked
package dev.connections.sample.smtp;

import org.jspecify.annotations.NullMarked;
