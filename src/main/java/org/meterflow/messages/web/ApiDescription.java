package org.meterflow.messages.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.meterflow.messages.MessageCatalogue;
import org.meterflow.messages.MessageType;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the OpenAPI page says beyond the controllers: keys, problems, signatures, and one address for each message. */
@Configuration
class ApiDescription {

    private static final String PROBLEM = "Problem";
    private static final String TEXT = """
            Programs of market participants send messages here and see what became of them.

            **Keys.** Every request carries an API key, as `Authorization: Bearer …` or `X-API-Key`. A key belongs to a
            party; its roles decide what may be sent. Only the catalogue and this page need none.

            **Messages** are CloudEvents 1.0, structured (`application/cloudevents+json`) or binary (`application/json`
            with `ce-` headers). The event's `id` makes repetitions harmless: the same id gets the same answer.

            **Problems** follow RFC 9457; `type` never changes and `retryable` says whether the same request can succeed
            later by itself.

            **Notifications** go to your webhook as CloudEvents, with a header
            `Meterflow-Signature: t=<seconds>,v1=<hex>`. To verify: take the HMAC-SHA256, keyed with your webhook secret,
            of the text of `t`, a full stop, and the body exactly as received; compare it in constant time with each
            `v1` (there are two while your secret changes), and turn away a `t` more than five minutes off. Answer 2xx
            within ten seconds. A notification may come twice: its event `id` is the same. What you missed is at
            `GET /api/notifications`.
            """;

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info().title("Meterflow API").version("1").description(TEXT))
                .components(new Components()
                        .addSecuritySchemes(
                                "bearer",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer"))
                        .addSecuritySchemes(
                                "apiKey",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.APIKEY)
                                        .in(SecurityScheme.In.HEADER)
                                        .name("X-API-Key")))
                .security(List.of(
                        new SecurityRequirement().addList("bearer"), new SecurityRequirement().addList("apiKey")));
    }

    @Bean
    OpenApiCustomizer describeMessages(MessageCatalogue catalogue) {
        return api -> {
            api.getComponents().addSchemas(PROBLEM, problem());
            api.getPaths().forEach((path, item) -> item.readOperations().forEach(ApiDescription::addProblems));
            PathItem any = api.getPaths().remove("/api/messages/{name}");
            if (any != null) {
                catalogue
                        .types()
                        .forEach(type -> api.getPaths()
                                .addPathItem(
                                        "/api/messages/" + type.name(),
                                        new PathItem().post(post(any.getPost(), type))));
            }
            api.getPaths().entrySet().stream()
                    .filter(path -> path.getKey().startsWith("/api/messages/catalogue"))
                    .flatMap(path -> path.getValue().readOperations().stream())
                    .forEach(operation -> operation.setSecurity(List.of()));
        };
    }

    private static Operation post(Operation any, MessageType type) {
        Schema<?> event = envelope(type);
        Schema<?> data = new JsonSchema().$ref(schemaOf(type));
        return new Operation()
                .operationId(type.name())
                .tags(any.getTags())
                .summary(type.description())
                .description(any.getDescription() + " Sent by: "
                        + type.senders().stream().sorted().collect(Collectors.joining(", "))
                        + ". The case is named by `"
                        + type.keyField() + "`; one that arrives early is "
                        + (type.waitsFor().isZero() ? "not kept" : "kept for " + type.waitsFor()) + ".")
                .requestBody(new RequestBody()
                        .required(true)
                        .content(new Content()
                                .addMediaType("application/cloudevents+json", new MediaType().schema(event))
                                .addMediaType("application/json", new MediaType().schema(data))))
                .responses(any.getResponses());
    }

    private static Schema<?> envelope(MessageType type) {
        return new JsonSchema()
                .types(Set.of("object"))
                .addProperty("specversion", text("Always 1.0").example("1.0"))
                .addProperty("id", text("Yours, never used twice for different things"))
                .addProperty("source", text("Your system, as a URI reference").example("/your/system"))
                .addProperty("type", text("The name of the message").example(type.name()))
                .addProperty("time", text("When it happened (RFC 3339)").format("date-time"))
                .addProperty("data", new JsonSchema().$ref(schemaOf(type)))
                .required(List.of("specversion", "id", "source", "type", "data"));
    }

    private static String schemaOf(MessageType type) {
        return "/api/messages/catalogue/" + type.name() + "/schema";
    }

    private static Schema<?> text(String description) {
        return new JsonSchema().types(Set.of("string")).description(description);
    }

    private static Schema<?> problem() {
        String types = Stream.of(ApiProblem.values())
                .map(problem -> problem.type() + " (" + problem.status().value() + ")")
                .collect(Collectors.joining(", "));
        return new JsonSchema()
                .types(Set.of("object"))
                .description("RFC 9457. Types: " + types)
                .addProperty("type", text("Stable name of the problem").format("uri"))
                .addProperty("title", text("The problem in a few words"))
                .addProperty("status", new JsonSchema().types(Set.of("integer")))
                .addProperty("detail", text("Who, what and why"))
                .addProperty(
                        "retryable",
                        new JsonSchema()
                                .types(Set.of("boolean"))
                                .description("Whether the same request can succeed later by itself"))
                .addProperty("errors", errors());
    }

    private static Schema<?> errors() {
        return new JsonSchema()
                .types(Set.of("array"))
                .description("Each fault in the data, with a JSON pointer to its place")
                .items(new JsonSchema()
                        .types(Set.of("object"))
                        .addProperty("pointer", text("JSON pointer").example("/switchId"))
                        .addProperty("message", text("What is wrong there").example("is required")));
    }

    private static void addProblems(Operation operation) {
        ApiResponses responses = operation.getResponses();
        Map<Integer, String> titles = Stream.of(ApiProblem.values())
                .collect(Collectors.toMap(
                        problem -> problem.status().value(), ApiProblem::title, (one, other) -> one + ", or " + other));
        titles.forEach((status, title) -> responses.putIfAbsent(
                Integer.toString(status),
                new ApiResponse()
                        .description(title)
                        .content(new Content()
                                .addMediaType(
                                        "application/problem+json",
                                        new MediaType()
                                                .schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM))))));
    }
}
