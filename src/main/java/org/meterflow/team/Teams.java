package org.meterflow.team;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The teams of this installation: those that come along, and those that its settings add under {@code meterflow.teams}. */
@Component
public class Teams {

    private final Map<String, Team> byName = new LinkedHashMap<>();

    public Teams(Environment settings) {
        Binder.get(settings)
                .bind("meterflow.teams", Bindable.mapOf(String.class, Entry.class))
                .orElseGet(Map::of)
                .entrySet()
                .stream()
                .map(entry -> entry.getValue().team(entry.getKey()))
                .sorted(Comparator.comparing(Team::title, String.CASE_INSENSITIVE_ORDER))
                .forEach(team -> byName.put(team.name(), team));
    }

    /** @param work what the team does, one sentence */
    record Entry(@Nullable String title, @Nullable String work) {

        private Team team(String name) {
            return new Team(name, Objects.requireNonNullElse(title, ""), Objects.requireNonNullElse(work, ""));
        }
    }

    /** By title. */
    public List<Team> all() {
        return List.copyOf(byName.values());
    }

    public Set<String> names() {
        return Set.copyOf(byName.keySet());
    }

    public Optional<Team> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** What people call a team; of one that there is not (any more), its name. */
    public String title(String name) {
        return find(name).map(Team::title).orElse(name);
    }

    /** Several teams in a sentence, such as <em>Field or Switching</em>. */
    public String titles(Collection<String> names) {
        List<String> titles = names.stream().map(this::title).toList();
        int last = titles.size() - 1;
        return last < 1
                ? String.join("", titles)
                : titles.subList(0, last).stream().collect(Collectors.joining(", ")) + " or " + titles.get(last);
    }
}
