package org.meterflow.process.askparty;

import java.util.List;
import java.util.stream.Stream;
import org.meterflow.messages.NoticeSource;
import org.meterflow.messages.NoticeType;
import org.meterflow.messages.NoticeType.Field;
import org.meterflow.process.engine.PlacedBoxes;
import org.meterflow.process.placed.PartyNotice;
import org.springframework.stereotype.Component;

/** The questions of the diagrams in force, for the catalogue. */
@Component
class QuestionNotices implements NoticeSource {

    private final PlacedBoxes boxes;

    QuestionNotices(PlacedBoxes boxes) {
        this.boxes = boxes;
    }

    @Override
    public List<NoticeType> noticeTypes() {
        return boxes.inForce(AskParty.PROCESS).stream()
                .map(box -> new NoticeType(
                        box.said().getOrDefault(PartyNotice.MESSAGE, ""),
                        box.process() + ": " + box.title() + ". Answer it with the message “Question answered”",
                        PartyNotice.recipient(box.said()),
                        fields(box)))
                .toList();
    }

    private static List<Field> fields(PlacedBoxes.Box box) {
        String answers = box.said().getOrDefault(QuestionRules.ANSWERS, "");
        Stream<Field> own = Stream.of(
                        new Field("question", "its reference, which the answer names"),
                        new Field("words", "what is asked"),
                        new Field("answers", "one of: " + answers),
                        new Field("answerBy", "until when an answer counts"),
                        new Field("reminder", "true when it is asked a second time"))
                .filter(field -> !field.name().equals("words") || box.said().containsKey(QuestionRules.WORDS))
                .filter(field -> !field.name().equals("answers") || !answers.isBlank())
                .filter(field ->
                        !field.name().equals("reminder") || box.said().containsKey(QuestionRules.REMIND_AFTER));
        return Stream.concat(own, PartyNotice.fields(box.said()).stream()).toList();
    }
}
