package org.meterflow.metering.cosem;

import java.io.ByteArrayOutputStream;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsRequest.Verb;
import org.meterflow.gbcs.DlmsResponse.Result;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.OctetReader;
import org.meterflow.gbcs.OctetWriter;
import org.meterflow.gbcs.Octets;

/**
 * Reads a value that comes in several answers.
 *
 * @param largestValue in bytes, beyond which nobody waits for its end
 */
record BlockReading(CosemExchange exchange, long largestValue) {

    private static final int NEXT_BLOCK = 2;

    /** @param first the answer, from behind its head */
    Result read(OctetReader first) {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        OctetReader block = first;
        for (long expected = 1; ; expected++) {
            boolean last = block.u8("whether this is the last block") != 0;
            long number = block.u32("the block's number");
            if (number != expected) {
                throw new MalformedGbcs("Block %s came where block %s was due".formatted(number, expected));
            }
            if (block.u8("data or a reason") != 0) {
                return Result.failed(Verb.GET, CosemClient.code(block));
            }
            byte[] part = block.take(block.berLength("a block"), "a block");
            block.expectEnd("the block");
            value.writeBytes(part);
            if (value.size() > largestValue || part.length == 0 && !last) {
                throw CosemFailure.lasting(
                        "The meter sends a value in blocks that ends nowhere: %s bytes so far".formatted(value.size()));
            }
            if (last) {
                return Result.of(Verb.GET, DlmsData.parse(Octets.of(value.toByteArray())));
            }
            block = exchange.ask(new OctetWriter()
                    .u8(CosemClient.GET_REQUEST)
                    .u8(NEXT_BLOCK)
                    .u8(exchange.invocation())
                    .u32(number));
            if (exchange.head(block, CosemClient.GET_RESPONSE) != CosemClient.IN_BLOCKS) {
                throw new MalformedGbcs("The meter did not go on with block " + (expected + 1));
            }
        }
    }
}
