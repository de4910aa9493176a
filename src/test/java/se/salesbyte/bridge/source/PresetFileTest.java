package se.salesbyte.bridge.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.salesbyte.bridge.payload.Decoding;
import se.salesbyte.bridge.testing.Fixture;

class PresetFileTest {
    private static final String PRESET =
            """
            stripe-style:
              title: Stripe
              arrives: An event.
              scheme:
                hmac:
                  algorithm: SHA256
                  encoding: hex
                  header:
                    name: Stripe-Signature
                    pairs: {signature: v1, time: t}
                  signed: "{ts}.{body}"
                  timestamp: {unit: seconds, tolerance-seconds: 300}
              event-id: body:id
              accepts: [json]
              decode: {jwt: true, json: [data, data.data]}
              split: data.events
              answer: {status: 200, content-type: text/xml, body: <ok/>}
            """;

    @Test
    void readsEveryParameter() {
        Preset preset = read(PRESET);
        Fixture fixture = Fixture.named("stripe-style");
        assertThat(preset.scheme()
                        .verify(fixture.request(), List.of(fixture.secret()), fixture.now())
                        .verified())
                .isTrue();
        assertThat(preset.answer())
                .isEqualTo(new Acknowledgement(200, 200, new Acknowledgement.FixedBody("text/xml", "<ok/>")));
        assertThat(preset.decoding()).isEqualTo(new Decoding(true, List.of("data", "data.data")));
        assertThat(preset.split()).hasToString("data.events");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # what is written wrong, how, and what is said about it
            event-id:        | eventid:      | p.yaml:13:3: unknown field stripe-style.eventid: use accepts, answer, arrives, decode, event-id, handshake, links, scheme, secret, setup, split, title, unconfirmed
            encoding:        | coding:       | p.yaml:7:7: unknown field stripe-style.scheme.hmac.coding: use algorithm, encoding, header, id-header, key, signed, timestamp
            encoding: hex    | encoding: oct | p.yaml:7:17: Cannot deserialize value of type
            title: Stripe    |               | p.yaml:1:1: stripe-style: title is missing
            encoding: hex    |               | p.yaml:1:1: stripe-style: encoding is missing
            SHA256           | MD5           | p.yaml:6:18: Cannot deserialize value of type
            {ts}.{body}      | {body}        | p.yaml:1:1: stripe-style: signed template {body}: {ts} and a timestamp go together
            {ts}.            | {time}.       | p.yaml:1:1: stripe-style: signed template has {time}: use {body}
            body:id          | id            | p.yaml:13:3: stripe-style: event-id part "id" is not known
            [json]           | [yaml]        | p.yaml:1:1: stripe-style: content type "yaml" is not known: use json, text, form, multipart, xml, jwt
            [json]           | []            | p.yaml:1:1: stripe-style: no content type is accepted
            status: 200      | status: 302   | p.yaml:17:3: stripe-style: answer status 302 is no success
            content-type: text/xml, | | p.yaml:17:3: stripe-style: answer.content-type is missing
            data.events      | data..events | p.yaml:16:3: stripe-style: split path "data..events" has an empty step
            data.data]       | ""]          | p.yaml:1:1: stripe-style: a path to a JSON field is blank
            jwt: true        | jws: true    | unknown field stripe-style.decode.jws: use json, jwt
            hmac:            | digest:       | unknown field stripe-style.scheme.digest.timestamp
            pairs: {         | prefix: x\\n        pairs: { | p.yaml:1:1: stripe-style: header has one of prefix, version and pairs
            pairs: {signature: v1, time: t} | prefix: v1= | p.yaml:1:1: stripe-style: timestamp of Stripe-Signature needs a header or a list of pairs
            [json]           | [json         | p.yaml:15:9: while parsing a flow sequence
            : 300            | : 0           | p.yaml:1:1: stripe-style: tolerance is PT0S: must be positive
            """)
    void saysWhatIsWrongAndWhere(String right, String wrong, String message) {
        String changed = PRESET.replace(right, wrong == null ? "" : wrong.replace("\\n", "\n"));
        assertThat(changed).isNotEqualTo(PRESET);
        assertThatThrownBy(() -> read(changed))
                .isInstanceOf(InvalidPresetException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # a handshake written wrong, and what is said about it
            {}                                          | p.yaml:18:3: stripe-style: handshake must be one of echo-query, hmac-query, probe, unsigned-ping, signed-ping and echo-header
                                                        | p.yaml:18:3: stripe-style: handshake is missing
            {probe: [GET], unsigned-ping: {field: id}}  | p.yaml:18:3: stripe-style: handshake must be one of
            {echo: {}}                                  | p.yaml:19:8: unknown field stripe-style.handshake.0.echo: use echo-header, echo-query, hmac-query, probe, signed-ping, unsigned-ping
            {probe: [POST]}                             | p.yaml:1:1: stripe-style: probe by [POST]: use GET, HEAD or both
            {probe: []}                                 | p.yaml:1:1: stripe-style: probe by []: use GET, HEAD or both
            {echo-query: {mode: a, token: b, challenge: c}} | p.yaml:1:1: stripe-style: echo-query.mode is "a": write hub.mode=subscribe
            {echo-query: {mode: a=b, challenge: c}}     | p.yaml:1:1: stripe-style: echo-query.token is missing
            {hmac-query: {code: a}}                     | p.yaml:1:1: stripe-style: hmac-query.response is missing
            {hmac-query: {code: a-b, response: c}}      | p.yaml:1:1: stripe-style: names a-b and c: use letters, digits and underscores only
            {unsigned-ping: {}}                         | p.yaml:1:1: stripe-style: unsigned-ping.field is missing
            {signed-ping: {field: a}}                   | p.yaml:1:1: stripe-style: signed-ping.value is missing
            {signed-ping: {field: a..b, value: c}}      | p.yaml:1:1: stripe-style: path "a..b" has an empty step
            {echo-header: {}}                           | p.yaml:1:1: stripe-style: echo-header.header is missing
            """)
    void saysWhatIsWrongWithAHandshake(String handshake, String message) {
        String yaml = PRESET + "  handshake:\n    - " + (handshake == null ? "" : handshake) + "\n";
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(InvalidPresetException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # a scheme written wrong, and what is said about it
            token: {}                                           | p.yaml:1:1: stripe-style: token scheme without a place
            token: {body: [a..b]}                               | p.yaml:1:1: stripe-style: path "a..b" has an empty step
            jws-detached: {header: X-A, claim: sha256}          | p.yaml:1:1: stripe-style: issuer is missing
            jwt-body: {leeway-seconds: 60}                      | p.yaml:1:1: stripe-style: algorithm is missing
            jwt-body: {algorithm: HS256}                        | Cannot deserialize value of type
            jwt-body: {algorithm: RS256, leeway-seconds: -1}    | p.yaml:1:1: stripe-style: leeway is PT-1S: must not be negative
            """)
    void saysWhatIsWrongWithAScheme(String scheme, String message) {
        String yaml = PRESET.replaceAll("(?s)scheme:.*  event-id", "scheme:\n    " + scheme + "\n  event-id");
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(InvalidPresetException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesTheSameNameTwice() {
        assertThatThrownBy(() -> read(PRESET + PRESET))
                .isInstanceOf(InvalidPresetException.class)
                .hasMessageContaining("uplicate");
    }

    @Test
    void refusesAPresetWithoutExactlyOneScheme() {
        String none = PRESET.replaceAll("(?s)scheme:.*event-id", "scheme: {}\n  event-id");
        assertThatThrownBy(() -> read(none))
                .hasMessageContaining("one of hmac, digest, token, jws-detached and jwt-body");
    }

    private static Preset read(String yaml) {
        return PresetFile.read("p.yaml", new ByteArrayInputStream(yaml.getBytes(UTF_8)))
                .values()
                .iterator()
                .next();
    }
}
