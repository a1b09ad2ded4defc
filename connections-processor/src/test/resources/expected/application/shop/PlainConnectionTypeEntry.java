package shop;

import dev.connections.annotations.ConnectionEntry;
import javax.annotation.processing.Generated;

/** What the documentation comment of {@code PlainConnectionType} says. */
@ConnectionEntry(description = "Talks to a plain system.")
@Generated("dev.connections.processor.ConnectionTypeProcessor")
interface PlainConnectionTypeEntry {}
