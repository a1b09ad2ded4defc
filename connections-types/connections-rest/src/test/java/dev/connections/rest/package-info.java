@NullMarked
package dev.connections.rest;

import org.jspecify.annotations.NullMarked;
