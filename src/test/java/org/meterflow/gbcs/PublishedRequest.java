package org.meterflow.gbcs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.meterflow.identifier.RequestId;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/** A published service request: its id, its variant and what it says. */
record PublishedRequest(RequestId id, String variant, RequestPart body) {

    static PublishedRequest of(Path file) {
        try (var xml = Files.newInputStream(file)) {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            Document document = factory.newDocumentBuilder().parse(xml);
            RequestPart request = RequestPart.of(document.getDocumentElement());
            return new PublishedRequest(
                    RequestId.of(request.required("Header/RequestID")),
                    request.required("Header/ServiceReferenceVariant"),
                    request.first("Body").orElseThrow().parts().get(0));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (SAXException | ParserConfigurationException wrong) {
            throw new IllegalStateException("No XML in " + file, wrong);
        }
    }
}
