package org.meterflow.process.change;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.change.Difference.Sort;
import org.meterflow.process.engine.ModelFile;
import org.meterflow.process.form.FormLines;
import org.meterflow.process.form.FormLines.Line;
import org.meterflow.process.form.FormText;

/** What a form says otherwise than the one before: the longest run of lines that both have stays, the others went or came. */
final class FormDifferences {

    private FormDifferences() {}

    static List<Difference> between(@Nullable ModelFile before, ModelFile after) {
        List<Line> was = before == null ? List.of() : lines(before);
        List<Line> is = lines(after);
        int[][] common = common(was, is);
        List<Difference> differences = new ArrayList<>();
        int i = 0;
        int k = 0;
        while (i < was.size() || k < is.size()) {
            if (i < was.size() && k < is.size() && was.get(i).equals(is.get(k))) {
                i++;
                k++;
            } else if (i < was.size()
                    && k < is.size()
                    && isSamePlace(was.get(i), is.get(k))
                    && common[i + 1][k + 1] == common[i][k]) {
                differences.add(difference(
                        Sort.CHANGED,
                        was.get(i),
                        was.get(i++).value(),
                        is.get(k++).value()));
            } else if (k < is.size() && (i == was.size() || common[i][k + 1] >= common[i + 1][k])) {
                differences.add(
                        difference(Sort.ADDED, is.get(k), "", is.get(k++).value()));
            } else {
                differences.add(
                        difference(Sort.REMOVED, was.get(i), was.get(i++).value(), ""));
            }
        }
        return differences;
    }

    private static List<Line> lines(ModelFile file) {
        return FormText.read(file.content()).map(FormLines::of).orElse(List.of());
    }

    /** How many lines the rests of both have in common, from each line on. */
    private static int[][] common(List<Line> was, List<Line> is) {
        int[][] common = new int[was.size() + 1][is.size() + 1];
        for (int i = was.size() - 1; i >= 0; i--) {
            for (int k = is.size() - 1; k >= 0; k--) {
                common[i][k] = was.get(i).equals(is.get(k))
                        ? common[i + 1][k + 1] + 1
                        : Math.max(common[i + 1][k], common[i][k + 1]);
            }
        }
        return common;
    }

    private static boolean isSamePlace(Line one, Line other) {
        return one.place().equals(other.place()) && one.property().equals(other.property());
    }

    private static Difference difference(Sort sort, Line line, String was, String is) {
        return new Difference(sort, "", line.place(), line.property(), was, is);
    }
}
