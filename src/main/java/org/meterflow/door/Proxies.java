package org.meterflow.door;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.http.MimeHeaders;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;

/**
 * Takes the word of the installation's own proxies on who sent a request and whether it came by https; nobody's on the host,
 * port or path. What others say of forwarding is taken away before anything could believe it.
 */
@Component
class Proxies extends ValveBase {

    private static final String SENDER = "X-Forwarded-For";
    private static final String SCHEME = "X-Forwarded-Proto";
    private static final List<String> HEARSAY = List.of(
            "Forwarded",
            SENDER,
            SCHEME,
            "X-Forwarded-Host",
            "X-Forwarded-Port",
            "X-Forwarded-Prefix",
            "X-Forwarded-Ssl",
            "X-Forwarded-Server");

    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]+");

    private final List<IpAddressMatcher> known;

    Proxies(DoorSettings settings) {
        super(true);
        this.known = settings.proxies().stream().map(IpAddressMatcher::new).toList();
    }

    boolean knows(String address) {
        try {
            return known.stream().anyMatch(proxy -> proxy.matches(address));
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    /** Who sent it, as far as the last proxy that is known can say. */
    String sender(org.apache.coyote.Request request) {
        request.action(ActionCode.REQ_HOST_ADDR_ATTRIBUTE, request);
        String peer = request.remoteAddr().toString();
        return knows(peer) ? sender(peer, request.getHeader(SENDER)) : peer;
    }

    private String sender(String proxy, @Nullable String chain) {
        String sender = proxy;
        String[] senders = chain == null ? new String[0] : chain.split(",");
        for (int last = senders.length - 1; last >= 0 && knows(sender); last--) {
            String before = senders[last].strip();
            if (!ADDRESS.matcher(before).matches()) {
                break;
            }
            sender = before;
        }
        return sender;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        MimeHeaders headers = request.getCoyoteRequest().getMimeHeaders();
        String peer = request.getPeerAddr();
        if (knows(peer)) {
            String chain = headers.getHeader(SENDER);
            String scheme = headers.getHeader(SCHEME);
            if (chain != null) {
                String sender = sender(peer, chain);
                request.setRemoteAddr(sender);
                request.setRemoteHost(sender);
            }
            if (scheme != null) {
                boolean secure = scheme.strip().equalsIgnoreCase("https");
                request.setSecure(secure);
                request.getCoyoteRequest().scheme().setString(secure ? "https" : "http");
                if (request.getCoyoteRequest().getServerPort() == request.getLocalPort()) {
                    request.setServerPort(secure ? 443 : 80);
                }
            }
        }
        HEARSAY.forEach(headers::removeHeader);
        getNext().invoke(request, response);
    }
}
