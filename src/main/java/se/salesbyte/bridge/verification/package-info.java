/** Signature and token schemes: the bytes and headers of a webhook, secrets and a time in, a verdict out. */
@NullMarked
package se.salesbyte.bridge.verification;

import org.jspecify.annotations.NullMarked;
