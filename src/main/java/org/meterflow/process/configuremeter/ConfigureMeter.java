package org.meterflow.process.configuremeter;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meterflow.party.Parties;
import org.meterflow.process.Cancellable;
import org.meterflow.process.Cancelling;
import org.meterflow.process.CaseKey;
import org.meterflow.process.Drawn;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.meterflow.process.changeofsupplier.PastSwitch;
import org.meterflow.process.changeofsupplier.PastSwitches;
import org.meterflow.process.changeofsupplier.SwitchedAccount;
import org.meterflow.process.kit.Answers;
import org.meterflow.process.kit.CalledStep;
import org.meterflow.process.kit.PlacedStep;
import org.meterflow.process.placed.PlacedCall;
import org.meterflow.process.placed.PlacedCalls;
import org.meterflow.process.requestsequence.RequestSequence;
import org.springframework.stereotype.Component;

/** The steps of {@code bpmn/configure-meter.bpmn}. */
@Component
@Drawn
@PlacedStep(
        needs = {ConfigureMeter.SWITCH, ConfigureMeter.WHAT, ConfigureMeter.PROTECT_FOR},
        may = {
            WantedSettings.PAYMENT_MODE,
            WantedSettings.STANDING_CHARGE,
            WantedSettings.UNIT_PRICE,
            WantedSettings.NIGHT_PRICE,
            WantedSettings.BILLING_DAY,
            WantedSettings.SUPPLIER_NAME,
            WantedSettings.SUPPLIER_TELEPHONE,
            WantedSettings.EMERGENCY_CREDIT,
            WantedSettings.READINGS,
            ConfigureMeter.DONE,
            ConfigureMeter.BALANCE_BEFORE,
            ConfigureMeter.WITHIN
        },
        outcomes = {ConfigureMeter.SET, ConfigureMeter.INCOMPLETE},
        gives = {ConfigureMeter.DONE, "balance", "remark", "reason"})
public class ConfigureMeter implements CalledStep, Cancellable {

    static final String PROCESS = "configureMeter";
    static final String SWITCH = "switch";
    static final String WHAT = "what";
    static final String PROTECT_FOR = "protectFor";
    static final String DONE = "done";
    static final String BALANCE_BEFORE = "balanceBefore";
    static final String WITHIN = "within";
    static final String SET = "set";
    static final String INCOMPLETE = "incomplete";

    private static final String READ = "readBalance";
    private static final String SEND = "sendCommands";
    private static final String PROTECTION = "protection";

    private final PlacedCalls calls;
    private final PastSwitches switches;
    private final ConfigurationPlan plans;
    private final RequestSequence sequences;
    private final Answers answers;
    private final Parties parties;

    ConfigureMeter(
            PlacedCalls calls,
            PastSwitches switches,
            ConfigurationPlan plans,
            RequestSequence sequences,
            Answers answers,
            Parties parties) {
        this.calls = calls;
        this.switches = switches;
        this.plans = plans;
        this.sequences = sequences;
        this.answers = answers;
        this.parties = parties;
    }

    @Override
    public String process() {
        return PROCESS;
    }

    @Override
    public String prepare(Call call) {
        return calls.open(PROCESS, call);
    }

    /** The requests that run in it are taken back by themselves. */
    @Override
    public Cancelling cancelling(String caseId) {
        return Cancelling.NOTHING;
    }

    @Override
    public boolean cancel(String caseId, String reason) {
        return false;
    }

    // ── the steps ──

    /** @return READ where the meter is asked for its money first, SEND, or NOTHING where the settings cannot be set so */
    public String checkSettings(String caseId) {
        PlacedCall call = require(caseId);
        if (protects(call)) {
            return "SEND";
        }
        if (!wrong(call).isEmpty()) {
            return "NOTHING";
        }
        boolean owes = Stream.of("debts", "balance")
                .anyMatch(name -> !call.several(DONE).contains(name));
        return account(call).inAdvance() && owes ? "READ" : "SEND";
    }

    private static boolean protects(PlacedCall call) {
        return call.said(WHAT).equals(PROTECTION);
    }

    private List<String> wrong(PlacedCall call) {
        return protects(call)
                ? List.of()
                : WantedSettings.wrong(call, past(call).mpxn().fuel());
    }

