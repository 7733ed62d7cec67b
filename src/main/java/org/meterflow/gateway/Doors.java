package org.meterflow.gateway;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.catalina.connector.Connector;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

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

    Doors(GatewaySettings gateway, SmkiSettings certificates) {
        this.duis = connector(gateway.port());
        this.smki = connector(certificates.port());
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

    boolean locked(HttpServletRequest request) {
        int door = request.getLocalPort();
        return !open && (door == duisPort() || door == smkiPort());
    }

    boolean leadsTo(HttpServletRequest request) {
        int door = request.getLocalPort();
        String path = request.getRequestURI();
        if (path.startsWith(DUIS_PATHS)) {
            return door == duisPort();
        }
        if (path.startsWith(SMKI_PATHS)) {
            return door == smkiPort();
        }
        return door != duisPort() && door != smkiPort();
    }

    private static Connector connector(int port) {
        Connector connector = new Connector();
        connector.setPort(port);
        return connector;
    }
}
