package org.meterflow.onboarding;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What is too much for one file, before anything is made of it.
 *
 * @param longestMarketFile in characters of one byte
 * @param longestMarketLine in characters
 * @param mostMarketValues names and values; each takes some hundred bytes of memory while the file is checked
 * @param longestCertificateFile one file
 * @param mostCertificates in all files brought in together
 * @param mostAuthorities the same of those that sign others, each of which may have to be tried with each
 */
@ConfigurationProperties("meterflow.onboarding")
public record OnboardingSettings(
        @DefaultValue("16MB") DataSize longestMarketFile,
        @DefaultValue("4096") int longestMarketLine,
        @DefaultValue("1000000") int mostMarketValues,
        @DefaultValue("1MB") DataSize longestCertificateFile,
        @DefaultValue("5000") int mostCertificates,
        @DefaultValue("50") int mostAuthorities) {}
