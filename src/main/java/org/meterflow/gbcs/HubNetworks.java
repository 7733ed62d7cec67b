package org.meterflow.gbcs;

import java.util.List;

/** What hubs are told of their network: the log of the hub that was replaced, and the channels of the radio. */
final class HubNetworks {

    private static final int PAGE_BITS = 27;

    private HubNetworks() {}

    /** Network and devices with their hashed keys, as the old hub backed them up. */
    static DlmsData replacedHubLog(Template.Context context) {
        HubLog log = context.surroundings().hubLog();
        if (log == null) {
            throw new MissingParameter("The device log of the replaced hub is not known");
        }
        return DlmsData.structure(
                DlmsData.octets(log.networkId()),
                new DlmsData.Array(log.entries().stream()
                        .<DlmsData>map(entry -> DlmsData.structure(
                                DlmsData.octets(Octets.owning(entry.device().bytes())),
                                DlmsData.octets(entry.hashedKey())))
                        .toList()));
    }

    /**
     * {@code channels(page, first, $Path)}: five bits of the page, then one for each channel, the last for the first; a
     * request names channels by elements {@code Channel28} and the like.
     */
    static Octets channels(Template.Context context, List<Expression> given) {
        long page = given.get(0).number(context);
        long first = given.get(1).number(context);
        if (!(given.get(2) instanceof Expression.Parameter place)) {
            throw new IllegalArgumentException("channels takes a $path");
        }
        long mask = page << PAGE_BITS;
        for (RequestPart band : context.base(place.path()).all(Template.Context.inside(place.path()))) {
            for (RequestPart channel : band.parts()) {
                mask |= 1L << bit(channel, first);
            }
        }
        return new OctetWriter().u32(mask).toOctets();
    }

    private static long bit(RequestPart channel, long first) {
        String number = channel.name().replaceFirst("\\D+", "");
        long bit = number.matches("\\d{1,3}") ? Long.parseLong(number) - first : -1;
        if (bit < 0 || bit >= PAGE_BITS) {
            throw new MissingParameter("%s is no channel of its band".formatted(channel.name()));
        }
        return bit;
    }
}
