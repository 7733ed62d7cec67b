package org.meterflow.door;

import java.net.URI;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** The console's door is like the others, and may be reached under a public address. */
@Component
class DoorCustomizer implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private final Doorkeeper doorkeeper;

    DoorCustomizer(Doorkeeper doorkeeper) {
        this.doorkeeper = doorkeeper;
    }

    @Override
    public void customize(TomcatServletWebServerFactory server) {
        server.setProtocol(DoorProtocol.class.getName());
        server.addConnectorCustomizers(this::customize);
        server.addEngineValves(doorkeeper.proxies());
        server.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(BareErrors.class.getName());
            }
        });
    }

    private void customize(Connector console) {
        if (console.getProtocolHandler() instanceof DoorProtocol protocol) {
            protocol.keptBy(doorkeeper);
        }
        URI address = doorkeeper.settings().publicAddress();
        if (address != null) {
            boolean secure = "https".equals(address.getScheme());
            console.setScheme(secure ? "https" : "http");
            console.setSecure(secure);
            console.setProxyName(address.getHost());
            console.setProxyPort(address.getPort() > 0 ? address.getPort() : secure ? 443 : 80);
        }
    }
}
