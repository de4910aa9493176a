/** What tests share: a clock to move, events to accept. */
@NullMarked
package se.salesbyte.bridge.testing;

import org.jspecify.annotations.NullMarked;
