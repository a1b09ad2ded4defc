/** Tests of configuration records: what is refused, what is written, and what binders then do. */
@NullMarked
package dev.connections.processor.configuration;

import org.jspecify.annotations.NullMarked;
