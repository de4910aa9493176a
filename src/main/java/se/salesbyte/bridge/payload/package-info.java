/** Payload parser: the bytes of a webhook, whatever format they say they are in, become one JSON-like tree. */
@NullMarked
package se.salesbyte.bridge.payload;

import org.jspecify.annotations.NullMarked;
