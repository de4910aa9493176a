/** The inbox: every lead, its attempts and its outbox in one SQL database; the only package with SQL. */
@NullMarked
package se.salesbyte.bridge.store;

import org.jspecify.annotations.NullMarked;
