package org.meterflow.process.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.meterflow.messages.ApiClient;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseViews;
import org.meterflow.process.engine.CasePaths;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Where a party's program asks how a case stands. Another party's case is as unknown to it as one that never was. */
@RestController
@Tag(name = "Cases")
class CasesController {

    private final CasePaths paths;
    private final CaseViews views;

    CasesController(CasePaths paths, CaseViews views) {
        this.paths = paths;
        this.views = views;
    }

    @Operation(summary = "State of a case: the steps it has passed with times, what it waits for, its outcome")
    @GetMapping("/api/cases/{process}/{key}")
    ResponseEntity<?> show(
            @PathVariable String process,
            @PathVariable String key,
            @Parameter(hidden = true) @AuthenticationPrincipal ApiClient client) {
        return paths.details(new CaseKey(process, key))
                .filter(details -> details.facts().parties().contains(client.party()))
                .<ResponseEntity<?>>map(details -> ResponseEntity.ok(
                        CaseAnswer.of(details, views.withheldFrom(client.party(), new CaseKey(process, key)))))
                .orElseGet(() -> ResponseEntity.status(HttpStatus.NOT_FOUND).body(unknown(process, key)));
    }

    private static ProblemDetail unknown(String process, String key) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.NOT_FOUND, "No case '" + key + "' of '" + process + "' concerns your party");
        problem.setType(URI.create("urn:meterflow:problem:unknown-case"));
        problem.setTitle("Unknown case");
        problem.setProperty("retryable", false);
        return problem;
    }
}
