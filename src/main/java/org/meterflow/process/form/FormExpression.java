package org.meterflow.process.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * All that a form may work out: a fact of the case by its label, or whether facts are there, are some text, or begin with one.
 * It is read here and nowhere else: no expression language ever sees it.
 */
final class FormExpression {

    private static final String FACT = "facts\\['([^'\\\\{}<>\"\\p{Cntrl}]{1,100})']";
    private static final String SAID = "'([^'\\\\{}<>\"\\p{Cntrl}]{0,100})'";
    private static final Pattern TEXT = Pattern.compile("\\$\\{" + FACT + "}");
    private static final Pattern WHOLE = Pattern.compile("\\$\\{([^{}]{1,1000})}");
    private static final Pattern TERM = Pattern.compile(FACT + "(?:\\s*(==|!=)\\s*(?:null|" + SAID + "))?"
            + "|#strings\\.startsWith\\(" + FACT + ",\\s*" + SAID + "\\)");

    private static final Pattern AND = Pattern.compile("\\s+and\\s+");

    /** @param sort of comparison: there, ==, !=, begins */
    private record Term(String label, String sort, Optional<String> said) {}

    private final List<Term> terms;

    private FormExpression(List<Term> terms) {
        this.terms = terms;
    }

    /** Of {@code th:text}. */
    static Optional<FormExpression> text(String written) {
        Matcher fact = TEXT.matcher(written.strip());
        return fact.matches()
                ? Optional.of(new FormExpression(List.of(new Term(fact.group(1), "there", Optional.empty()))))
                : Optional.empty();
    }

    /** Of {@code th:if}. */
    static Optional<FormExpression> condition(String written) {
        Matcher whole = WHOLE.matcher(written.strip());
        if (!whole.matches()) {
            return Optional.empty();
        }
        List<Term> terms = new ArrayList<>();
        Matcher term = TERM.matcher(whole.group(1).strip());
        while (term.lookingAt()) {
            terms.add(read(term));
            if (term.end() == term.regionEnd()) {
                return Optional.of(new FormExpression(terms));
            }
            Matcher and = AND.matcher(whole.group(1).strip()).region(term.end(), term.regionEnd());
            if (!and.lookingAt()) {
                return Optional.empty();
            }
            term.region(and.end(), term.regionEnd());
        }
        return Optional.empty();
    }

    private static Term read(Matcher term) {
        if (term.group(4) != null) {
            return new Term(term.group(4), "begins", Optional.of(term.group(5)));
        }
        String sort = term.group(2) == null ? "there" : term.group(2);
        return new Term(term.group(1), sort, Optional.ofNullable(term.group(3)));
    }

    Stream<String> labels() {
        return terms.stream().map(Term::label);
    }

    String text(Map<String, String> facts) {
        return facts.getOrDefault(terms.get(0).label(), "");
    }

    boolean holds(Map<String, String> facts) {
        return terms.stream().allMatch(term -> holds(term, Optional.ofNullable(facts.get(term.label()))));
    }

    private static boolean holds(Term term, Optional<String> fact) {
        return switch (term.sort()) {
            case "==" -> fact.equals(term.said());
            case "!=" -> !fact.equals(term.said());
            case "begins" -> fact.orElse("").startsWith(term.said().orElse(""));
            default -> fact.filter(FormExpression::isYes).isPresent();
        };
    }

    /** As the templates of the program take a text for yes or no. */
    private static boolean isYes(String text) {
        return !List.of("false", "off", "no").contains(text.strip().toLowerCase(Locale.ROOT));
    }
}
