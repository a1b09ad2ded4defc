/**
 * The base of connection types whose resources serve one user at a time. Only an application that
 * has such a type needs it.
 */
module dev.connections.pooling {
  requires transitive dev.connections.runtime;
  requires org.apache.commons.pool2;

  exports dev.connections.pooling;
}
