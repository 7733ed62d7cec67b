package org.meterflow.process.engine;

import java.util.List;
import java.util.stream.Stream;
import org.meterflow.process.kit.BoxCheck;
import org.meterflow.process.kit.PlacedStep;
import org.w3c.dom.Element;

/**
 * What a box that calls a process has to know of it.
 *
 * @param needs names of the properties that the box must have
 * @param may names of those that it may have as well
 * @param mayMore whether it takes properties by other names too
 * @param outcomes all that can come of it
 * @param gives what can be read of the box, its outcome first
 * @param givesMore whether there is more to read, by names that nobody knows beforehand
 * @param check what has to be right beside the names of its properties
 * @param judges whether it asks other people than those of {@code anotherPersonThan}
 */
record PlacedFace(
        List<String> needs,
        List<String> may,
        boolean mayMore,
        List<String> outcomes,
        List<String> gives,
        boolean givesMore,
        Class<? extends BoxCheck> check,
        boolean judges) {

    static PlacedFace of(PlacedStep step) {
        return new PlacedFace(
                List.of(step.needs()),
                List.of(step.may()),
                step.mayMore(),
                List.of(step.outcomes()),
                Stream.concat(Stream.of(PlacedStep.OUTCOME), Stream.of(step.gives()))
                        .toList(),
                step.givesMore(),
                step.check(),
                true);
    }

    /** A process without a program needs its facts, and what comes of it is the end that it comes to. */
    static PlacedFace of(Element process) {
        List<Element> fields = DrawnStart.fields(process);
        return new PlacedFace(
                names(fields.stream().filter(DrawnStart::isRequired)),
                names(fields.stream().filter(field -> !DrawnStart.isRequired(field))),
                false,
                ModelXml.children(process)
                        .filter(box -> box.getLocalName().equals("endEvent"))
                        .map(box -> box.getAttribute("id"))
                        .toList(),
                List.of(PlacedStep.OUTCOME),
                false,
                BoxCheck.class,
                false);
    }

    private static List<String> names(Stream<Element> fields) {
        return fields.map(field -> field.getAttribute("id")).toList();
    }
}
