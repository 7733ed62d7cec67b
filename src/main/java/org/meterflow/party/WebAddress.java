package org.meterflow.party;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * Where somebody is reached on the web. A name and password in it would be stored, shown and logged with it, so such an
 * address is refused, and what refuses it does not repeat it.
 */
public final class WebAddress {

    private static final Set<String> SCHEMES = Set.of("http", "https");

    private WebAddress() {}

    /** @throws IllegalArgumentException with a sentence for whoever has entered it */
    public static URI of(String text) {
        URI address = parsed(text.strip());
        String scheme = Objects.requireNonNullElse(address.getScheme(), "").toLowerCase(Locale.ROOT);
        String authority = Objects.requireNonNullElse(address.getRawAuthority(), "");
        if (authority.contains("@")) {
            throw new IllegalArgumentException(
                    "Enter the address without a name and password: they would be stored and shown with it");
        }
        if (!SCHEMES.contains(scheme) || address.getHost() == null) {
            throw new IllegalArgumentException(
                    "Enter a web address, such as https://example.org/events, not " + text.strip());
        }
        return address;
    }

    private static URI parsed(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException notOne) {
            throw new IllegalArgumentException("Enter a web address, such as https://example.org/events");
        }
    }
}
