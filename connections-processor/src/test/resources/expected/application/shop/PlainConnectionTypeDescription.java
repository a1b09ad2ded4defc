package shop;

import dev.connections.annotations.GeneratedDescription;
import javax.annotation.processing.Generated;

/** What the documentation comment of {@code PlainConnectionType} says. */
@GeneratedDescription(description = "Talks to a plain system.")
@SuppressWarnings({"all", "auxiliaryclass", "deprecation", "exports", "rawtypes", "removal", "unchecked"})
@Generated("dev.connections.processor.ConnectionTypeProcessor")
interface PlainConnectionTypeDescription {}
