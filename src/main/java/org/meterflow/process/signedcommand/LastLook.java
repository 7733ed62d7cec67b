package org.meterflow.process.signedcommand;

import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;
import org.meterflow.access.AccessControl;
import org.meterflow.access.AccessDecision;
import org.meterflow.access.AccessRequest;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.Octets;
import org.meterflow.metering.RightToSend;
import org.meterflow.process.engine.Cases;
import org.meterflow.process.engine.Suspensions;
import org.meterflow.process.servicerequest.Objection;
import org.meterflow.process.servicerequest.RequestedService;
import org.meterflow.process.signedcommand.WantedCommand.Refuser;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Decides once more immediately before a signed command leaves: when its request is about to be put to the device, and again at
 * each attempt, for which it may have waited long in the device's queue.
 */
@Component
class LastLook implements Objection, RightToSend {

    private static final Pattern ATTEMPT = Pattern.compile(SignedCommand.SENT + "#[0-9]+$");

    private final WantedCommands commands;
    private final PreCommands preCommands;
    private final AccessControl access;
    private final ObjectProvider<StillWanted> processes;
    private final Cases cases;
    private final Suspensions suspensions;
    private final Clock clock;

    LastLook(
            WantedCommands commands,
            PreCommands preCommands,
            AccessControl access,
            ObjectProvider<StillWanted> processes,
            Cases cases,
            Suspensions suspensions,
            Clock clock) {
        this.commands = commands;
        this.preCommands = preCommands;
        this.access = access;
        this.processes = processes;
        this.cases = cases;
        this.suspensions = suspensions;
        this.clock = clock;
    }

    /** Access has just been decided by the request itself. */
    @Override
    public Optional<String> to(RequestedService request) {
        if (!request.id().endsWith(SignedCommand.SENT)) {
            return Optional.empty();
        }
        return commands.find(request.id().substring(0, request.id().length() - SignedCommand.SENT.length()))
                .flatMap(wanted -> ofProcess(wanted)
                        .map(reason -> noted(wanted, Refuser.PROCESS, reason))
                        .or(() -> overtaken(wanted, request).map(reason -> noted(wanted, Refuser.PLATFORM, reason))));
    }

    private String noted(WantedCommand wanted, Refuser by, String reason) {
        commands.objected(wanted.id(), by, reason);
        return reason;
    }

    private Optional<String> ofProcess(WantedCommand wanted) {
        return processes.stream()
                .filter(process ->
                        process.process().equals(wanted.order().parent().process()))
                .flatMap(process -> process.objection(wanted).stream())
                .findFirst();
    }

    /** Another command of the supplier has gone first since this one was signed: the device would drop it. */
    private Optional<String> overtaken(WantedCommand wanted, RequestedService request) {
        Octets signed = wanted.signed();
        return signed == null || request.asks() > 0
                ? Optional.empty()
                : preCommands.outdated(
                        wanted.order(), GbcsMessage.parse(signed.bytes()).originatorCounter());
    }

    @Override
    public Optional<String> lost(String reference) {
        return ATTEMPT.matcher(reference).find()
                ? commands.find(ATTEMPT.matcher(reference).replaceFirst("")).flatMap(this::lost)
                : Optional.empty();
    }

    private Optional<String> lost(WantedCommand wanted) {
        if (!cases.isRunning(wanted.key())) {
            return Optional.of("The case that wanted the command has ended");
        }
        if (suspensions.isSuspended(wanted.key())) {
            return Optional.of("The case that wanted the command is suspended");
        }
        CommandOrder order = wanted.order();
        AccessDecision now = access.decide(new AccessRequest(
                order.supplier(), order.service(), order.device(), order.mpxn(), clock.instant(), null));
        return now.permitted() ? ofProcess(wanted) : Optional.of(now.sentence());
    }
}
