package se.salesbyte.bridge.console;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.mapping.Examples;

/**
 * What the management API shows of the bridge's home and addresses.
 *
 * @param listener the address of the public listener on this machine, without a slash at its end
 * @param publicUrl the address that senders use, likewise; null if it is not set
 */
public record HomeParts(Examples examples, URI listener, @Nullable URI publicUrl) {}
