package org.meterflow.process.changeofsupplier;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.meterflow.identifier.Mpid;
import org.meterflow.messages.Notifications;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.registration.MeterPoint;
import org.meterflow.registration.Registrations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who looks after a meter for its suppliers: whom the gaining one has appointed, and whose appointment ends with the losing one. */
@Component
class SwitchAgents {

    private final JdbcClient jdbc;
    private final Registrations registrations;
    private final Parties parties;
    private final Notifications notifications;
    private final SwitchTimeline story;
    private final Clock clock;

    SwitchAgents(
            JdbcClient jdbc,
            Registrations registrations,
            Parties parties,
            Notifications notifications,
            SwitchTimeline story,
            Clock clock) {
        this.jdbc = jdbc;
        this.registrations = registrations;
        this.parties = parties;
        this.notifications = notifications;
        this.story = story;
        this.clock = clock;
    }

    void appoint(SupplierChange change, Map<AgentRole, Mpid> agents) {
        agents.forEach((role, agent) -> jdbc.sql("""
                        insert into switch_agent (switch_id, role, mpid, appointed_at) values (?, ?, ?, ?)
                        on conflict (switch_id, role)
                        do update set mpid = excluded.mpid, appointed_at = excluded.appointed_at""")
                .params(change.switchId(), role.name(), agent.value(), Timestamp.from(clock.instant()))
                .update());
    }

    Map<AgentRole, Mpid> of(SupplierChange change) {
        Map<AgentRole, Mpid> agents = new EnumMap<>(AgentRole.class);
        jdbc.sql("select role, mpid from switch_agent where switch_id = ?")
                .param(change.switchId())
                .query(row -> {
                    agents.put(AgentRole.valueOf(row.getString("role")), new Mpid(row.getString("mpid")));
                });
        return agents;
    }

    /** The names for people; empty when nobody has been appointed. */
    Optional<String> inWords(SupplierChange change) {
        return Optional.of(of(change).entrySet().stream()
                        .map(each -> each.getKey().words() + " " + story.name(each.getValue()))
                        .collect(Collectors.joining("; ")))
                .filter(words -> !words.isEmpty());
    }

    /** The metering equipment manager whose appointment ended when supply started. */
    Optional<Mpid> former(SupplierChange change) {
        return jdbc.sql("select former_agent from supplier_change where switch_id = ? and former_agent is not null")
                .param(change.switchId())
                .query(String.class)
                .optional()
                .map(Mpid::new);
    }

    /**
     * When supply starts: no agent works for a supplier before that, and none after it. The losing supplier's is the one that the
     * register has.
     */
    void handOver(SupplierChange change) {
        tellAppointed(change);
        registrations.meterPoint(change.mpxn()).map(MeterPoint::agent).ifPresent(agent -> {
            jdbc.sql("update supplier_change set former_agent = ? where switch_id = ?")
                    .params(agent.value(), change.switchId())
                    .update();
            tell(change, agent, "agentDeappointed", AgentRole.METERING_EQUIPMENT_MANAGER, change.losingSupplier());
        });
    }

    void tellAppointed(SupplierChange change) {
        of(change).forEach((role, agent) -> tell(change, agent, "agentAppointed", role, change.gaining()));
    }

    /** Each is told of its own supplier alone. */
    private void tell(SupplierChange change, Mpid agent, String notice, AgentRole role, Mpid supplier) {
        Optional<String> party = parties.ofMpid(agent).map(Party::id);
        if (party.isEmpty()) {
            return;
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("switchId", change.switchId());
        data.put("mpxn", change.mpxn().value());
        data.put("role", role.field());
        data.put("supplier", supplier.value());
        data.put("supplyStartDate", change.supplyStartDate().toString());
        String id = change.switchId() + ":" + notice + ":" + role.field() + ":" + agent.value();
        notifications.notifyOnce(id, party.get(), notice, change.switchId(), data);
        story.told(change, party.get(), notice, role.words());
    }
}
