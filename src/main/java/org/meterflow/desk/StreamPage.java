package org.meterflow.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.meterflow.team.Members;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The one address on which an open page listens, and the one by which it says that somebody is still there. */
@Controller
class StreamPage {

    private final Live live;
    private final Members members;

    StreamPage(Live live, Members members) {
        this.live = live;
        this.members = members;
    }

    @GetMapping("/session")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void stay() {}

    @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter stream(@RequestParam(defaultValue = "clock") String topic, HttpServletRequest request) {
        Topic wanted = Topic.parse(topic).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        if (wanted.kind() != Topic.Kind.CLOCK
                && !Frame.of(request, "", false).may(wanted.kind().room())) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        return live.listen(wanted.kind() == Topic.Kind.TASKS ? ofOnesTeams(request) : wanted);
    }

    /** Whatever the address says: nobody listens to another team's work. */
    private Topic ofOnesTeams(HttpServletRequest request) {
        return Topic.tasksOf(members.teamsOf(Objects.requireNonNullElse(request.getRemoteUser(), "")));
    }
}
