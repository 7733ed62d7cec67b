package org.meterflow.process.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.Drawn;
import org.meterflow.team.Teams;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/** Looks at the diagrams before the engine is there to deploy them, and ends the start when a case could be stuck in one. */
@Component
class DiagramsAtStart implements BeanFactoryPostProcessor, EnvironmentAware {

    private static final String PATTERN = "camunda.bpm.deployment-resource-pattern";

    private @Nullable Environment environment;

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        if (environment == null) {
            return;
        }
        String[] patterns = environment.getProperty(PATTERN, String[].class, new String[0]);
        if (patterns.length > 0) {
            Beans program = new Beans(
                    beans, environment.getProperty("meterflow.forms.directory", ""), new Teams(environment).names());
            List<String> wrong = Diagrams.at(patterns).wrongFor(program);
            if (!wrong.isEmpty()) {
                throw new UnfitDiagrams(wrong);
            }
        }
    }

    /** The program that runs, or is about to. */
    record Beans(ConfigurableListableBeanFactory beans, String ownForms, Set<String> teams)
            implements DiagramCheck.Program {

        private static final ResourceLoader FILES = new DefaultResourceLoader();

        @Override
        public @Nullable Class<?> named(String name) {
            Class<?> type = beans.containsBean(name) ? beans.getType(name, false) : null;
            return type == null ? null : ClassUtils.getUserClass(type);
        }

        @Override
        public boolean hasForm(String key) {
            return FILES.getResource("classpath:forms/" + key + ".html").exists()
                    || (!ownForms.isEmpty()
                            && FILES.getResource("file:" + ownForms + "/" + key + ".html")
                                    .exists());
        }

        /** Those whose schemas come with it: nothing can be asked of its consumers before they are there. */
        @Override
        public Set<String> messages() {
            try {
                return Stream.of(new PathMatchingResourcePatternResolver().getResources("classpath*:schemas/*.json"))
                        .flatMap(schema -> Stream.ofNullable(schema.getFilename()))
                        .map(file -> file.replaceFirst("\\.json$", ""))
                        .collect(Collectors.toSet());
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        @Override
        public Set<String> drawn() {
            return Set.of(beans.getBeanNamesForAnnotation(Drawn.class));
        }
    }
}
