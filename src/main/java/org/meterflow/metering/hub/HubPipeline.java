package org.meterflow.metering.hub;

import io.netty.channel.ChannelHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.apache.camel.component.netty.ChannelHandlerFactory;
import org.apache.camel.component.netty.DefaultChannelHandlerFactory;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What lies between the socket and the route, in this order; each line has its own. */
@Configuration
class HubPipeline {

    /** An executor by its nature, but the line's alone: no default candidate for whoever looks for one. */
    @Bean(destroyMethod = "shutdownGracefully", defaultCandidate = false)
    HeadEndPort headEndPort() {
        return new HeadEndPort();
    }

    @Bean
    List<ChannelHandler> hubHandlers(HubSettings settings, HubLines lines, Greetings greetings, SslBundles bundles) {
        List<ChannelHandler> handlers = new ArrayList<>();
        String bundle = settings.tlsBundle();
        if (bundle != null && !bundle.isBlank()) {
            SSLContext context = bundles.getBundle(bundle).createSslContext();
            handlers.add(perLine(() -> tls(context)));
        }
        long silence = settings.pingAfter().toMillis();
        handlers.add(new HubFrameEncoder());
        handlers.add(perLine(HubFrameDecoder::new));
        handlers.add(perLine(() -> new IdleStateHandler(silence, 0, 0, TimeUnit.MILLISECONDS)));
        handlers.add(perLine(() -> new HubListener(lines, greetings)));
        return handlers;
    }

    private static ChannelHandler tls(SSLContext context) {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        return new SslHandler(engine);
    }

    private static ChannelHandlerFactory perLine(Supplier<ChannelHandler> handler) {
        return new DefaultChannelHandlerFactory() {
            @Override
            public ChannelHandler newChannelHandler() {
                return handler.get();
            }
        };
    }
}
