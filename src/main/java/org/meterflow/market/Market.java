package org.meterflow.market;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meterflow.device.DeviceType;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.party.UserRole;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * A market, as a YAML file describes it: who takes part, which homes there are, what is installed in them. The
 * platform's demo and the simulated fleet read the same one.
 *
 * @param participants suppliers, networks and others
 * @param products what each type of device is, where a device does not say otherwise
 * @param newHomes those where nothing is installed yet: their devices lie in a van
 */
public record Market(
        String name,
        List<Participant> participants,
        Map<DeviceType, Product> products,
        List<Home> homes,
        List<Home> newHomes) {

    private static final Set<String> BUILT_IN = Set.of("default", "published");
    /** Bytes. As long as one that is brought in through the console, and some hundred thousand homes. */
    private static final int LONGEST = 16 * 1024 * 1024;

    private static final ObjectMapper YAML = YAMLMapper.builder(
                    YAMLFactory.builder().loaderOptions(limits()).build())
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public Market {
        participants = participants == null ? List.of() : List.copyOf(participants);
        products = products == null ? Map.of() : Map.copyOf(products);
        homes = homes == null ? List.of() : List.copyOf(homes);
        newHomes = newHomes == null ? List.of() : List.copyOf(newHomes);
    }

    /** @param id such as SP-0001 */
    public record Participant(
            String id,
            String name,
            Set<Mpid> mpids,
            Set<Fuel> fuels,
            @Nullable List<Identity> users) {

        public Participant {
            mpids = mpids == null ? Set.of() : Set.copyOf(mpids);
            fuels = fuels == null ? Set.of() : Set.copyOf(fuels);
        }

        public List<Identity> identities() {
            return users == null ? List.of() : users;
        }

        /** Those under which it reads meters as a supplier. */
        public List<Identity> supplierIdentities() {
            return identities().stream()
                    .filter(identity -> identity.roles().contains(UserRole.IS)
                            || identity.roles().contains(UserRole.GS))
                    .toList();
        }

        public boolean supplies() {
            return !supplierIdentities().isEmpty();
        }

        /** A registration body: its name says so. */
        public boolean registers() {
            return id.startsWith("RB-");
        }
    }

    /** A user of the gateway. */
    public record Identity(
            Eui64 id, Set<UserRole> roles, @Nullable URI responseAddress) {}

    /** Make and version of a device. */
    public record Product(String manufacturer, String model, String specification, String firmware) {}

    /**
     * Whether a hub connects at a home.
     *
     * @param afterDays in how many days one is to, where it does not yet; null when nobody can say
     * @param likelihood HIGH, MEDIUM or LOW
     * @param auxiliaryEquipment what a hub needs there beside itself
     */
    public record Coverage(
            boolean available,
            @Nullable Integer afterDays,
            @Nullable String likelihood,
            @Nullable String auxiliaryEquipment) {}

    /**
     * @param region of the communications provider: North, Central, South …
     * @param coverage null where nobody has surveyed it
     */
    public record Home(
            String address,
            String postcode,
            String uprn,
            String region,
            Eui64 hub,
            List<Supply> supplies,
            @Nullable List<Accessory> accessories,
            @Nullable Coverage coverage) {

        public Home(
                String address,
                String postcode,
                String uprn,
                String region,
                Eui64 hub,
                List<Supply> supplies,
                @Nullable List<Accessory> accessories) {
            this(address, postcode, uprn, region, hub, supplies, accessories, null);
        }

        public List<Accessory> others() {
            return accessories == null ? List.of() : accessories;
        }

        /** The hub first. */
        public List<Installed> devices() {
            List<Installed> devices = new ArrayList<>(List.of(new Installed(hub, DeviceType.CHF)));
            for (Supply supply : supplies) {
                devices.add(new Installed(supply.meter(), supply.meterType()));
                if (supply.proxy() != null) {
                    devices.add(new Installed(supply.proxy(), DeviceType.GPF));
                }
                if (supply.spareMeter() != null) {
                    devices.add(new Installed(supply.spareMeter(), supply.meterType()));
                }
            }
            others().forEach(accessory -> devices.add(new Installed(accessory.id(), accessory.type())));
            return devices;
        }
    }

    /**
     * Energy that comes into a home.
     *
     * @param proxy of a gas meter: the hub's mirror of it
     * @param profile profile class, or market segment of gas
     * @param balance in pounds, what a prepayment meter has left
     * @param register what the meter shows, in kWh or m³
     * @param variant of an electricity meter
     * @param proxyAwaitsHandover the proxy is new: the DCC still holds the places of its supplier and its network operator
     * @param loadController the user whose credentials an electricity meter holds as its load controller's
     * @param export the second registration of an electricity meter whose home feeds in
     * @param spareMeter lies in a van, to take the meter's place one day
     */
    public record Supply(
            Mpxn mpxn,
            Mpid supplier,
            LocalDate since,
            Mpid network,
            @Nullable Mpid agent,
            @Nullable String profile,
            @Nullable String area,
            Eui64 meter,
            @Nullable Eui64 proxy,
            PaymentMode payment,
            @Nullable BigDecimal balance,
            BigDecimal register,
            @Nullable String variant,
            boolean proxyAwaitsHandover,
            @Nullable Eui64 loadController,
            @Nullable Export export,
            @Nullable Eui64 spareMeter) {

        public DeviceType meterType() {
            return mpxn.fuel() == Fuel.GAS ? DeviceType.GSME : DeviceType.ESME;
        }
    }

    public record Export(Mpxn mpxn, Mpid supplier, LocalDate since) {}

    /** Anything else in the home's network: displays, load switches. */
    public record Accessory(Eui64 id, DeviceType type) {}

    public enum PaymentMode {
        CREDIT,
        PREPAYMENT
    }

    public Product product(DeviceType type) {
        return Objects.requireNonNull(products.get(type), () -> "The market names no product for type " + type);
    }

    /** A device wherever it is, with what it is. */
    public record Installed(Eui64 id, DeviceType type) {}

    /** With those where nothing is installed yet. */
    public List<Home> everyHome() {
        return Stream.concat(homes.stream(), newHomes.stream()).toList();
    }

    /** Every device of every home, hubs and what still lies in a van included. */
    public List<Installed> devices() {
        return everyHome().stream().flatMap(home -> home.devices().stream()).toList();
    }

    /**
     * @param setting {@code default}, {@code published}, or the path of a YAML file
     * @param extraHomes how many homes to add, for load; always the same ones
     */
    public static Market load(String setting, int extraHomes) {
        try (InputStream file = open(setting)) {
            byte[] yaml = file.readNBytes(LONGEST + 1);
            if (yaml.length > LONGEST) {
                throw new IOException("it is longer than " + LONGEST / (1024 * 1024) + " MB");
            }
            return ExtraHomes.addTo(YAML.readValue(yaml, Market.class), extraHomes);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "The market '" + setting + "' cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /** @param tree as the YAML file has it, each value a text */
    public static Market of(JsonNode tree) {
        try {
            return YAML.treeToValue(tree, Market.class);
        } catch (JsonProcessingException notThis) {
            throw new IllegalArgumentException("This is no market: " + notThis.getOriginalMessage(), notThis);
        }
    }

    private static LoaderOptions limits() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LONGEST);
        return options;
    }

    private static InputStream open(String setting) throws IOException {
        if (!BUILT_IN.contains(setting)) {
            return Files.newInputStream(Path.of(setting));
        }
        return Objects.requireNonNull(Market.class.getResourceAsStream("/market/" + setting + ".yaml"));
    }

    Market withHomes(List<Home> more) {
        List<Home> all = new ArrayList<>(homes);
        all.addAll(more);
        return new Market(name, participants, products, all, newHomes);
    }
}
