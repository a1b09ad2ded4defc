/**
 * What a user writes on types: annotations with class retention, and the words they use. The
 * grammars and the common settings are shared by the runtime and the processor; they are not part
 * of the API.
 */
@SuppressWarnings("module") // those modules are compiled after this one
module dev.connections.annotations {
  exports dev.connections.annotations;
  exports dev.connections.annotations.grammar to
      dev.connections.runtime,
      dev.connections.processor,
      dev.connections.testing,
      dev.connections.sql;
  exports dev.connections.annotations.settings to
      dev.connections.runtime,
      dev.connections.processor;
}
