/** What a source is: its preset, its secrets, how its events are known and how its calls are answered. */
@NullMarked
package se.salesbyte.bridge.source;

import org.jspecify.annotations.NullMarked;
