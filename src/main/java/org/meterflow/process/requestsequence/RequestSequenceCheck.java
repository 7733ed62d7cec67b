package org.meterflow.process.requestsequence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.meterflow.identifier.Reason;
import org.meterflow.process.askdevice.AskDeviceCheck;
import org.meterflow.process.kit.BoxCheck;

/** Whether the requests at a box make a sequence, and each of them can be asked. */
public final class RequestSequenceCheck implements BoxCheck {

    private static final Set<String> EACH = Set.of("body", "device", "meterPoint", "inTheNameOf");

    @Override
    public Stream<String> wrong(Map<String, String> said) {
        SequencePlan plan;
        try {
            plan = SequencePlan.of(said);
        } catch (IllegalArgumentException unreadable) {
            return Stream.of(Reason.of(unreadable));
        }
        List<String> found = new ArrayList<>();
        found.addAll(onFailure(said, plan));
        found.addAll(unknown(said, plan));
        steps(plan).forEach(step -> found.addAll(faults(said, step)));
        return found.stream().distinct();
    }

    private static List<String> onFailure(Map<String, String> said, SequencePlan plan) {
        String written = said.getOrDefault(SequencePlan.ON_FAILURE, "");
        List<String> found = new ArrayList<>();
        if (!Set.of("", SequencePlan.STOP, SequencePlan.GO_ON).contains(written.strip())) {
            found.add("'%s' says not what happens when one fails. Write stop or goOn.".formatted(written));
        }
        if (plan.goOn() && !plan.undo().isEmpty()) {
            found.add("what goes on when one fails takes nothing back. Leave 'undo' out, or write stop.");
        }
        return found;
    }

    private static List<String> unknown(Map<String, String> said, SequencePlan plan) {
        Set<String> names = names(plan.requests());
        List<String> found = new ArrayList<>();
        names(plan.undo()).stream()
                .filter(name -> !names.contains(name))
                .map(name -> "'undo' takes back %s, and no request is called so. There are: %s."
                        .formatted(name, String.join(", ", names)))
                .forEach(found::add);
        Set<String> known = new TreeSet<>(Set.of("requests", "onFailure", "undo", "within", "anotherPersonThan"));
        Stream.of("device", "meterPoint", "inTheNameOf").forEach(known::add);
        steps(plan).forEach(step -> EACH.forEach(each -> known.add(each + "." + step.property())));
        said.keySet().stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .map(name -> "it has no property '%s'. It has: %s.".formatted(name, String.join(", ", known)))
                .forEach(found::add);
        return found;
    }

    private static Set<String> names(List<NamedService> requests) {
        return requests.stream().map(NamedService::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<SequenceStep> steps(SequencePlan plan) {
        return Stream.concat(
                        plan.requests().stream().map(request -> SequenceStep.open(request, false)),
                        plan.undo().stream().map(request -> SequenceStep.open(request, true)))
                .toList();
    }

    private static List<String> faults(Map<String, String> said, SequenceStep step) {
        return new AskDeviceCheck()
                .wrong(Sequence.saidFor(said, step))
                .map(sentence -> "the request %s: %s".formatted(step.property(), sentence))
                .toList();
    }
}
