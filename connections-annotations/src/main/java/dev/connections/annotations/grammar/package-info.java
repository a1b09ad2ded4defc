/**
 * What settings look like as text: durations, sizes, percentages, numbers, keys, and the name that
 * was probably meant. The processor checks with these classes what the runtime reads with them, so
 * that both accept the same texts and give the same advice. Not part of the API.
 */
package dev.connections.annotations.grammar;
