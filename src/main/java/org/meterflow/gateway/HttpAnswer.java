package org.meterflow.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What goes back over HTTP: a DUIS or SMKI document, or a problem when the question was none.
 *
 * @param retryAfter seconds after which the same question is worth asking again
 */
public record HttpAnswer(
        int status,
        String contentType,
        byte[] body,
        @Nullable Long retryAfter) {

    private static final String XML = "application/xml";
    private static final JsonMapper JSON = new JsonMapper();

    static HttpAnswer xml(byte[] document) {
        return xml(200, document);
    }

    static HttpAnswer xml(int status, byte[] document) {
        return new HttpAnswer(status, XML, document, null);
    }

    /** RFC 9457. */
    static HttpAnswer problem(int status, String title, String detail) {
        return problem(status, title, detail, null);
    }

    static HttpAnswer problem(int status, String title, String detail, @Nullable Long retryAfter) {
        ObjectNode problem = JSON.createObjectNode();
        problem.put("title", title).put("status", status).put("detail", detail);
        return new HttpAnswer(
                status, "application/problem+json", problem.toString().getBytes(UTF_8), retryAfter);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HttpAnswer that
                && status == that.status
                && contentType.equals(that.contentType)
                && Objects.equals(retryAfter, that.retryAfter)
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return 31 * status + Arrays.hashCode(body);
    }

    @Override
    public String toString() {
        return status + " " + contentType + ", " + body.length + " bytes";
    }
}
