package org.meterflow.duis;

import java.io.ByteArrayInputStream;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What a document is like, found out while it runs past, before anything of it is held: a tree takes many times the memory of
 * its text, and one that is deep enough has no end on any stack.
 */
public final class XmlOutline {

    private static final int DEEPEST = 100;
    private static final int MOST_NODES = 50_000;
    /** Bytes of a tag, a comment, a section or an instruction. Text comes in small pieces, and may be as long as the document. */
    private static final int LONGEST_MARKUP = 64 * 1024;

    private static final XMLInputFactory READERS = readers();

    private XmlOutline() {}

    /** @throws MalformedDocument when it is not well-formed, too deep, or of too many parts */
    static void check(byte[] text) {
        try {
            Piecewise in = new Piecewise(text);
            check(READERS.createXMLStreamReader(in), in);
        } catch (XMLStreamException notWellFormed) {
            throw new MalformedDocument("Not well-formed XML" + place(notWellFormed) + ": " + reason(notWellFormed));
        }
    }

    /** Stops a reader that would gather more than a piece of markup may have before it says what it has found. */
    private static final class Piecewise extends ByteArrayInputStream {

        private int begun;

        Piecewise(byte[] text) {
            super(text);
        }

        void pieceFound() {
            begun = pos;
        }

        @Override
        public synchronized int read(byte[] into, int from, int length) {
            if (pos - begun > LONGEST_MARKUP) {
                throw new MalformedDocument(
                        "A tag, comment or section of the document is longer than " + LONGEST_MARKUP + " bytes");
            }
            return super.read(into, from, length);
        }
    }

    private static void check(XMLStreamReader reader, Piecewise in) throws XMLStreamException {
        int depth = 0;
        long nodes = 0;
        int before = 0;
        while (reader.hasNext()) {
            int event = reader.next();
            in.pieceFound();
            if (event == XMLStreamConstants.DTD) {
                throw new MalformedDocument("A DOCTYPE is not taken");
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
                nodes += reader.getAttributeCount() + reader.getNamespaceCount();
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
            if (event != before || event != XMLStreamConstants.CHARACTERS) {
                nodes++;
            }
            if (depth > DEEPEST || nodes > MOST_NODES) {
                throw new MalformedDocument("The document is "
                        + (depth > DEEPEST
                                ? "deeper than " + DEEPEST + " elements"
                                : "of more than " + MOST_NODES + " parts"));
            }
            before = event;
        }
    }

    /** Text of the first element of this name, also when the document breaks off somewhere behind it. */
    public static Optional<String> firstText(byte[] beginning, String element) {
        try {
            XMLStreamReader reader = READERS.createXMLStreamReader(new ByteArrayInputStream(beginning));
            for (int nodes = 0; reader.hasNext() && nodes < MOST_NODES; nodes++) {
                int event = reader.next();
                if (event == XMLStreamConstants.DTD) {
                    return Optional.empty();
                }
                if (event == XMLStreamConstants.START_ELEMENT
                        && reader.getLocalName().equals(element)) {
                    return Optional.of(reader.getElementText());
                }
            }
            return Optional.empty();
        } catch (XMLStreamException brokenOff) {
            return Optional.empty();
        }
    }

    private static String place(XMLStreamException failure) {
        return failure.getLocation() == null
                ? ""
                : ", line " + failure.getLocation().getLineNumber() + ", column "
                        + failure.getLocation().getColumnNumber();
    }

    /** The reader puts the place before its message, on a line of its own. */
    private static String reason(XMLStreamException failure) {
        String message = failure.getMessage();
        return message == null ? "it breaks off" : message.replaceFirst("(?s)^ParseError at .*?Message: ", "");
    }

    private static XMLInputFactory readers() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
        return factory;
    }
}
