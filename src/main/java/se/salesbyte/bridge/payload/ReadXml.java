package se.salesbyte.bridge.payload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static javax.xml.stream.XMLStreamConstants.CDATA;
import static javax.xml.stream.XMLStreamConstants.CHARACTERS;
import static javax.xml.stream.XMLStreamConstants.END_ELEMENT;
import static javax.xml.stream.XMLStreamConstants.ENTITY_REFERENCE;
import static javax.xml.stream.XMLStreamConstants.START_ELEMENT;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.Charset;
import javax.xml.XMLConstants;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads an XML document without document type and entities: the content of its root element. */
final class ReadXml {
    private static final int MAX_NAMESPACES = 200;

    private ReadXml() {}

    /** @param charset as declared by the content type, which outranks the document; null if only the document tells */
    static Object read(@Nullable Charset charset, byte[] body) {
        if (namespacesIn(body) > MAX_NAMESPACES) {
            throw new UnparseablePayloadException("more than %d namespaces".formatted(MAX_NAMESPACES), null);
        }
        try {
            String text = textOf(charset == null ? DeclaredCharset.inXml(body) : charset, body);
            XmlProlog.refuseDocumentType(text);
            Object tree = document(factory().createXMLStreamReader(new StringReader(text)));
            if (tree == null) {
                throw new UnparseablePayloadException("the body is just nil", null);
            }
            return Depth.bounded(tree);
        } catch (XMLStreamException malformed) {
            throw new UnparseablePayloadException("not XML", placeOf(malformed.getLocation()));
        } catch (IOException undecodable) {
            throw new UnparseablePayloadException("not XML: bytes that are not of its charset", null);
        }
    }

    /** Declared ones, about: the JDK's reader takes the square of their number. In UTF-16 too. */
    private static int namespacesIn(byte[] body) {
        String text = new String(body, ISO_8859_1).replace("\0", "");
        return (text.length() - text.replace("xmlns", "").length()) / "xmlns".length();
    }

    /** Decoded here: over a byte that is not of its charset the JDK's reader complains on standard error. */
    private static String textOf(Charset charset, byte[] body) throws IOException {
        StringWriter text = new StringWriter(body.length);
        DeclaredCharset.reader(charset, body).transferTo(text);
        return text.toString();
    }

    // one for each document: the JDK's keeps its last reader, and with it somebody's data
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        return factory;
    }

    private static @Nullable Object document(XMLStreamReader xml) throws XMLStreamException {
        Object root = null;
        while (xml.hasNext()) {
            if (xml.next() == START_ELEMENT) {
                root = element(xml, 1);
            }
        }
        return root;
    }

    private static @Nullable Object element(XMLStreamReader xml, int depth) throws XMLStreamException {
        if (depth > PayloadParser.MAX_DEPTH) {
            throw Depth.tooDeep();
        }
        XmlElement element = new XmlElement();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            element.attribute(xml.getAttributeNamespace(i), xml.getAttributeLocalName(i), xml.getAttributeValue(i));
        }
        for (int event = xml.next(); event != END_ELEMENT; event = xml.next()) {
            switch (event) {
                case START_ELEMENT -> element.child(xml.getLocalName(), element(xml, depth + 1));
                case CHARACTERS, CDATA -> element.text(xml.getText());
                case ENTITY_REFERENCE -> throw refused("an entity that only a document type could explain", xml);
                default -> {} // comments and processing instructions
            }
        }
        return element.value();
    }

    private static UnparseablePayloadException refused(String what, XMLStreamReader xml) {
        return new UnparseablePayloadException(what, placeOf(xml.getLocation()));
    }

    private static @Nullable String placeOf(@Nullable Location location) {
        return location == null || location.getLineNumber() < 1
                ? null
                : "line " + location.getLineNumber() + ", column " + location.getColumnNumber();
    }
}
