package org.meterflow.duis;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** XML from outside, read without DOCTYPE, entities or anything fetched; and written so that a signature stays valid. */
public final class XmlText {

    private static final ThreadLocal<DocumentBuilder> BUILDERS = ThreadLocal.withInitial(XmlText::newBuilder);
    private static final ThreadLocal<Transformer> WRITERS = ThreadLocal.withInitial(XmlText::newWriter);

    private XmlText() {}

    /** @throws MalformedDocument when the bytes are not well-formed XML, hold a DOCTYPE, or make too large a tree */
    public static Document parse(byte[] text) {
        XmlOutline.check(text);
        try {
            return BUILDERS.get().parse(new ByteArrayInputStream(text));
        } catch (SAXParseException notWellFormed) {
            throw new MalformedDocument("Not well-formed XML, line " + notWellFormed.getLineNumber() + ", column "
                    + notWellFormed.getColumnNumber() + ": " + notWellFormed.getMessage());
        } catch (SAXException | IOException notXml) {
            throw new MalformedDocument("Not XML: " + notXml.getMessage());
        }
    }

    public static Document newDocument() {
        return BUILDERS.get().newDocument();
    }

    /** UTF-8, exactly as the tree is: nothing indented, nothing added. */
    public static byte[] write(Document document) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
        try {
            WRITERS.get().transform(new DOMSource(document), new StreamResult(out));
        } catch (TransformerException impossible) {
            throw new IllegalStateException("A document in memory could not be written", impossible);
        }
        return out.toByteArray();
    }

    private static DocumentBuilder newBuilder() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            // a tree that is read as a whole anyway is not first held in another form, with a node for each piece of a
            // text
            factory.setFeature("http://apache.org/xml/features/dom/defer-node-expansion", false);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Strict());
            return builder;
        } catch (ParserConfigurationException unknownFeature) {
            throw new IllegalStateException("This Java cannot read XML safely", unknownFeature);
        }
    }

    private static Transformer newWriter() {
        try {
            TransformerFactory factory = TransformerFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            Transformer transformer = factory.newTransformer();
            transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
            transformer.setOutputProperty(OutputKeys.STANDALONE, "yes");
            transformer.setOutputProperty(OutputKeys.INDENT, "no");
            return transformer;
        } catch (TransformerException impossible) {
            throw new IllegalStateException("This Java cannot write XML", impossible);
        }
    }

    /** Every complaint is an answer to the sender, none a line on the console. */
    private static final class Strict implements ErrorHandler {

        @Override
        public void warning(@Nullable SAXParseException remark) {}

        @Override
        public void error(SAXParseException complaint) throws SAXException {
            throw complaint;
        }

        @Override
        public void fatalError(SAXParseException complaint) throws SAXException {
            throw complaint;
        }
    }
}
