package dev.names;

import acme.AcmeConnection;
import dev.connections.annotations.ConnectionName;
import dev.connections.annotations.ConnectionSet;

/** Its package begins as ours does. */
@ConnectionSet
public interface InDev {
  @ConnectionName("a")
  AcmeConnection dev();
}
