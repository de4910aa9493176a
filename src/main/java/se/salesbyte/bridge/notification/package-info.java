/** What we tell others: callbacks after success, error notifications otherwise, in the shape of Standard Webhooks. */
@NullMarked
package se.salesbyte.bridge.notification;

import org.jspecify.annotations.NullMarked;
