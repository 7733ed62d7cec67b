package org.meterflow.desk;

import org.meterflow.door.BodyRule;
import org.meterflow.door.RequestHead;
import org.meterflow.process.change.ChangeSettings;
import org.meterflow.process.work.WorkSettings;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.session.SessionInformation;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** How long what is posted to the console may be: a sign-in from anybody, forms and files from those who have signed in. */
@Component
@Order(100)
class FormLength implements BodyRule {

    private static final long FROM_ANYBODY = DataSize.ofKilobytes(16).toBytes();
    private static final long FORM = DataSize.ofMegabytes(1).toBytes();
    private static final long FILES = DataSize.ofMegabytes(65).toBytes();

    private final SessionRegistry sessions;
    private final String cookie;
    private final long changes;
    private final long ofCase;

    FormLength(SessionRegistry sessions, ServerProperties server, ChangeSettings change, WorkSettings work) {
        // one file more than fits, so that whoever sends too much is told so by the form
        this.changes = change.longestFile().toBytes() * (change.mostFiles() + 1) + FORM;
        this.ofCase = work.largestFiles().toBytes() + FORM;
        this.sessions = sessions;
        String name = server.getServlet().getSession().getCookie().getName();
        this.cookie = name == null ? "JSESSIONID" : name;
    }

    @Override
    public boolean concerns(RequestHead head) {
        return true;
    }

    @Override
    public long fromAnybody(RequestHead head) {
        return FROM_ANYBODY;
    }

    @Override
    public long most(RequestHead head) {
        if (head.path().equals("/processes/changes")) {
            return changes;
        }
        if (head.path().matches("/tasks/[^/]+/files")) {
            return ofCase;
        }
        return head.path().startsWith("/parties/bring-in/") ? FILES : FORM;
    }

    @Override
    public boolean knowsSender(RequestHead head, byte[] beginning) {
        return head.cookie(cookie)
                .map(sessions::getSessionInformation)
                .filter(session -> !session.isExpired())
                .map(SessionInformation::getPrincipal)
                .isPresent();
    }
}
