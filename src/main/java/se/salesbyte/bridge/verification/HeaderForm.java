package se.salesbyte.bridge.verification;

import java.util.List;
import java.util.stream.Stream;

/** How signatures are written in a header; see {@link SignatureHeader}. */
sealed interface HeaderForm {

    GivenSignature read(List<String> lines);

    String write(String signature, String timestamp);

    /** For people, with a placeholder where the signature stands. */
    String shape();

    /** The values after this prefix; what stands without it is passed over. */
    private static List<String> after(String prefix, Stream<String> texts) {
        return texts.map(String::strip)
                .filter(text -> text.startsWith(prefix))
                .map(text -> text.substring(prefix.length()))
                .toList();
    }

    record Whole(String prefix) implements HeaderForm {
        @Override
        public GivenSignature read(List<String> lines) {
            return new GivenSignature(after(prefix, lines.stream()), List.of());
        }

        @Override
        public String write(String signature, String timestamp) {
            return prefix + signature;
        }

        @Override
        public String shape() {
            return prefix + "<signature>";
        }
    }

    record Pairs(String signatureKey, String timeKey) implements HeaderForm {
        @Override
        public GivenSignature read(List<String> lines) {
            List<String> pairs =
                    lines.stream().flatMap(line -> Stream.of(line.split(","))).toList();
            return new GivenSignature(after(signatureKey + "=", pairs.stream()), after(timeKey + "=", pairs.stream()));
        }

        @Override
        public String write(String signature, String timestamp) {
            return timeKey + "=" + timestamp + "," + signatureKey + "=" + signature;
        }

        @Override
        public String shape() {
            return write("<signature>", "<time>");
        }
    }

    record Versions(String version) implements HeaderForm {
        @Override
        public GivenSignature read(List<String> lines) {
            return new GivenSignature(
                    after(version + ",", lines.stream().flatMap(line -> Stream.of(line.split(" ")))), List.of());
        }

        @Override
        public String write(String signature, String timestamp) {
            return version + "," + signature;
        }

        @Override
        public String shape() {
            return version + ",<signature>";
        }
    }
}
