package org.meterflow.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.demo.CertificateAuthority.Purpose;
import org.meterflow.identifier.Eui64;
import org.meterflow.market.Market;
import org.meterflow.party.CertificateFolders;
import org.meterflow.party.DccKeys;
import org.meterflow.party.PkiSettings;
import org.meterflow.party.UserRole;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Keys and certificates for everyone in a made-up market, kept in {@code pki} below the data directory. An organisation
 * whose certificates an existing infrastructure has brought keeps those; devices get ours unless it brought their keys.
 */
@Component
@Profile("!production")
class DemoKeys {

    private static final Logger log = LoggerFactory.getLogger(DemoKeys.class);
    private static final int SUPPLIER = 0x02;
    private static final int NETWORK = 0x03;
    private static final int LOAD_CONTROLLER = 0x08;
    private static final int OTHER = 0x7F;
    private static final int XML_SIGN = 0x87;
    private static final int DSP_XML_SIGN = 0x89;
    private static final Set<UserRole> SUPPLIERS = Set.of(UserRole.IS, UserRole.ES, UserRole.GS);
    private static final Set<UserRole> NETWORKS = Set.of(UserRole.ED, UserRole.GT);

    private final Path folder;
    private final @Nullable Path delegated;
    private final CertificateFolders folders;
    private final DccKeys dcc;
    private final Clock clock;

    DemoKeys(
            @Value("${meterflow.data}") Path data,
            PkiSettings settings,
            CertificateFolders folders,
            DccKeys dcc,
            Clock clock) {
        this.folder = data.resolve("pki");
        this.delegated = settings.delegatedKeys();
        this.folders = folders;
        this.dcc = dcc;
        this.clock = clock;
    }

    /** Makes what is missing, and loads all of it. */
    void makeFor(Market market) {
        CertificateAuthority authority = new CertificateAuthority(folder, clock);
        Set<Eui64> brought = folders.owners();
        organisation(authority, brought, dcc.accessControlBroker(), this::accessControlBroker);
        organisation(
                authority,
                brought,
                dcc.transitionalChangeOfSupplier(),
                owner -> List.of(
                        wanted("Z1-transitionalCoS-ds", 0x05, Purpose.SIGNATURE),
                        wanted("Z1-transitionalCoS-ka", 0x05, Purpose.KEY_AGREEMENT)));
        organisation(
                authority,
                brought,
                dcc.recovery(),
                owner -> List.of(wanted("Z1-recovery-ds", 0x01, Purpose.SIGNATURE)));
        organisation(
                authority,
                brought,
                dcc.wanProvider(),
                owner -> List.of(
                        wanted("Z1-wanProvider-ds", 0x06, Purpose.SIGNATURE),
                        wanted("Z1-wanProvider-ka", 0x06, Purpose.KEY_AGREEMENT)));
        market.participants()
                .forEach(participant -> participant
                        .identities()
                        .forEach(user ->
                                organisation(authority, brought, user.id(), owner -> user(owner, user.roles()))));
        Set<Eui64> withKeys = folders.ownersWithKeys();
        market.devices().stream()
                .filter(device -> device.type().hasStatus() && !withKeys.contains(device.id()))
                .forEach(device -> authority.ensureDevice(device.id()));
        if (authority.issued() > 0) {
            log.info("{} certificates made in {}", authority.issued(), folder);
        }
        if (Files.isDirectory(folder)) {
            folders.load(folder);
            delegateTopUps(market);
        }
    }

    /** Its suppliers have their tokens made by the platform: they hand over the keys for that, and no others. */
    private void delegateTopUps(Market market) {
        if (delegated == null) {
            return;
        }
        KeyFiles own = new KeyFiles(folder);
        KeyFiles handedOver = new KeyFiles(delegated);
        market.participants().stream()
                .flatMap(participant -> participant.identities().stream())
                .map(user -> topUpKey(user.id()))
                .filter(name -> own.has(name) && !handedOver.has(name))
                .forEach(name -> handedOver.save(name, own.key(name), own.certificate(name)));
    }

    private static String topUpKey(Eui64 supplier) {
        return hex(supplier) + "-pp-ka";
    }

    private record Wanted(String name, int role, Purpose purpose) {}

    private interface Wishes {
        List<Wanted> of(Eui64 owner);
    }

    private static Wanted wanted(String name, int role, Purpose purpose) {
        return new Wanted(name, role, purpose);
    }

    private static void organisation(CertificateAuthority authority, Set<Eui64> brought, Eui64 owner, Wishes wishes) {
        if (!brought.contains(owner)) {
            wishes.of(owner).forEach(one -> authority.ensureOrganisation(one.name(), owner, one.role(), one.purpose()));
        }
    }

    private List<Wanted> accessControlBroker(Eui64 owner) {
        return List.of(
                wanted("Z1-accessControlBroker-ds", 0x04, Purpose.SIGNATURE),
                wanted("Z1-accessControlBroker-ka", 0x04, Purpose.KEY_AGREEMENT),
                wanted("dsp-xml-sign-" + hex(owner) + "-ds", DSP_XML_SIGN, Purpose.SIGNATURE));
    }

    private List<Wanted> user(Eui64 owner, Set<UserRole> roles) {
        boolean supplier = roles.stream().anyMatch(SUPPLIERS::contains);
        int role = remotePartyRole(roles);
        String name = hex(owner);
        List<Wanted> three = List.of(
                wanted("xml-sign-" + name + "-ds", XML_SIGN, Purpose.SIGNATURE),
                wanted(name + "-ds", role, Purpose.SIGNATURE),
                wanted(name + "-ka", role, Purpose.KEY_AGREEMENT));
        return supplier
                ? List.of(
                        three.get(0), three.get(1), three.get(2), wanted(topUpKey(owner), role, Purpose.KEY_AGREEMENT))
                : three;
    }

    private static int remotePartyRole(Set<UserRole> roles) {
        if (roles.stream().anyMatch(SUPPLIERS::contains)) {
            return SUPPLIER;
        }
        if (roles.stream().anyMatch(NETWORKS::contains)) {
            return NETWORK;
        }
        return roles.contains(UserRole.LC) ? LOAD_CONTROLLER : OTHER;
    }

    private static String hex(Eui64 eui) {
        return HexFormat.of().formatHex(eui.bytes());
    }
}
