package org.meterflow.door;

import org.apache.catalina.connector.Connector;
import org.apache.coyote.Request;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Makes the platform's doors, and knows what may come in by each. */
@Component
public class Doorkeeper {

    private final DoorSettings settings;
    private final ObjectProvider<BodyRule> rules;
    private final Proxies proxies;
    private final BodyMemory memory;

    Doorkeeper(DoorSettings settings, ObjectProvider<BodyRule> rules, Proxies proxies) {
        this.settings = settings;
        this.rules = rules;
        this.proxies = proxies;
        this.memory = new BodyMemory(settings.bodyBytes());
    }

    /** @param port 0 takes a free one */
    public Connector door(int port) {
        DoorProtocol protocol = new DoorProtocol();
        protocol.keptBy(this);
        Connector connector = new Connector(protocol);
        connector.setPort(port);
        return connector;
    }

    DoorSettings settings() {
        return settings;
    }

    Proxies proxies() {
        return proxies;
    }

    Arrival arrival(Request request) {
        RequestHead head = new RequestHead(request);
        BodyRule rule = rules.orderedStream()
                .filter(one -> one.concerns(head))
                .findFirst()
                .orElse(Little.FROM_ANYBODY);
        return new Arrival(request, head, rule, settings, new Body(memory, Sender.network(proxies.sender(request))));
    }

    long bytesHeld() {
        return memory.taken();
    }

    /** Where nobody expects a body. */
    private enum Little implements BodyRule {
        FROM_ANYBODY;

        private static final long BYTES = 64L * 1024;

        @Override
        public boolean concerns(RequestHead head) {
            return true;
        }

        @Override
        public long fromAnybody(RequestHead head) {
            return BYTES;
        }

        @Override
        public long most(RequestHead head) {
            return BYTES;
        }

        @Override
        public boolean knowsSender(RequestHead head, byte[] beginning) {
            return false;
        }
    }
}
