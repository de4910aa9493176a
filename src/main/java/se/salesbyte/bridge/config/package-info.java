/** Typed settings of the whole process, read once at start, their faults told together. */
@NullMarked
package se.salesbyte.bridge.config;

import org.jspecify.annotations.NullMarked;
