package org.meterflow.desk;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Duration;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.stereotype.Component;

/** The session of somebody who has not signed in is forgotten soon: anybody can get as many as they ask for. */
@Component
class ShortStay implements HttpSessionListener, HttpSessionIdListener {

    private final int signedIn;
    private final int stranger;

    ShortStay(ServerProperties server, DeskSettings settings) {
        Duration whole = server.getServlet().getSession().getTimeout();
        this.signedIn = (int) whole.toSeconds();
        this.stranger = (int) settings.signIn().strangersSession().toSeconds();
    }

    @Override
    public void sessionCreated(HttpSessionEvent begun) {
        begun.getSession().setMaxInactiveInterval(Math.min(stranger, signedIn));
    }

    /** Signing in, in whatever way, gives the session a new id. */
    @Override
    public void sessionIdChanged(HttpSessionEvent changed, String oldId) {
        HttpSession session = changed.getSession();
        session.setMaxInactiveInterval(signedIn);
    }
}
