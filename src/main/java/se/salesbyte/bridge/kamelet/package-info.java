/** What our Kamelets are made of: they run in any Camel, where there is no bridge, no store and no settings file. */
@NullMarked
package se.salesbyte.bridge.kamelet;

import org.jspecify.annotations.NullMarked;
