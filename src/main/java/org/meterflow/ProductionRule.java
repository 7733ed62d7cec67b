package org.meterflow;

import java.util.function.Predicate;
import java.util.stream.Stream;

/** One thing that a production installation must have, or must not have. */
interface ProductionRule {

    /** What is wrong, each in one sentence that names the setting and what to do; none when all is well. */
    Stream<String> broken(ProductionSettings settings);

    /** A setting that must be there. */
    static ProductionRule required(String setting, String what) {
        return refused(settings -> settings.text(setting).isBlank(), "%s is missing: %s.".formatted(setting, what));
    }

    /** What must not be, whoever wants it. */
    static ProductionRule refused(Predicate<ProductionSettings> wrong, String sentence) {
        return settings -> wrong.test(settings) ? Stream.of(sentence) : Stream.empty();
    }

    /** What a deployment may want all the same: then it says so, with this word in its settings. */
    static ProductionRule refusedUnless(String word, Predicate<ProductionSettings> wrong, String sentence) {
        return refused(
                settings -> !settings.knowingly(word) && wrong.test(settings),
                "%s If that is what you want, add %s to %s.".formatted(sentence, word, ProductionSettings.KNOWINGLY));
    }
}
