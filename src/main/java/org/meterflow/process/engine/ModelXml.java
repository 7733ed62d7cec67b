package org.meterflow.process.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Reason;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** The tree of a diagram or a decision table from outside: no DOCTYPE, nothing fetched, and no larger than a person draws. */
public final class ModelXml {

    private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";
    private static final int DEEPEST = 60;
    private static final int MOST_ELEMENTS = 20_000;

    private ModelXml() {}

    /** @throws IOException with a sentence that says what the file is not */
    public static Element root(ModelFile file) throws IOException {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file.content()));
            SAXParserFactory outline = SAXParserFactory.newDefaultInstance();
            outline.setFeature(NO_DOCTYPE, true);
            outline.newSAXParser().parse(new ByteArrayInputStream(file.content()), new Outline());
            DocumentBuilderFactory tree = DocumentBuilderFactory.newDefaultNSInstance();
            tree.setFeature(NO_DOCTYPE, true);
            var builder = tree.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            Document document = builder.parse(new ByteArrayInputStream(file.content()));
            String encoding = document.getXmlEncoding();
            if (encoding != null && !encoding.equalsIgnoreCase("UTF-8")) {
                throw new SAXException("it is not in UTF-8");
            }
            return document.getDocumentElement();
        } catch (CharacterCodingException foreign) {
            throw new IOException(unreadable(file, "it is not in UTF-8"));
        } catch (SAXException broken) {
            throw new IOException(unreadable(file, Reason.of(broken)));
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String unreadable(ModelFile file, String why) {
        return "%s cannot be read: %s. Save it again in the modeller."
                .formatted(file.name(), why.replaceAll("\\.$", ""));
    }

    /** Everything below, in the order of the file. */
    public static Stream<Element> below(Element element) {
        NodeList found = element.getElementsByTagNameNS("*", "*");
        return IntStream.range(0, found.getLength()).mapToObj(found::item).map(Element.class::cast);
    }

    public static Stream<Element> children(Element element) {
        NodeList found = element.getChildNodes();
        return IntStream.range(0, found.getLength())
                .mapToObj(found::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast);
    }

    /** What stands in an element itself, without the ends; empty when nothing does. */
    public static String text(Element element) {
        NodeList found = element.getChildNodes();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < found.getLength(); i++) {
            @Nullable Node node = found.item(i);
            if (node.getNodeType() == Node.TEXT_NODE || node.getNodeType() == Node.CDATA_SECTION_NODE) {
                text.append(node.getNodeValue());
            }
        }
        return text.toString().strip();
    }

    private static final class Outline extends DefaultHandler {

        private int depth;
        private int elements;

        @Override
        public void startElement(String uri, String localName, String name, Attributes attributes) throws SAXException {
            if (++depth > DEEPEST || ++elements > MOST_ELEMENTS) {
                throw new SAXException("it is larger than a diagram that a person can read");
            }
        }

        @Override
        public void endElement(String uri, String localName, String name) {
            depth--;
        }
    }
}
