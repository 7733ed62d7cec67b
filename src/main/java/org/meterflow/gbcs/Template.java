package org.meterflow.gbcs;

import org.meterflow.identifier.Eui64;

/** A command's payload, but for what changes from one command to the next. */
interface Template {

    Octets payload(Context context);

    /**
     * The answer's values under their names.
     *
     * @throws MalformedGbcs when it is no answer to such a command, or does not open
     */
    default MeterAnswer.Values values(Octets answer, Unsealing unsealing) {
        throw new MalformedGbcs("The answers of this use case are not read into values");
    }

    /**
     * @param counter of the message, unsigned 64 bit
     * @param user for whom: the originator, or who is named in the supplementary fields
     * @param request the user's
     * @param here the part of the request that a repeated form is about; else the request
     * @param index of that part, from 0
     */
    record Context(
            long counter,
            Eui64 user,
            Eui64 device,
            RequestPart request,
            RequestPart here,
            int index,
            Surroundings surroundings) {

        static Context of(long counter, Eui64 user, Eui64 device, RequestPart request, Surroundings surroundings) {
            return new Context(counter, user, device, request, request, 0, surroundings);
        }

        Context at(RequestPart part, int newIndex) {
            return new Context(counter, user, device, request, part, newIndex, surroundings);
        }

        /** The part a path starts from: {@code /X} from the whole request, {@code X} from here. */
        RequestPart base(String path) {
            return path.startsWith("/") ? request : here;
        }

        static String inside(String path) {
            return path.startsWith("/") ? path.substring(1) : path;
        }
    }
}
