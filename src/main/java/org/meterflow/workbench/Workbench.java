package org.meterflow.workbench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.meterflow.gbcs.GbcsCrypto;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.Octets;
import org.meterflow.identifier.Reason;

/**
 * Takes requests as JSON and answers each: the one face of the workbench, for the command and for pages alike. A
 * request has {@code id}, {@code op}, mostly {@code keystore}, and the operation's own fields; its answer has the same
 * {@code id}, {@code ok} and the results, or {@code error} with one sentence.
 */
public final class Workbench {

    private static final List<String> NAMES_OF_OPERATION = List.of("op", "operation", "method", "cmd", "command");

    private final Function<RequestPath, Keys> keys;
    private final Map<String, Operation> operations = new LinkedHashMap<>();

    /** Takes keys from the folder that a request names. */
    public Workbench() {
        this(new KeyFolders()::of);
    }

    /** For requests from afar: no request makes it read a file. */
    public Workbench(PublicCertificates certificates) {
        this(new KnownCertificates(certificates));
    }

    private Workbench(Keys known) {
        this(request -> known);
    }

    private Workbench(Function<RequestPath, Keys> keys) {
        this.keys = keys;
        GbcsCrypto crypto = GbcsCrypto.jdk();
        operations.put("decode", (ask, answer) -> answer.set("decoded", MessageTree.of(ask.message())));
        operations.put("encode", Workbench::encode);
        operations.put("verify", new Checks(crypto)::verify);
        operations.put("decrypt", new Opening(crypto)::decrypt);
        operations.put("transform", new Transforming(crypto, Clock.systemUTC())::transform);
        operations.put("finish", new Finishing(crypto)::finish);
        TopUps topUps = new TopUps(crypto);
        operations.put("utrn", topUps::make);
        operations.put("checkUtrn", topUps::check);
    }

    private static void encode(Ask ask, ObjectNode answer) {
        RequestPath decoded = ask.find("decoded");
        answer.put(
                "message",
                hex(MessageTree.read(decoded == null ? ask.fields() : decoded).encode()));
    }

    static String hex(byte[] bytes) {
        return Octets.of(bytes).hex();
    }

    /** The message as a tree: {@code envelope} and {@code payload}. */
    public static ObjectNode decode(GbcsMessage message) {
        return MessageTree.of(message);
    }

    /** The message a tree says, whatever names and words stand in it beside the values. */
    public static GbcsMessage encode(JsonNode decoded) {
        return MessageTree.read(new RequestPath(decoded, ""));
    }

    /** Never throws for what a request says: what is wrong with it stands in the answer. */
    public ObjectNode answer(JsonNode request) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("id", request.get("id"));
        try {
            if (!request.isObject()) {
                throw new RequestPath(request, "").expected("an object with 'id' and 'op'");
            }
            Operation operation = operation(request);
            answer.put("ok", true);
            operation.answer(Ask.of(request, keys), answer);
            return answer;
        } catch (IllegalArgumentException refused) {
            return failed(request.get("id"), Reason.of(refused));
        } catch (StackOverflowError tooDeep) {
            return failed(request.get("id"), "The request is nested too deeply");
        } catch (RuntimeException unforeseen) {
            return failed(request.get("id"), "The request could not be worked on: " + unforeseen);
        }
    }

    private Operation operation(JsonNode request) {
        for (String field : NAMES_OF_OPERATION) {
            JsonNode name = request.get(field);
            if (name != null && name.isTextual()) {
                return named(name.textValue());
            }
        }
        throw new Refused("'op' is missing; it is one of " + String.join(", ", operations.keySet()));
    }

    private Operation named(String name) {
        for (Map.Entry<String, Operation> each : operations.entrySet()) {
            if (each.getKey().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
                return each.getValue();
            }
        }
        throw new Refused(
                "There is no operation '%s'; there are %s".formatted(name, String.join(", ", operations.keySet())));
    }

    static ObjectNode failed(@org.jspecify.annotations.Nullable JsonNode id, String reason) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("id", id);
        return answer.put("ok", false).put("error", reason);
    }
}
