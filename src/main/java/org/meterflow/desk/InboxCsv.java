package org.meterflow.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.desk.InboxSearch.View;
import org.meterflow.process.ListedTask;
import org.meterflow.process.ProcessSummary;
import org.meterflow.process.engine.ProcessMaps;
import org.meterflow.process.engine.TaskLists;
import org.meterflow.team.Members;
import org.meterflow.team.Teams;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.server.ResponseStatusException;

/** All that a search of the inbox finds, every page of it, as a file for a spreadsheet. */
@Controller
class InboxCsv {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.UK);

    private final TaskLists lists;
    private final ProcessMaps maps;
    private final Members members;
    private final Teams teams;
    private final BusinessCalendar calendar;

    InboxCsv(TaskLists lists, ProcessMaps maps, Members members, Teams teams, BusinessCalendar calendar) {
        this.lists = lists;
        this.maps = maps;
        this.members = members;
        this.teams = teams;
        this.calendar = calendar;
    }

    @GetMapping("/inbox/tasks.csv")
    void csv(InboxSearch search, @ModelAttribute("frame") Frame frame, HttpServletResponse response)
            throws IOException {
        String me = Frame.me(frame);
        Set<String> own = members.teamsOf(me);
        if (search.misunderstood(
                        own, maps.all().stream().map(ProcessSummary::key).collect(Collectors.toSet()))
                .isPresent()) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename("tasks-" + calendar.today() + ".csv", StandardCharsets.UTF_8)
                        .build()
                        .toString());
        Writer out = response.getWriter();
        Csv csv = new Csv(out);
        csv.row(
                "Task",
                "About",
                "Process",
                "Case",
                "Teams",
                "Owner",
                "Due",
                "Set aside until",
                "Waiting since",
                "Priority");
        View view = search.wantedView().orElse(View.ALL);
        lists.each(search.filter(me, own, view), task -> write(csv, task));
        out.flush();
    }

    private void write(Csv csv, ListedTask task) {
        csv.row(
                task.name(),
                task.about(),
                task.processName(),
                task.root().caseId(),
                teams.titles(task.teams()),
                Objects.requireNonNullElse(task.assignee(), ""),
                time(task.due()),
                time(task.followUp()),
                time(task.created()),
                priority(task));
    }

    private static String priority(ListedTask task) {
        return task.priority() > 50 ? "High" : task.priority() < 50 && task.priority() > 0 ? "Low" : "Normal";
    }

    /** London's. */
    private static String time(@Nullable Instant instant) {
        return instant == null ? "" : TIME.format(ZonedDateTime.ofInstant(instant, BusinessCalendar.LONDON));
    }
}
