package se.salesbyte.bridge.camel;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/** The body of an answer, under the call's deadline. Closed before its end it is cut off: HTTP clients read on instead. */
final class AnswerEntity extends HttpEntityWrapper {
    private final InputStream content;

    AnswerEntity(HttpEntity body, CallDeadline deadline) throws IOException {
        super(body);
        this.content = new Content(body.getContent(), body.getContentLength(), deadline);
    }

    @Override
    public InputStream getContent() {
        return content;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        AbstractHttpEntity.writeTo(this, out);
    }

    @Override
    public void close() throws IOException {
        content.close();
    }

    private static final class Content extends FilterInputStream {
        private final long length;
        private final CallDeadline deadline;
        private long count;
        private boolean ended;

        Content(InputStream body, long length, CallDeadline deadline) {
            super(body);
            this.length = length;
            this.deadline = deadline;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int most) throws IOException {
            try {
                int read = in.read(buffer, offset, most);
                count += Math.max(0, read);
                if (read < 0) {
                    end();
                }
                return read;
            } catch (IOException e) {
                end(); // the client throws the connection away
                throw e;
            }
        }

        @Override
        public long skip(long most) throws IOException {
            return Math.max(0, read(new byte[(int) Math.min(most, 8192)]));
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        @Override
        public void close() throws IOException {
            if (!ended) {
                readWhatHasCome();
            }
            if (!ended) {
                ended = true;
                deadline.cut();
            }
            in.close();
        }

        /** A short body often comes with its head; then the connection can be used again. Never waits. */
        private void readWhatHasCome() throws IOException {
            int come = in.available();
            if (count + come == length) {
                in.readNBytes(come);
                end();
            }
        }

        private void end() {
            ended = true;
            deadline.met();
        }
    }
}
