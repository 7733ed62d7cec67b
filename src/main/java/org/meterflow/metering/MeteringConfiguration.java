package org.meterflow.metering;

import org.meterflow.gbcs.GbcsCrypto;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class MeteringConfiguration {

    @Bean
    GbcsCrypto gbcsCrypto() {
        return GbcsCrypto.jdk();
    }
}
