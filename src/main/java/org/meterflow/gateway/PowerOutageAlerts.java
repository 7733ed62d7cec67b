package org.meterflow.gateway;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.meterflow.device.DeviceStatus;
import org.meterflow.device.DeviceType;
import org.meterflow.device.Devices;
import org.meterflow.gateway.DccAlerts.PowerOutage;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.metering.PowerLoss;
import org.meterflow.outage.HomesLostSupply;
import org.meterflow.party.Parties;
import org.meterflow.party.User;
import org.meterflow.registration.MeterPoint;
import org.meterflow.registration.Registrations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells network operators of their homes without supply (DCC alert AD1). A storm is noted as it comes and told some
 * hundreds at a time, each together with its removal from the notes, so that nobody is told twice.
 */
@Component
class PowerOutageAlerts implements DueWork {

    private static final Logger log = LoggerFactory.getLogger(PowerOutageAlerts.class);
    private static final int AT_ONCE = 200;

    private final JdbcTemplate jdbc;
    private final Devices devices;
    private final Registrations registrations;
    private final Parties parties;
    private final DccAlerts alerts;

    PowerOutageAlerts(
            JdbcTemplate jdbc, Devices devices, Registrations registrations, Parties parties, DccAlerts alerts) {
        this.jdbc = jdbc;
        this.devices = devices;
        this.registrations = registrations;
        this.parties = parties;
        this.alerts = alerts;
    }

    @EventListener
    @Transactional
    void on(HomesLostSupply storm) {
        jdbc.batchUpdate(
                "insert into power_outage_alert (hub, lost_at) values (?, ?)",
                storm.losses().stream()
                        .map(loss -> new Object[] {loss.hub().value(), Timestamp.from(loss.lostAt())})
                        .toList());
    }

    @Override
    public boolean takeUpNext() {
        List<PowerLoss> losses = jdbc.query(
                """
                delete from power_outage_alert where id in
                    (select id from power_outage_alert order by id limit ? for update skip locked)
                returning hub, lost_at
                """,
                (row, number) -> new PowerLoss(
                        new Eui64(row.getString(1)), row.getTimestamp(2).toInstant()),
                AT_ONCE);
        List<PowerOutage> outages = outages(losses);
        if (!outages.isEmpty()) {
            alerts.supplyLost(outages);
        }
        return !losses.isEmpty();
    }

    private List<PowerOutage> outages(List<PowerLoss> losses) {
        Map<Eui64, List<Mpxn>> homes = homes(losses.stream().map(PowerLoss::hub).toList());
        Map<Mpxn, Eui64> operators = operators(
                homes.values().stream().flatMap(Collection::stream).distinct().toList());
        List<PowerOutage> outages = new ArrayList<>();
        for (PowerLoss loss : losses) {
            for (Mpxn mpxn : homes.getOrDefault(loss.hub(), List.of())) {
                Eui64 operator = operators.get(mpxn);
                if (operator != null) {
                    outages.add(new PowerOutage(operator, loss, mpxn));
                }
            }
        }
        log.debug("{} hubs lost power: {} alerts to network operators", losses.size(), outages.size());
        return outages;
    }

    /** The meter points that electricity meters measure, hub by hub. */
    private Map<Eui64, List<Mpxn>> homes(List<Eui64> hubs) {
        return devices.behindAny(hubs).stream()
                .filter(device -> device.type() == DeviceType.ESME && !device.is(DeviceStatus.DECOMMISSIONED))
                .filter(device -> device.importMpxn() != null)
                .collect(Collectors.groupingBy(
                        device -> Objects.requireNonNull(device.hub()),
                        Collectors.mapping(
                                device -> Objects.requireNonNull(device.importMpxn()), Collectors.toList())));
    }

    /** Who runs the wires to these meter points. */
    private Map<Mpxn, Eui64> operators(List<Mpxn> mpxns) {
        Map<Mpid, Optional<Eui64>> known = new HashMap<>();
        Map<Mpxn, Eui64> operators = new HashMap<>();
        for (MeterPoint point : registrations.meterPoints(mpxns)) {
            known.computeIfAbsent(point.network(), this::operator)
                    .ifPresent(operator -> operators.put(point.mpxn(), operator));
        }
        return operators;
    }

    private Optional<Eui64> operator(Mpid network) {
        return parties.networkUser(network, Fuel.ELECTRICITY).map(User::id);
    }
}
