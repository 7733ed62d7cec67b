package org.meterflow.desk;

import java.time.Instant;
import java.util.List;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.MessageCodes;
import org.meterflow.metering.ExchangedMessage;
import org.meterflow.metering.Meters;
import org.springframework.stereotype.Component;

/** The messages that went to devices and came from them, each to be taken apart in the workbench. */
@Component
class MeterTalk {

    private final Meters meters;

    MeterTalk(Meters meters) {
        this.meters = meters;
    }

    /**
     * A message in a list.
     *
     * @param message in hex; empty where it is none that the workbench knows
     */
    record Line(Instant at, String direction, String about, String message) {}

    /** @param commands their references */
    List<Line> of(List<String> commands) {
        return commands.stream()
                .flatMap(command -> meters.exchanged(command).stream())
                .map(MeterTalk::line)
                .toList();
    }

    private static Line line(ExchangedMessage exchanged) {
        String direction = exchanged.fromDevice() ? "From the device" : "To the device";
        try {
            GbcsMessage message = GbcsMessage.parse(exchanged.message().bytes());
            String about = MessageCodes.of(message.messageCode())
                    .map(code -> code.useCase() + " " + code.title())
                    .orElseGet(() -> "Message code %04X".formatted(message.messageCode()));
            return new Line(
                    exchanged.at(), direction, about, exchanged.message().hex());
        } catch (MalformedGbcs ofAnotherForm) {
            return new Line(exchanged.at(), direction, "Not in the form of GBCS", "");
        }
    }
}
