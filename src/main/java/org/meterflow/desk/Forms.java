package org.meterflow.desk;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.thymeleaf.IEngineConfiguration;
import org.thymeleaf.spring6.templateresolver.SpringResourceTemplateResolver;
import org.thymeleaf.templatemode.TemplateMode;

/**
 * Where task forms come from: {@code forms/} of the program, each of which an installation can replace by a file of the
 * same name in a folder of its own ({@code meterflow.forms.directory}).
 */
@Configuration
class Forms {

    /** A form's template name is this and its form key. */
    static final String PREFIX = "forms/";

    @Bean
    @ConditionalOnProperty("meterflow.forms.directory")
    SpringResourceTemplateResolver ownForms(
            ApplicationContext context, @Value("${meterflow.forms.directory}") Path directory) {
        SpringResourceTemplateResolver resolver = new FormResolver(context, "file:" + directory.toAbsolutePath() + "/");
        resolver.setOrder(1);
        resolver.setCacheable(false);
        return resolver;
    }

    /** Read anew each time when there is a folder: a form put there counts at once. */
    @Bean
    SpringResourceTemplateResolver suppliedForms(
            ApplicationContext context, @Value("${meterflow.forms.directory:}") String directory) {
        SpringResourceTemplateResolver resolver = new FormResolver(context, "classpath:forms/");
        resolver.setOrder(2);
        resolver.setCacheable(directory.isEmpty());
        return resolver;
    }

    private static final class FormResolver extends SpringResourceTemplateResolver {

        FormResolver(ApplicationContext context, String folder) {
            setApplicationContext(context);
            setTemplateMode(TemplateMode.HTML);
            setCharacterEncoding("UTF-8");
            setPrefix(folder);
            setSuffix(".html");
            setCheckExistence(true);
            setResolvablePatterns(Set.of(PREFIX + "*"));
        }

        @Override
        protected String computeResourceName(
                IEngineConfiguration configuration,
                @Nullable String ownerTemplate,
                String template,
                String prefix,
                String suffix,
                boolean forceSuffix,
                Map<String, String> aliases,
                @Nullable Map<String, Object> attributes) {
            return super.computeResourceName(
                    configuration,
                    ownerTemplate,
                    template.substring(PREFIX.length()),
                    prefix,
                    suffix,
                    forceSuffix,
                    aliases,
                    attributes);
        }
    }
}
