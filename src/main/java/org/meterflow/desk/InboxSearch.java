package org.meterflow.desk;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.TaskFilter;
import org.meterflow.process.TaskFilter.Claim;
import org.meterflow.process.TaskFilter.Due;
import org.springframework.web.util.UriUtils;

/** What the address of the inbox says that somebody wants to see. */
record InboxSearch(
        @Nullable String view,
        @Nullable String q,
        @Nullable String process,
        @Nullable String team,
        @Nullable String due) {

    /** The lists of the inbox, in order. */
    enum View {
        MINE("Mine", Claim.MINE),
        TEAM("Unclaimed", Claim.NOBODYS),
        ALL("All", Claim.ALL),
        ASIDE("Set aside", Claim.SET_ASIDE);

        private final String title;
        private final Claim claim;

        View(String title, Claim claim) {
            this.title = title;
            this.claim = claim;
        }

        public String title() {
            return title;
        }

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        Claim claim() {
            return claim;
        }
    }

    /** What a person can ask of the due time; {@code none} is none at all. */
    static final Map<String, String> DUES = dues();

    private static Map<String, String> dues() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("overdue", "Overdue");
        words.put("today", "Due today");
        words.put("week", "Due within 7 days");
        words.put("none", "No limit");
        return words;
    }

    InboxSearch {
        view = Objects.requireNonNullElse(view, "").strip();
        q = Objects.requireNonNullElse(q, "").strip();
        process = Objects.requireNonNullElse(process, "").strip();
        team = Objects.requireNonNullElse(team, "").strip();
        due = Objects.requireNonNullElse(due, "").strip();
    }

    Optional<View> wantedView() {
        return Arrays.stream(View.values())
                .filter(each -> each.key().equals(view))
                .findFirst();
    }

    InboxSearch in(View other) {
        return new InboxSearch(other.key(), q, process, team, due);
    }

    /** What of it nobody can understand, as a sentence. */
    Optional<String> misunderstood(Set<String> teams, Set<String> processes) {
        if (!text(team).isEmpty() && !teams.contains(text(team))) {
            return Optional.of("You are not in the team that this address names");
        }
        if (!text(process).isEmpty() && !processes.contains(text(process))) {
            return Optional.of("There is no process as this address names it");
        }
        return text(due).isEmpty() || DUES.containsKey(text(due))
                ? Optional.empty()
                : Optional.of("This address asks for a due time that the inbox does not know");
    }

    /** Nothing is seen but tasks of the teams, whatever the address says. */
    TaskFilter filter(String me, Set<String> teams, View current) {
        return new TaskFilter(
                me,
                text(team).isEmpty() ? teams : teams.contains(text(team)) ? Set.of(text(team)) : Set.of(),
                current.claim(),
                orNull(process),
                switch (text(due)) {
                    case "overdue" -> Due.OVERDUE;
                    case "today" -> Due.TODAY;
                    case "week" -> Due.WITHIN_A_WEEK;
                    case "none" -> Due.NEVER;
                    default -> Due.ANY;
                },
                orNull(q));
    }

    public boolean narrowed() {
        return !(text(q) + text(process) + text(team) + text(due)).isEmpty();
    }

    /** As it stands in the address, after the question mark. */
    public String query() {
        Map<String, String> said = new LinkedHashMap<>();
        said.put("view", text(view));
        said.put("q", text(q));
        said.put("process", text(process));
        said.put("team", text(team));
        said.put("due", text(due));
        said.values().removeIf(String::isEmpty);
        return said.entrySet().stream()
                .map(each -> each.getKey() + "=" + UriUtils.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** For templates: the page with this search. */
    public String address(String page) {
        return query().isEmpty() ? page : page + "?" + query();
    }

    private static String text(@Nullable String said) {
        return said == null ? "" : said;
    }

    private static @Nullable String orNull(@Nullable String said) {
        return text(said).isEmpty() ? null : said;
    }
}
