/** The Create Lead call as SalesByte documents it: its 34 fields, the request made of a mapped lead, the answer read back. */
@NullMarked
package se.salesbyte.bridge.salesbyte;

import org.jspecify.annotations.NullMarked;
