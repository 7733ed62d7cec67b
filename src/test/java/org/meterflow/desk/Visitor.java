package org.meterflow.desk;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody at the console's door without a browser: cookies, forms, no scripts. */
public class Visitor {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final String address;
    private String token = "";

    public Visitor(int port) {
        this.address = "http://localhost:" + port;
    }

    public Visitor signIn(String name, String password) {
        get("/sign-in");
        post("/sign-in", Map.of("name", name, "password", password));
        return this;
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).header("Accept", "text/html").GET());
    }

    public HttpResponse<String> post(String path, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(
                        Collectors.joining("&", "_csrf=" + URLEncoder.encode(token, StandardCharsets.UTF_8) + "&", ""));
        return send(request(path)
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Sends files as a browser does, all in one field. */
    HttpResponse<String> upload(String path, String field, Map<String, String> files) {
        return upload(path, field, files, Map.of());
    }

    /** @param texts what is in the other fields */
    HttpResponse<String> upload(String path, String field, Map<String, String> files, Map<String, String> texts) {
        String boundary = "meterflow-boundary";
        StringBuilder body = new StringBuilder();
        Map<String, String> fields = new HashMap<>(texts);
        fields.put("_csrf", token);
        fields.forEach((name, text) -> body.append(
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(boundary, name, text)));
        files.forEach((name, content) -> body.append(
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: text/plain\r\n\r\n%s\r\n"
                        .formatted(boundary, field, name, content)));
        body.append("--").append(boundary).append("--\r\n");
        return send(request(path)
                .header("Accept", "text/html")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            Matcher found = TOKEN.matcher(response.body());
            if (found.find()) {
                token = found.group(1);
            }
            return response;
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** The proof of having seen a page, as it stands in that page. */
    static String tokenIn(String page) {
        Matcher found = TOKEN.matcher(page);
        return found.find() ? found.group(1) : "";
    }

    static String location(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Location")
                .map(URI::create)
                .map(URI::getPath)
                .orElse("");
    }
}
