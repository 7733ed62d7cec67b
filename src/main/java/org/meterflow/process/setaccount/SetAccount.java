package org.meterflow.process.setaccount;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpxn;
import org.meterflow.process.CaseKey;
import org.meterflow.process.Drawn;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.meterflow.process.changeofsupplier.MeterSnapshot;
import org.meterflow.process.kit.Answers;
import org.meterflow.process.kit.PlacedStep;
import org.meterflow.process.placed.NothingToUndo;
import org.meterflow.process.placed.PlacedBox;
import org.meterflow.process.placed.PlacedCall;
import org.meterflow.process.placed.PlacedCalls;
import org.meterflow.process.requestsequence.RequestSequence;
import org.springframework.stereotype.Component;

/** The steps of {@code bpmn/set-account.bpmn}: the meter is read, told what differs, and read again. */
@Component
@Drawn
@PlacedStep(
        needs = SetAccount.METER_POINT,
        may = {
            SetAccount.MODE,
            SetAccount.DEBT,
            SetAccount.WEEKLY_REPAYMENT,
            SetAccount.BALANCE,
            SetAccount.AS,
            SetAccount.DEVICE,
            SetAccount.WITHIN
        },
        check = SetAccountCheck.class,
        outcomes = {SetAccount.SET, SetAccount.INCOMPLETE},
        gives = {"commands", "balanceBefore", "debtBefore", "balance", "debt", "inAdvance", "reason"})
public class SetAccount extends PlacedBox implements NothingToUndo {

    static final String PROCESS = "setAccount";
    static final String METER_POINT = "meterPoint";
    static final String MODE = "mode";
    static final String DEBT = "debt";
    static final String WEEKLY_REPAYMENT = "weeklyRepayment";
    static final String BALANCE = "balance";
    static final String AS = "as";
    static final String DEVICE = "device";
    static final String WITHIN = "within";
    static final String PREPAYMENT = "prepayment";
    static final String CREDIT = "credit";
    static final String SET = "set";
    static final String INCOMPLETE = "incomplete";

    private static final String READ = "readMeter";
    private static final String SEND = "sendCommands";

    private final RequestSequence sequences;
    private final Answers answers;

    SetAccount(PlacedCalls calls, RequestSequence sequences, Answers answers) {
        super(PROCESS, calls);
        this.sequences = sequences;
        this.answers = answers;
    }

    // ── the steps ──

    /** @return the id of the sequence that the box then runs */
    public String readMeter(String caseId) {
        Map<String, String> said = asked(require(caseId));
        said.put("requests", "tariff: 4.11.1; mode: 6.2.9; balance: 4.3; configuration: 4.13");
        said.put("onFailure", "goOn");
        return sequences.prepare(new Call(key(caseId), READ, caseId, "Read meter", said, List.of()));
    }

    /** @return whether anything has to be sent */
    public boolean compareAccount(String caseId) {
        PlacedCall call = require(caseId);
        Differences found = differences(call);
        calls.note(call, StoryKind.DECISION, found.words());
        return !found.commands().isEmpty();
    }

    private Differences differences(PlacedCall call) {
        Fuel fuel = new Mpxn(call.said(METER_POINT)).fuel();
        MeterSnapshot now = snapshot(call.key(), READ);
        return isAsAnother(call)
                ? Differences.between(snapshot(call.parent(), call.said(AS)), now, fuel)
                : Differences.towards(WantedAccount.of(call), now, fuel);
    }

    private static boolean isAsAnother(PlacedCall call) {
        return !call.said(AS).isEmpty();
    }

    private MeterSnapshot snapshot(CaseKey key, String box) {
        return new MeterSnapshot(
                sequences.answer(key, box, "tariff"),
                MeterSnapshot.paysInAdvance(sequences.answer(key, box, "mode")).orElse(null),
                sequences.answer(key, box, "balance"),
                sequences.answer(key, box, "configuration"));
    }

