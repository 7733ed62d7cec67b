package org.meterflow.process.askparty;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.meterflow.process.kit.BoxCheck;
import org.meterflow.process.placed.PartyNotice;

/** What a box says that asks a party. Public for whoever looks at diagrams before there is a program. */
public class QuestionRules implements BoxCheck {

    static final String ANSWERS = "answers";
    static final String REMIND_AFTER = "remindAfter";
    static final String WORDS = "words";

    /** Names in the notification that the platform fills. */
    static final Set<String> OWN = Set.of("question", WORDS, ANSWERS, "answerBy", "reminder");

    private static final Set<String> KNOWN =
            Set.of(PartyNotice.PARTY, PartyNotice.MESSAGE, "within", WORDS, ANSWERS, REMIND_AFTER);

    @Override
    public Stream<String> wrong(Map<String, String> said) {
        List<String> wrong = new ArrayList<>(PartyNotice.wrong(said, OWN, KNOWN));
        String remind = said.getOrDefault(REMIND_AFTER, "");
        if (!remind.isBlank() && !BoxCheck.isTime(remind)) {
            wrong.add("'%s' is no time. Write days and hours, as in P2D or PT4H.".formatted(remind));
        }
        String answers = said.getOrDefault(ANSWERS, "");
        if (answers.contains("{")) {
            wrong.add("the answers that the party may choose are written as they are, with commas, as in yes, no.");
        } else if (answers(said).size() == 1) {
            wrong.add("one answer is no choice. Write several under answers, with commas, as in yes, no.");
        }
        return wrong.stream();
    }

    @Override
    public Stream<String> choices(String field, Map<String, String> said) {
        return field.equals(AskParty.ANSWER) ? answers(said).stream() : Stream.empty();
    }

    private static List<String> answers(Map<String, String> said) {
        return Stream.of(said.getOrDefault(ANSWERS, "").split(","))
                .map(String::strip)
                .filter(answer -> !answer.isEmpty())
                .toList();
    }
}
