package org.meterflow.messages;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Where everything that leaves is written in the transaction that decides it, and sent from after the commit: if the
 * decision is undone nothing leaves, and once it is made a crash cannot lose it.
 */
@Service
public class Outbox {

    private static final Logger log = LoggerFactory.getLogger(Outbox.class);

    private final OutboundMessages messages;
    private final OutboundSearch search;
    private final OutboundChannels channels;
    private final OutboxPoller poller;
    private final Clock clock;

    Outbox(
            OutboundMessages messages,
            OutboundSearch search,
            OutboundChannels channels,
            OutboxPoller poller,
            Clock clock) {
        this.messages = messages;
        this.search = search;
        this.channels = channels;
        this.poller = poller;
        this.clock = clock;
    }

    /**
     * Joins the caller's transaction. A message whose id was used before is not sent again.
     *
     * @return the message's id
     * @throws IllegalArgumentException when there is no such channel
     */
    public String send(OutboundMessage message) {
        if (messages.add(message, lane(message), clock.instant())) {
            AfterCommit.run(poller::wake);
        } else {
            log.debug("{} is in the outbox already", message);
        }
        return message.id();
    }

    /** The same for many at once. */
    public void sendAll(List<OutboundMessage> all) {
        messages.addAll(all, this::lane, clock.instant());
        AfterCommit.run(poller::wake);
    }

    private int lane(OutboundMessage message) {
        int lanes = channels.require(message.channel()).lanes();
        return Math.floorMod(message.key().hashCode(), lanes);
    }

    public Optional<OutboxEntry> find(String id) {
        return search.find(id);
    }

    /** Newest first. */
    public List<OutboxEntry> search(OutboxFilter filter, Page page) {
        return search.search(filter, page);
    }

    public int count(OutboxFilter filter) {
        return search.count(filter);
    }

    /**
     * Sends a dead or kept message again, behind what is on its way to the same recipient already.
     *
     * @return false when it is unknown, under way, or sent
     */
    public boolean retry(String id, String actor) {
        return messages.revive(id)
                .map(lane -> {
                    log.info("{} sends message {} again, by {}", actor, id, lane);
                    AfterCommit.run(poller::wake);
                    return true;
                })
                .orElse(false);
    }

    /** What was meant for one recipient on one channel after the given number, oldest first, sent or not. */
    public List<OutboxEntry> after(String channel, String recipient, long number, int limit) {
        return search.after(channel, recipient, number, limit);
    }
}
