package org.meterflow.gateway;

import java.util.Optional;
import org.meterflow.door.BodyRule;
import org.meterflow.door.RequestHead;
import org.meterflow.duis.XmlOutline;
import org.meterflow.identifier.InvalidIdentifier;
import org.meterflow.identifier.RequestId;
import org.meterflow.party.Parties;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** How long a request may be: short from anybody, long only when its header names a user whom the platform knows. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestLength implements BodyRule {

    private final Doors doors;
    private final Parties parties;
    private final GatewaySettings settings;

    RequestLength(Doors doors, Parties parties, GatewaySettings settings) {
        this.doors = doors;
        this.parties = parties;
        this.settings = settings;
    }

    @Override
    public boolean concerns(RequestHead head) {
        return doors.isOurs(head.door());
    }

    @Override
    public long fromAnybody(RequestHead head) {
        return head.door() == doors.smkiPort()
                ? CertificateRepository.LONGEST_QUESTION
                : settings.strangersLimit().toBytes();
    }

    @Override
    public long most(RequestHead head) {
        if (head.door() == doors.smkiPort()) {
            return CertificateRepository.LONGEST_QUESTION;
        }
        return (head.path().equals(Doors.DUIS_PATHS + Service.D)
                        ? settings.nonDeviceRequestLimit()
                        : settings.requestLimit())
                .toBytes();
    }

    @Override
    public boolean knowsSender(RequestHead head, byte[] beginning) {
        try {
            Optional<RequestId> id =
                    XmlOutline.firstText(beginning, "RequestID").map(RequestId::of);
            return id.flatMap(one -> parties.ofUser(one.originator())).isPresent();
        } catch (InvalidIdentifier nobody) {
            return false;
        }
    }
}
