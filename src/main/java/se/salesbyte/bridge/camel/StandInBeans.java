package se.salesbyte.bridge.camel;

import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.component.mail.DefaultJavaMailSender;
import org.apache.camel.spi.Registry;

/** The beans that shared routes name, where the routes are only looked at and nothing leaves. */
final class StandInBeans {
    private StandInBeans() {}

    static void bind(CamelContext context) {
        Processor nothing = exchange -> {};
        Registry registry = context.getRegistry();
        registry.bind("signMessage", nothing);
        registry.bind("writeMail", nothing);
        registry.bind("mailServer", new DefaultJavaMailSender());
    }
}
