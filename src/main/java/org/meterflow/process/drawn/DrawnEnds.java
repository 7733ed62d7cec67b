package org.meterflow.process.drawn;

import java.time.Clock;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.meterflow.process.drawn.Starter.Caller;
import org.meterflow.process.engine.EndReached;
import org.meterflow.process.kit.Answers;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Notes to which end a case without a program came, and tells the box that called it. */
@Component
class DrawnEnds {

    private final DrawnRows rows;
    private final Answers answers;
    private final Timeline timeline;
    private final Clock clock;

    DrawnEnds(DrawnRows rows, Answers answers, Timeline timeline, Clock clock) {
        this.rows = rows;
        this.answers = answers;
        this.timeline = timeline;
        this.clock = clock;
    }

    @EventListener
    void on(EndReached end) {
        rows.find(end.key()).ifPresent(ended -> {
            rows.end(end.key(), end.end(), end.name(), clock.instant());
            timeline.note(end.key(), StoryKind.DECISION, end.name(), ended.about(), Timeline.PLATFORM);
            Caller caller = ended.startedBy().caller();
            if (caller != null && !end.cancelled()) {
                answers.came(caller.parent(), caller.box(), end.end());
            }
        });
    }
}
