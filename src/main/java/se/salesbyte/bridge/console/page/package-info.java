/** Serves the console's page: a handful of files from the jar, and nothing else. What it shows, it asks the API for. */
@NullMarked
package se.salesbyte.bridge.console.page;

import org.jspecify.annotations.NullMarked;
