/** Runs inside the bridge that is to be killed, as a Java agent: production code carries no switches for tests. */
@NullMarked
package se.salesbyte.bridge.crash.agent;

import org.jspecify.annotations.NullMarked;
