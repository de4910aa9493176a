package se.salesbyte.bridge.camel;

import java.io.InputStream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.DataType;
import org.apache.camel.spi.DataTypeTransformer;
import org.apache.camel.spi.Transformer;
import se.salesbyte.bridge.salesbyte.Answer;
import se.salesbyte.bridge.salesbyte.SecretMask;

/** Reads what SalesByte answered, however odd, into an {@link Answer}; secrets masked, at most 64 KiB of it. */
@DataTypeTransformer(name = "salesbyte:answer", description = "Reads SalesByte's answer to Create Lead")
public final class AnswerTransformer extends Transformer {
    /** The exchange variable that is true for an answer with the id of a new quote. */
    static final String CREATED = "created";

    private final SecretMask secrets;

    public AnswerTransformer(SecretMask secrets) {
        this.secrets = secrets;
    }

    @Override
    public void transform(Message message, DataType from, DataType to) throws Exception {
        int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        String contentType = message.getHeader(Exchange.CONTENT_TYPE, String.class);
        try (InputStream body = message.getBody(InputStream.class)) {
            Answer answer =
                    Answer.read(status, contentType, body == null ? InputStream.nullInputStream() : body, secrets);
            message.setBody(answer);
            message.getExchange().setVariable(CREATED, answer.created());
        }
    }
}