    private PastSwitch past(PlacedCall call) {
        return switches.require(call.said(SWITCH));
    }

    private SwitchedAccount account(PlacedCall call) {
        return switches.accountOf(call.said(SWITCH));
    }

    /** @return the id of the sequence that the box then runs */
    public String readBalance(String caseId) {
        return sequence(require(caseId), READ, "Read balance", List.of(new Command("read", "4.3", "")));
    }

    public boolean balanceKnown(String caseId) {
        return isDone(require(caseId), READ);
    }

    private boolean isDone(PlacedCall call, String box) {
        return "done".equals(of(call, box).get(PlacedStep.OUTCOME));
    }

    private Map<String, Object> of(PlacedCall call, String box) {
        return answers.of(call.key(), box);
    }

    /** @return the id of the sequence that the box then runs */
    public String sendCommands(String caseId) {
        PlacedCall call = require(caseId);
        return sequence(call, SEND, "Send commands", plan(call).commands());
    }

    private Plan plan(PlacedCall call) {
        PastSwitch past = past(call);
        return protects(call)
                ? plans.protection(call, past.mpxn().fuel())
                : plans.all(call, past.mpxn(), account(call), of(call, READ));
    }

    private String sequence(PlacedCall call, String box, String title, List<Command> commands) {
        PastSwitch past = past(call);
        Map<String, String> said = new LinkedHashMap<>();
        said.put("meterPoint", past.mpxn().value());
        said.put(
                "requests",
                commands.stream()
                        .map(command -> command.name() + ": " + command.service())
                        .collect(Collectors.joining("; ")));
        commands.stream()
                .filter(command -> !command.body().isEmpty())
                .forEach(command -> said.put("body." + command.name(), command.body()));
        parties.supplierUser(past.gaining(), past.mpxn().fuel())
                .ifPresent(user -> said.put("inTheNameOf", user.id().value()));
        if (!call.said(WITHIN).isEmpty()) {
            said.put("within", call.said(WITHIN));
        }
        return sequences.prepare(new Call(call.key(), box, call.key().caseId(), title, said, List.of()));
    }

    public void noteSet(String caseId) {
        PlacedCall call = require(caseId);
        Map<String, Object> values = new LinkedHashMap<>();
        String failure = failure(call);
        String remark = failure == null || isDone(call, SEND) ? plan(call).remark() : null;
        values.put(DONE, String.join(", ", done(call)));
        if (failure != null) {
            values.put("reason", failure);
        }
        if (remark != null) {
            values.put("remark", remark);
        }
        if ("balance".equals(of(call, SEND).get("failedAt"))) {
            values.put("balance", balance(of(call, READ)));
        }
        String words = Stream.of(failure == null ? "The meter is set up" : failure, remark)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(". "));
        calls.end(call, failure == null ? SET : INCOMPLETE, values, StoryKind.METER, words, Timeline.PLATFORM);
    }

    /** Why not all of it is set; null when it is. */
    private @Nullable String failure(PlacedCall call) {
        List<String> wrong = wrong(call);
        if (!wrong.isEmpty()) {
            return String.join(". ", wrong);
        }
        if (isDone(call, SEND)) {
            return null;
        }
        Map<String, Object> failed = of(call, SEND).isEmpty() ? of(call, READ) : of(call, SEND);
        return Objects.toString(failed.get("reason"), "The meter was not reached");
    }

    /** What this visit and those before it have set. */
    private List<String> done(PlacedCall call) {
        Map<String, Object> sent = of(call, SEND);
        List<String> former = call.several(DONE);
        if (sent.isEmpty()) {
            return former;
        }
        String failedAt = Objects.toString(sent.get("failedAt"), "");
        return Stream.concat(
                        former.stream(),
                        plan(call).commands().stream().map(Command::name).takeWhile(name -> !name.equals(failedAt)))
                .toList();
    }

    static BigDecimal balance(Map<String, Object> read) {
        return Owed.number(read.get("readMeterBalance"));
    }

    private PlacedCall require(String caseId) {
        return calls.require(PROCESS, caseId);
    }

    static CaseKey key(String caseId) {
        return new CaseKey(PROCESS, caseId);
    }
}
