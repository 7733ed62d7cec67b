package org.meterflow.process.setaccount;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.meterflow.process.kit.BoxCheck;

/** Whether a box says to what a meter's account is set. */
public final class SetAccountCheck implements BoxCheck {

    @Override
    public Stream<String> wrong(Map<String, String> said) {
        String mode = said.getOrDefault(SetAccount.MODE, "").strip();
        boolean asAnother = said.containsKey(SetAccount.AS);
        List<String> found = new ArrayList<>();
        if (asAnother == !mode.isEmpty()) {
            found.add("it says either 'mode', or 'as' with the id of the box that has read the other meter.");
        }
        if (!Set.of("", SetAccount.PREPAYMENT, SetAccount.CREDIT).contains(mode)) {
            found.add("'%s' is no payment mode. Write prepayment or credit.".formatted(mode));
        }
        if (mode.equals(SetAccount.PREPAYMENT) && !said.containsKey(SetAccount.BALANCE)) {
            found.add("it needs 'balance': nobody pays in advance from an empty meter.");
        }
        return found.stream();
    }
}