    /** @return the id of the sequence that the box then runs: what differs, and two reads that show what came of it */
    public String sendCommands(String caseId) {
        PlacedCall call = require(caseId);
        List<Differences.Command> commands = differences(call).commands();
        Map<String, String> said = asked(call);
        said.put(
                "requests",
                commands.stream()
                                .map(command -> command.name() + ": " + command.service())
                                .collect(Collectors.joining("; "))
                        + "; checkBalance: 4.3; checkMode: 6.2.9");
        commands.forEach(command -> said.put("body." + command.name(), command.body()));
        return sequences.prepare(new Call(key(caseId), SEND, caseId, "Send commands", said, List.of()));
    }

    private static Map<String, String> asked(PlacedCall call) {
        Map<String, String> said = new LinkedHashMap<>();
        Stream.of(METER_POINT, DEVICE, WITHIN)
                .filter(name -> !call.said(name).isEmpty())
                .forEach(name -> said.put(name, call.said(name)));
        return said;
    }

    public void noteAccount(String caseId) {
        PlacedCall call = require(caseId);
        Differences found = differences(call);
        Map<String, String> before = sequences.answer(call.key(), READ, "balance");
        Map<String, String> after =
                found.commands().isEmpty() ? before : sequences.answer(call.key(), SEND, "checkBalance");
        String reason = String.join("; ", wrong(call, found));
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("commands", found.commands().size());
        money(values, "Before", before);
        money(values, "", after);
        mode(call, found).ifPresent(inAdvance -> values.put("inAdvance", inAdvance));
        if (!reason.isEmpty()) {
            values.put("reason", reason);
        }
        calls.end(
                call,
                reason.isEmpty() ? SET : INCOMPLETE,
                values,
                StoryKind.METER,
                words(before, after) + (reason.isEmpty() ? "" : ". " + reason),
                Timeline.PLATFORM);
    }

    private List<String> wrong(PlacedCall call, Differences found) {
        List<String> wrong = new ArrayList<>();
        if (!found.commands().isEmpty()) {
            Map<String, Object> sent = answers.of(call.key(), SEND);
            if (!"done".equals(sent.get(PlacedStep.OUTCOME))) {
                wrong.add(Objects.toString(sent.get("reason"), "The meter was not reached"));
            } else if (!isAsAnother(call)
                    && !mode(call, found)
                            .equals(Optional.of(WantedAccount.of(call).inAdvance()))) {
                wrong.add("The meter says that it is in another payment mode");
            }
        }
        wrong.addAll(found.unknown());
        return wrong;
    }

    /** As the meter has said it last. */
    private Optional<Boolean> mode(PlacedCall call, Differences found) {
        return MeterSnapshot.paysInAdvance(
                found.commands().isEmpty()
                        ? sequences.answer(call.key(), READ, "mode")
                        : sequences.answer(call.key(), SEND, "checkMode"));
    }

    private static void money(Map<String, Object> values, String when, Map<String, String> answer) {
        if (!answer.isEmpty()) {
            values.put("balance" + when, WantedAccount.balance(answer));
            values.put("debt" + when, debt(answer));
        }
    }

    private static BigDecimal debt(Map<String, String> answer) {
        return new Debts(answer, Map.of(), Fuel.ELECTRICITY).all();
    }

    private static String words(Map<String, String> before, Map<String, String> after) {
        return "Before: " + told(before) + ". Now: " + told(after);
    }

    private static String told(Map<String, String> answer) {
        return answer.isEmpty()
                ? "the meter has not told it"
                : "balance " + WantedAccount.pounds(WantedAccount.balance(answer)) + ", debts "
                        + WantedAccount.pounds(debt(answer));
    }

    private PlacedCall require(String caseId) {
        return calls.require(PROCESS, caseId);
    }

    private static CaseKey key(String caseId) {
        return new CaseKey(PROCESS, caseId);
    }
}
