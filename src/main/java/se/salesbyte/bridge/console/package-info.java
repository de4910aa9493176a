/** The management API: what happened to which lead, for people and programs that may know. */
@NullMarked
package se.salesbyte.bridge.console;

import org.jspecify.annotations.NullMarked;
