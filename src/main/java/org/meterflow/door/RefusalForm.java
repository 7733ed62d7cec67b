package org.meterflow.door;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** How a channel says no. Where none speaks for a request, it gets the console's page. */
public interface RefusalForm {

    boolean speaksFor(HttpServletRequest request);

    void write(HttpServletRequest request, HttpServletResponse response, Refused refused) throws IOException;
}
