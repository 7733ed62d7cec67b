package org.meterflow.onboarding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is wrong with a market, by the lines of its file. */
final class Findings {

    private final MarketText text;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Integer> said = new HashMap<>();

    Findings(MarketText text) {
        this.text = text;
    }

    List<Problem> problems() {
        return problems.stream().sorted().toList();
    }

    void wrong(String path, String sentence) {
        problems.add(Problem.atLine(text.line(path), sentence));
    }

    /** Each name stands for one thing only. */
    void once(String kind, Object name, String path) {
        Integer before = said.putIfAbsent(kind + name, text.line(path));
        if (before != null) {
            wrong(path, "%s %s is on line %s already.".formatted(kind, name, before));
        }
    }
}
