/** The bridge behind the reverse proxy that the installation page describes. */
@NullMarked
package se.salesbyte.bridge.proxy;

import org.jspecify.annotations.NullMarked;
