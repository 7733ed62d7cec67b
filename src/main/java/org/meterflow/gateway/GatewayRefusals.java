package org.meterflow.gateway;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.meterflow.door.RefusalForm;
import org.meterflow.door.Refused;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** How the gateway's doors say no: a problem to users, an SMKI response to whoever looks for certificates. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class GatewayRefusals implements RefusalForm {

    private final Doors doors;

    GatewayRefusals(Doors doors) {
        this.doors = doors;
    }

    @Override
    public boolean speaksFor(HttpServletRequest request) {
        return doors.isOurs(request);
    }

    @Override
    public void write(HttpServletRequest request, HttpServletResponse response, Refused refused) throws IOException {
        HttpAnswer answer = request.getLocalPort() == doors.smkiPort()
                ? CertificateRepository.refusal(
                        request.getRequestURI().endsWith("/retrievecertificate")
                                ? "CertificateDataResponse"
                                : "CertificateSearchResponse",
                        refused.status(),
                        refused.reason())
                : HttpAnswer.problem(refused.status(), "The request was not taken", refused.reason());
        response.setStatus(answer.status());
        response.setContentType(answer.contentType());
        response.getOutputStream().write(answer.body());
    }
}
