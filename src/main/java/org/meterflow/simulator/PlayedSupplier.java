package org.meterflow.simulator;

import java.util.List;
import org.meterflow.market.Market.Participant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A supplier as the installation knows it.
 *
 * @param desk where its switches are dealt with
 * @param users the identities under which it reads meters
 */
record PlayedSupplier(Participant participant, SupplierDesk desk, List<SimulatedSupplier> users) {

    private static final Logger log = LoggerFactory.getLogger(PlayedSupplier.class);

    /** Says what the installation has to know of it. */
    void announce() {
        users.forEach(user ->
                log.info("{} takes answers for {} at {}", participant.name(), user.user(), user.responseAddress()));
        log.info(
                "{} takes notifications at {}{}",
                participant.name(),
                desk.webhook(),
                desk.hasSecret() ? "" : ", once the file of keys has its webhook secret");
    }
}
