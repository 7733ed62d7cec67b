package org.meterflow.gbcs;

import java.util.List;

/** A conversion that rows of the catalogue may use by its name. */
@FunctionalInterface
interface ScalarFunction {

    Object apply(Template.Context context, List<Expression> arguments);
}
