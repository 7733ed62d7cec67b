package org.meterflow.metering;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.meterflow.gbcs.MeterAnswer;
import org.meterflow.gbcs.MeterRequest;

/** Requests as the queue keeps them: the name of the kind, and its fields. */
final class RequestJson {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private static final Map<String, Class<?>> KINDS = Arrays.stream(MeterRequest.class.getPermittedSubclasses())
            .collect(Collectors.toMap(Class::getSimpleName, Function.identity()));

    private RequestJson() {}

    static String kind(MeterRequest request) {
        return request.getClass().getSimpleName();
    }

    static String write(MeterRequest request) {
        try {
            return JSON.writeValueAsString(request);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException("A request cannot be written down: " + request, impossible);
        }
    }

    /** An answer's values, in a form that is the same when they are. */
    static String text(MeterAnswer answer) {
        try {
            return JSON.writeValueAsString(answer);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException("An answer cannot be written down: " + answer, impossible);
        }
    }

    /** @throws IllegalArgumentException when this version of the platform does not know the kind */
    static MeterRequest read(String kind, String json) {
        Class<?> type = KINDS.get(kind);
        if (type == null) {
            throw new IllegalArgumentException("No request is called " + kind);
        }
        try {
            return (MeterRequest) JSON.readValue(json, type);
        } catch (JsonProcessingException changed) {
            throw new IllegalArgumentException("A queued " + kind + " cannot be read: " + json, changed);
        }
    }
}
