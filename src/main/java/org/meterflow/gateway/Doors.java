package org.meterflow.gateway;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.apache.catalina.connector.Connector;
import org.meterflow.door.Doorkeeper;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.event.EventListener;
import org.springframework.http.server.PathContainer.PathSegment;
import org.springframework.stereotype.Component;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * The two ports beside the console's: users' requests at one, certificates at the other. What belongs to one door is
 * not to be found at another.
 */
@Component
public class Doors implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    static final String DUIS_PATHS = "/api/v1/service";
    static final String SMKI_PATHS = "/services/";

    private final Connector duis;
    private final Connector smki;
    private volatile boolean open;

    Doors(GatewaySettings gateway, SmkiSettings certificates, Doorkeeper doorkeeper) {
        this.duis = doorkeeper.door(gateway.port());
        this.smki = doorkeeper.door(certificates.port());
    }

    @Override
    public void customize(TomcatServletWebServerFactory server) {
        server.addAdditionalTomcatConnectors(duis, smki);
    }

    /** Where users' requests are taken; known once the platform has started. */
    public int duisPort() {
        return duis.getLocalPort();
    }

    /** Where certificates are found; known once the platform has started. */
    public int smkiPort() {
        return smki.getLocalPort();
    }

    /** The ports are there some time before those who answer. */
    @EventListener(ApplicationReadyEvent.class)
    void unlock() {
        open = true;
    }

    boolean isOurs(HttpServletRequest request) {
        return isOurs(request.getLocalPort());
    }

    boolean isOurs(int door) {
        return door == duisPort() || door == smkiPort();
    }

    boolean locked(HttpServletRequest request) {
        return !open && isOurs(request);
    }

    boolean leadsTo(HttpServletRequest request) {
        int door = request.getLocalPort();
        List<String> paths = List.of(asTheServerReadsIt(request), asPagesAreFound(request));
        if (door == duisPort()) {
            return paths.stream().allMatch(path -> path.startsWith(DUIS_PATHS));
        }
        if (door == smkiPort()) {
            return paths.stream().allMatch(path -> path.startsWith(SMKI_PATHS));
        }
        return paths.stream().noneMatch(path -> path.startsWith(DUIS_PATHS) || path.startsWith(SMKI_PATHS));
    }

    /** Decoded, and without dots. */
    private static String asTheServerReadsIt(HttpServletRequest request) {
        String info = request.getPathInfo();
        return info == null ? request.getServletPath() : request.getServletPath() + info;
    }

    /** Decoded part by part, and without what follows a semicolon. */
    private static String asPagesAreFound(HttpServletRequest request) {
        StringBuilder path = new StringBuilder();
        ServletRequestPathUtils.parse(request)
                .pathWithinApplication()
                .elements()
                .forEach(element ->
                        path.append(element instanceof PathSegment segment ? segment.valueToMatch() : element.value()));
        return path.toString();
    }
}
