/** What a user writes on types: annotations with class retention, and the words they use. */
module dev.connections.annotations {
  exports dev.connections.annotations;
}
