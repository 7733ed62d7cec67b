package org.meterflow.party;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The public-key infrastructure the installation lives in.
 *
 * @param directory a folder of {@code NAME.pem} with optional {@code NAME.key.pem} (PKCS#8)
 * @param delegatedKeys a folder of the top-up keys that suppliers have handed over; null where none has
 * @param checkValidity false where certificates are out of date on purpose, as in test infrastructures
 * @param accessControlBroker the DCC's identity towards devices
 * @param transitionalChangeOfSupplier the DCC's identity when it replaces a supplier's keys on a device
 */
@ConfigurationProperties("meterflow.pki")
public record PkiSettings(
        @Nullable Path directory,
        @Nullable Path delegatedKeys,
        @DefaultValue("true") boolean checkValidity,
        @DefaultValue("90-B3-D5-1F-30-00-00-02") String accessControlBroker,
        @DefaultValue("90-B3-D5-1F-30-00-00-04") String transitionalChangeOfSupplier,
        @DefaultValue("90-B3-D5-1F-30-00-00-01") String recovery,
        @DefaultValue("90-B3-D5-1F-30-00-00-07") String wanProvider) {

    public Eui64 accessControlBrokerId() {
        return new Eui64(accessControlBroker);
    }

    public Eui64 transitionalChangeOfSupplierId() {
        return new Eui64(transitionalChangeOfSupplier);
    }

    public Eui64 recoveryId() {
        return new Eui64(recovery);
    }

    public Eui64 wanProviderId() {
        return new Eui64(wanProvider);
    }
}
