/** How the packaged bridge is started, and the archive of classes that makes it quick. */
@NullMarked
package se.salesbyte.bridge.start;

import org.jspecify.annotations.NullMarked;
