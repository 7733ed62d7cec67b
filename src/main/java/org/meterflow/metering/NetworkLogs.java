package org.meterflow.metering;

import java.sql.Timestamp;
import java.util.Optional;
import java.util.Set;
import org.meterflow.gbcs.DeviceLog;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.HubLog;
import org.meterflow.identifier.Eui64;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which devices are in the network of a hub or a gas proxy, in the words of the device: kept for the day it is replaced,
 * when the new one is told (SRV 8.12.1 and 8.12.2).
 */
@Component
class NetworkLogs {

    private static final Set<String> REPORTS = Set.of("8F12", "8071");

    private final JdbcClient jdbc;

    NetworkLogs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    @Transactional
    public void on(MeterAlerted alerted) {
        if (REPORTS.contains(alerted.alertCode())) {
            jdbc.sql("""
                            insert into network_log (device, alert, reported_at) values (?, ?, ?)
                            on conflict (device) do update
                            set alert = excluded.alert, reported_at = excluded.reported_at
                            """)
                    .params(alerted.device().value(), alerted.message(), Timestamp.from(alerted.at()))
                    .update();
        }
    }

    Optional<HubLog> ofHub(Eui64 hub) {
        return last(hub).map(HubLog::reportedIn);
    }

    Optional<DeviceLog> ofProxy(Eui64 proxy) {
        return last(proxy).map(DeviceLog::reportedIn);
    }

    private Optional<GbcsMessage> last(Eui64 device) {
        return jdbc.sql("select alert from network_log where device = ?")
                .param(device.value())
                .query((row, number) -> GbcsMessage.parse(row.getBytes(1)))
                .optional();
    }
}
