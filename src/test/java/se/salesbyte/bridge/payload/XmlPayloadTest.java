package se.salesbyte.bridge.payload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.salesbyte.bridge.testing.Fixture;

class XmlPayloadTest {
    private static final String XSI = "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'";

    private final PayloadParser parser = new PayloadParser();

    private Object parse(String xml) {
        return parse("application/xml", xml, UTF_8);
    }

    private Object parse(String contentType, String xml, Charset charset) {
        return parser.parse(contentType, xml.getBytes(charset));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    # document | its tree
                    # text, and elements in it
                    <a>Anna</a> | Anna
                    <a><b>1</b><c>true</c></a> | {b=1, c=true}
                    <a>\\n <b> x </b>\\n</a> | {b= x }
                    <a><b/><c></c></a> | {b=, c=}
                    <a><b>1 &lt; 2 &#38; <![CDATA[<3>]]></b></a> | {b=1 < 2 & <3>}
                    <a><b>An<!-- no -->na<?x y?></b></a> | {b=Anna}
                    # repeated, at its first place, next to each other or not
                    <a><b>1</b><c>2</c><b>3</b></a> | {b=[1, 3], c=2}
                    <a><b><c>1</c></b><b/></a> | {b=[{c=1}, ]}
                    # prefixes go, declared anywhere
                    <x:a xmlns:x='urn:x'><x:b>1</x:b><y:b xmlns:y='urn:y'>2</y:b></x:a> | {b=[1, 2]}
                    <a xmlns='urn:x'><b>1</b></a> | {b=1}
                    # attributes and text beside them
                    <a id='7'><b>1</b></a> | {@id=7, b=1}
                    <a><b unit='kr'>100</b></a> | {b={@unit=kr, #text=100}}
                    <a><b unit='kr'/></a> | {b={@unit=kr}}
                    <a x:id='7' xmlns:x='urn:x'><id>8</id></a> | {@id=7, id=8}
                    <a>before <b>1</b> after</a> | {b=1, #text=before  after}
                    # what a schema adds
                    <a XSI><b xsi:nil='true'/><c xsi:nil='false'>1</c><d xsi:nil='1' x='y'/></a> | {b=null, c=1, d=null}
                    <a XSI><b xsi:nil='true'/><b>1</b></a> | {b=[null, 1]}
                    <a XSI><b xsi:type='xsd:string'>1</b><c xsi:type='sf:Lead'><d/></c></a> | {b=1, c={@type=sf:Lead, d=}}
                    <a XSI xsi:schemaLocation='urn:x x.xsd'><b>1</b></a> | {b=1}
                    """)
    void readsADocumentAsATree(String xml, String tree) {
        assertThat(parse(xml.replace("XSI", XSI).replace("\\n", "\n"))).hasToString(tree);
    }

    @Test
    void readsWhatSalesforceSends() {
        Fixture sent = Fixture.named("salesforce-outbound-message");
        assertThat(parser.parse(sent.header("Content-Type"), sent.body()))
                .hasToString("{Body={notifications={OrganizationId=00D5g00000AbCdEEAV, ActionId=04k5g000000TnQwAAK,"
                        + " SessionId=null,"
                        + " EnterpriseUrl=https://example.my.salesforce.com/services/Soap/c/62.0/00D5g00000AbCdE,"
                        + " PartnerUrl=https://example.my.salesforce.com/services/Soap/u/62.0/00D5g00000AbCdE,"
                        + " Notification={Id=04l5g00001HcX2yAAF, sObject={@type=sf:Lead, Id=00Q5g00000F3kQpEAJ,"
                        + " FirstName=Marie, LastName=Holm, Email=marie.holm@example.com, Phone=+46 8 465 004 12,"
                        + " Company=Holm Logistik AB, Description=Intresserad av demo i december.,"
                        + " LeadSource=Web}}}}}");
    }

    @Test
    void readsTheCharsetThatTheDocumentDeclares() {
        String latin1 = "<?xml version='1.0' encoding='ISO-8859-1'?><a><b>Åke</b></a>";
        assertThat(parse("application/xml", latin1, ISO_8859_1)).isEqualTo(Map.of("b", "Åke"));
        assertThat(parse("application/xml", latin1.replace("ISO-8859-1", "UTF-8"), UTF_8))
                .isEqualTo(Map.of("b", "Åke"));
        assertThat(parse("text/xml", "<a><b>Åke</b></a>", UTF_16LE)).isEqualTo(Map.of("b", "Åke"));
        assertThat(parse("text/xml", latin1.replace("ISO-8859-1", "UTF-16"), UTF_16BE))
                .isEqualTo(Map.of("b", "Åke"));
        assertThat(parse("text/xml", "<a><b>Åke</b></a>", UTF_16)).isEqualTo(Map.of("b", "Åke"));
        assertThat(parse("text/xml", "\uFEFF<a><b>Åke</b></a>", UTF_8)).isEqualTo(Map.of("b", "Åke"));
    }

    @Test
    void believesTheContentTypeBeforeTheDocument() {
        String document = "<?xml version='1.0' encoding='UTF-16'?><a><b>Åke</b></a>";
        assertThat(parse("text/xml; charset=iso-8859-1", document, ISO_8859_1)).isEqualTo(Map.of("b", "Åke"));
        assertThat(parse("text/xml; charset=\"utf-8\"", "\uFEFF" + document, UTF_8))
                .isEqualTo(Map.of("b", "Åke"));
    }

    @Test
    void refusesBytesThatAreNotOfTheirCharset() {
        assertThatThrownBy(() -> parse("text/xml; charset=utf-8", "<a>hemlig Åke</a>", ISO_8859_1))
                .isInstanceOf(UnparseablePayloadException.class)
                .hasMessageStartingWith("not XML")
                .hasMessageNotContaining("hemlig");
        assertThatThrownBy(() -> parse("text/xml", "<a>Åke</a>", ISO_8859_1))
                .isInstanceOf(UnparseablePayloadException.class)
                .hasMessageStartingWith("not XML");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a><a/>",
                "<!DOCTYPE a SYSTEM 'a.dtd'><a/>",
                "<!DOCTYPE a PUBLIC '-//x//y' 'http://example.com/a.dtd'><a/>",
                "<?xml version='1.0'?>\n<!-- x -->\n<!DOCTYPE a [<!ELEMENT a ANY>]><a/>",
                "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
                "<!DOCTYPE a [<!ENTITY % b SYSTEM 'http://example.com/'> %b;]><a/>",
                "<!DOCTYPE a [<!ATTLIST a b CDATA 'c'>]><a/>",
                // over these the JDK's reader fails with an exception of its own, or prints one
                "<!DOCTYPE a [\u0001",
                "<!DOCTYPE a [<!ENTITY",
                "<!DOCTYPE a",
                "<!",
            })
    void refusesADocumentType(String xml) {
        assertThatThrownBy(() -> parse(xml))
                .isInstanceOf(UnparseablePayloadException.class)
                .hasMessageStartingWith("a document type (DOCTYPE) is not taken at line ");
    }

    @Test
    void takesADocumentTypeThatIsOnlyText() {
        assertThat(
                        parse(
                                "<?xml version='1.0'?><?a <!DOCTYPE a>?><!-- <!DOCTYPE a> --><a><![CDATA[<!DOCTYPE html>]]></a>"))
                .isEqualTo("<!DOCTYPE html>");
    }

    @Test
    void readsNoFileForAnEntity(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("secret.txt"), "hemlig");
        String xml = "<!DOCTYPE a [<!ENTITY b SYSTEM '%s'>]><a>&b;</a>".formatted(file.toUri());
        assertThatThrownBy(() -> parse(xml))
                .isInstanceOf(UnparseablePayloadException.class)
                .hasMessageNotContaining("hemlig");
    }

    @Test
    void callsNobodyForADocumentType() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + server.getLocalPort() + "/a.dtd";
            assertThatThrownBy(() -> parse("<!DOCTYPE a SYSTEM '%s'><a/>".formatted(url)))
                    .isInstanceOf(UnparseablePayloadException.class);
            assertThatThrownBy(() -> parse("<!DOCTYPE a [<!ENTITY %% b SYSTEM '%s'> %%b;]><a/>".formatted(url)))
                    .isInstanceOf(UnparseablePayloadException.class);
            server.setSoTimeout(1);
            assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void laughsAtABillionLaughs() {
        StringBuilder xml = new StringBuilder("<!DOCTYPE a [<!ENTITY e0 'ha'>");
        for (int i = 1; i < 30; i++) {
            xml.append("<!ENTITY e")
                    .append(i)
                    .append(" '")
                    .append(("&e" + (i - 1) + ";").repeat(10))
                    .append("'>");
        }
        assertThatThrownBy(() -> parse(xml + "]><a>&e29;</a>"))
                .hasMessageStartingWith("a document type (DOCTYPE) is not taken");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<a>&hemlig;</a>", "<a b='&hemlig;'/>"})
    void refusesAnEntityThatNobodyDeclared(String xml) {
        assertThatThrownBy(() -> parse(xml))
                .isInstanceOf(UnparseablePayloadException.class)
                .hasMessageNotContaining("hemlig");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # document                     | what is said about it, and nothing of it
            <hemlig>1                      | not XML at line 1, column 10
            <a><b>hemlig</a>               | not XML at line 1, column
            <a>hemlig</a><b/>              | not XML at line 1, column
            <a/>hemlig                     | not XML at line 1, column
            name=hemlig                    | not XML at line 1, column
            <x:a/>                         | not XML at line 1, column
            <a b='1' b='2'/>               | not XML at line 1, column
            <?xml version='1.0' encoding='klingon'?><a/> | the document declares a charset that does not exist here
            <a>&#0;</a>                    | not XML at line 1, column
            ''                             | not XML
            """)
    void tellsWhatIsWrongAndWhere(String xml, String message) {
        assertThatThrownBy(() -> parse(xml))
                .isInstanceOf(UnparseablePayloadException.class)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("hemlig");
    }

    @Test
    void refusesADocumentThatIsNil() {
        assertThatThrownBy(() -> parse("<a " + XSI + " xsi:nil='true'/>")).hasMessage("the body is just nil");
    }

    @Test
    void refusesAFloodOfNamespaces() {
        StringBuilder xml = new StringBuilder("<a");
        for (int i = 0; i < 40_000; i++) {
            xml.append(" xmlns:a").append(i).append("='u'");
        }
        for (Charset charset : List.of(UTF_8, UTF_16)) {
            assertThatThrownBy(() -> parse("application/xml; charset=" + charset, xml + "/>", charset))
                    .isInstanceOf(UnparseablePayloadException.class)
                    .hasMessage("more than 200 namespaces");
        }
    }

    @Test
    void refusesWhatIsNestedTooDeep() {
        assertThatCode(() -> parse("<a>".repeat(200) + "</a>".repeat(200))).doesNotThrowAnyException();
        assertThatThrownBy(() -> parse("<a>".repeat(100_000))).hasMessage("nested deeper than 200 levels");
        String pair = "<a/><a>"; // a list in an object at each level
        assertThatThrownBy(() -> parse("<a>" + pair.repeat(150) + "</a>".repeat(151)))
                .hasMessage("nested deeper than 200 levels");
    }

    @Test
    void refusesEveryCutAndNeverBreaksOnAChange() {
        byte[] body = Fixture.named("salesforce-outbound-message").body();
        for (int length = 0; length < body.length; length++) {
            byte[] cut = Arrays.copyOf(body, length);
            assertThatThrownBy(() -> parser.parse("text/xml", cut))
                    .as("the first %d bytes", length)
                    .isInstanceOf(UnparseablePayloadException.class);
        }
        Random random = new Random(17);
        for (int i = 0; i < 2_000; i++) {
            byte[] changed = body.clone();
            changed[random.nextInt(body.length)] = (byte) random.nextInt(256);
            try {
                assertThat(parser.parse("text/xml", changed)).isNotNull();
            } catch (UnparseablePayloadException refused) {
                assertThat(refused.what()).isNotBlank();
            } catch (RuntimeException broken) {
                fail("change " + i, broken);
            }
        }
    }
}
