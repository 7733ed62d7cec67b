package org.meterflow.process.topup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import org.meterflow.messages.ApiClient;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where payment providers bring payments and get tokens. What is answered has been stored. */
@RestController
@RequestMapping("/api/top-ups")
@Tag(name = "Top-ups", description = "Bring a payment, and get its token at once")
class TopUpController {

    private final TopUpPayments payments;
    private final PaidTopUps topUps;
    private final ObjectReader reader;

    TopUpController(TopUpPayments payments, PaidTopUps topUps, ObjectMapper json) {
        this.payments = payments;
        this.topUps = topUps;
        this.reader = json.readerFor(PaymentBody.class)
                .with(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Bring a payment",
            description = "The answer holds the token, whether or not the meter can be reached. The same payment again"
                    + " gets the same token; so when in doubt, send it again. Sent by: payment-provider.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = PaymentBody.class))))
    @ApiResponse(responseCode = "201", description = "Taken: this is its token")
    @ApiResponse(responseCode = "200", description = "Taken before: the same token")
    ResponseEntity<TopUpAnswer> take(
            @RequestBody byte[] body, @Parameter(hidden = true) @AuthenticationPrincipal ApiClient client) {
        if (!client.roles().contains(RefundNews.PAYMENT_PROVIDER)) {
            throw TopUpProblem.notAllowed(
                    client.party() + " may not bring payments: its key has no role payment-provider");
        }
        PaymentBody read = read(body);
        Map<String, String> faults = read.faults();
        if (!faults.isEmpty()) {
            throw TopUpProblem.invalid(faults);
        }
        TopUpPayments.Taken taken = payments.take(read.by(client.party()));
        return ResponseEntity.status(taken.repeated() ? 200 : 201)
                .location(URI.create("/api/top-ups/" + taken.topUp().payment().reference()))
                .body(TopUpAnswer.of(taken.topUp()));
    }

    private PaymentBody read(byte[] body) {
        try {
            PaymentBody read = reader.readValue(body);
            if (read == null) {
                throw TopUpProblem.malformed("A payment is a JSON object");
            }
            return read;
        } catch (UnrecognizedPropertyException unknown) {
            throw TopUpProblem.invalid(Map.of(unknown.getPropertyName(), "is not part of a payment"));
        } catch (JsonMappingException wrong) {
            throw TopUpProblem.malformed("A payment is a JSON object with texts and an amount: "
                    + wrong.getPath().stream()
                            .map(JsonMappingException.Reference::getFieldName)
                            .toList());
        } catch (JsonProcessingException broken) {
            throw TopUpProblem.malformed("The body is no JSON");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @GetMapping(path = "/{paymentReference}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "See a payment's token, and where it stands")
    @ApiResponse(responseCode = "200", description = "As things stand")
    TopUpAnswer find(
            @PathVariable String paymentReference,
            @Parameter(hidden = true) @AuthenticationPrincipal ApiClient client) {
        return topUps.find(Payment.caseId(client.party(), paymentReference))
                .map(TopUpAnswer::of)
                .orElseThrow(() -> TopUpProblem.notFound(
                        client.party() + " has brought no payment " + paymentReference + " that was taken"));
    }
}
