/** A SalesByte in a process of its own that counts what it creates, and misbehaves as the seed says. */
@NullMarked
package se.salesbyte.bridge.crash.standin;

import org.jspecify.annotations.NullMarked;
