package org.meterflow.metering.cosem;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a meter is found and as whom we introduce ourselves. */
record Target(
        String host,
        int port,
        int client,
        int server,
        @Nullable String password) {

    /** An IPv6 address stands in brackets. */
    private static final Pattern ADDRESS = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:\\[\\]\\s]+):(\\d{1,5})");

    private static final int HIGHEST = 65_535;

    static Target of(String address, int client, int server, @Nullable String password) {
        Matcher parts = ADDRESS.matcher(address);
        int port = parts.matches() ? Integer.parseInt(parts.group(2)) : 0;
        if (port < 1 || port > HIGHEST) {
            throw CosemFailure.lasting("'%s' is no address of the form host:port".formatted(address));
        }
        return new Target(parts.group(1).replaceAll("[\\[\\]]", ""), port, client, server, password);
    }

    /** Never the password. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
