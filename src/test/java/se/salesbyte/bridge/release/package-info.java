/** What a release is made of besides the program: how it is installed and run elsewhere. */
@NullMarked
package se.salesbyte.bridge.release;

import org.jspecify.annotations.NullMarked;
