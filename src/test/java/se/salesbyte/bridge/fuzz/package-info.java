/** Hostile input: what every parser and verifier is fed with, and what must hold whatever comes. See fuzzing.md. */
@NullMarked
package se.salesbyte.bridge.fuzz;

import org.jspecify.annotations.NullMarked;
