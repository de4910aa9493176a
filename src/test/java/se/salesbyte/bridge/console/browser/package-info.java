/** The console as a person uses it: the real bridge with leads of every kind, in a real browser. */
@NullMarked
package se.salesbyte.bridge.console.browser;

import org.jspecify.annotations.NullMarked;
