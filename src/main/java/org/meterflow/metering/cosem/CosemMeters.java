package org.meterflow.metering.cosem;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.meterflow.gbcs.DlmsResponse;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.MeterAnswer;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.gbcs.Octets;
import org.meterflow.identifier.Eui64;
import org.meterflow.metering.cosem.CosemSettings.Model;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Talking to meters outside GBCS, each conversation whole: connect, associate, carry out the steps, release. */
@Component
public class CosemMeters implements DisposableBean {

    /** @param message the results of all steps, in the form of an access response */
    public record Answer(MeterAnswer values, byte[] message) {}

    /** The first byte of every answer's message, and of no GBCS message. */
    private static final int ACCESS_RESPONSE = 0xDA;

    private final CosemModels models;
    private final Profiles profiles;
    private final CosemSettings settings;
    private final Clock clock;
    private final EventLoopGroup threads = new NioEventLoopGroup(1, new DefaultThreadFactory("cosem-lines", true));

    CosemMeters(CosemModels models, Profiles profiles, CosemSettings settings, Clock clock) {
        this.models = models;
        this.profiles = profiles;
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether any model speaks plain DLMS/COSEM here. */
    public boolean areThere() {
        return !models.isEmpty();
    }

    public boolean include(Eui64 device) {
        return models.of(device).isPresent();
    }

    /** How many conversations this node has at the same time, at most. */
    public int atOnce() {
        return settings.connections();
    }

    /** A conversation has ended after this time, one way or the other. */
    public Duration longest() {
        return settings.connectWithin().plus(settings.exchangeWithin());
    }

    /**
     * @param variant service reference variant of the request
     * @throws CosemFailure when this meter cannot be asked that, whoever tries
     */
    public void check(Eui64 device, String variant) {
        models.target(device, model(device));
        steps(device, variant);
    }

    /**
     * One attempt; takes {@link #longest} at most.
     *
     * @throws CosemFailure when the meter gave no answer
     */
    public Answer ask(Eui64 device, String variant, MeterRequest request) {
        Target target = models.target(device, model(device));
        List<Step> steps = steps(device, variant);
        try (CosemLine line = CosemLine.open(target, settings, threads)) {
            CosemClient client = CosemClient.associate(line, target, settings);
            DlmsResponse results = new Conversation(client, request, clock.instant()).carryOut(steps);
            MeterAnswer values = CosemAnswers.read(request, steps, results.results());
            client.release();
            return new Answer(values, results.encode().bytes());
        } catch (MalformedGbcs senseless) {
            throw CosemFailure.passing("The answer of %s makes no sense: %s".formatted(target, senseless.getMessage()));
        }
    }

    /** Whether this is an answer of a meter outside GBCS. */
    public static boolean isAnswer(byte[] message) {
        return message.length > 0 && (message[0] & 0xFF) == ACCESS_RESPONSE;
    }

    /** The values of an answer from before; empty when the profile has changed since. */
    public Optional<MeterAnswer> values(Eui64 device, String variant, MeterRequest request, byte[] message) {
        try {
            return Optional.of(CosemAnswers.read(
                    request,
                    steps(device, variant),
                    DlmsResponse.parse(Octets.of(message)).results()));
        } catch (MalformedGbcs | CosemFailure changed) {
            return Optional.empty();
        }
    }

    private Model model(Eui64 device) {
        return models.of(device)
                .orElseThrow(() -> CosemFailure.lasting(
                        "Device %s is of no model that speaks plain DLMS/COSEM".formatted(device)));
    }

    private List<Step> steps(Eui64 device, String variant) {
        Model model = model(device);
        List<Step> steps = profiles.steps(model.profile(), variant);
        if (steps.isEmpty()) {
            throw CosemFailure.lasting("The profile '%s' of device %s says nothing of service %s"
                    .formatted(model.profile(), device, variant));
        }
        return steps;
    }

    @Override
    public void destroy() {
        threads.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
