package org.meterflow.process.form;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * The forms that come with the program, each of which a file of the same name in the installation's own folder replaces. Here
 * a form is called as its file is uploaded: {@code change-of-supplier.handle-objection}.
 */
@Component
class FormFiles {

    private static final Pattern KEY = Pattern.compile("([a-z0-9-]+)\\.([a-z0-9-]+)");
    private static final Pattern PATH = Pattern.compile("([a-z0-9-]+)/([a-z0-9-]+)\\.html$");

    private final PathMatchingResourcePatternResolver files = new PathMatchingResourcePatternResolver();
    private final String own;

    FormFiles(@Value("${meterflow.forms.directory:}") String own) {
        this.own = own;
    }

    Set<String> keys() {
        Set<String> keys = new TreeSet<>();
        try {
            for (String folder : folders()) {
                for (Resource file :
                        files.getResources(folder.replaceFirst("^classpath:", "classpath*:") + "/*/*.html")) {
                    Matcher path = PATH.matcher(file.getURL().getPath());
                    if (path.find()) {
                        keys.add(path.group(1) + "." + path.group(2));
                    }
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return keys;
    }

    Optional<byte[]> read(String key) {
        Matcher named = KEY.matcher(key);
        if (!named.matches()) {
            return Optional.empty();
        }
        try {
            for (String folder : folders()) {
                Resource file = files.getResource(folder + "/" + named.group(1) + "/" + named.group(2) + ".html");
                if (file.exists()) {
                    return Optional.of(file.getContentAsByteArray());
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return Optional.empty();
    }

    private String[] folders() {
        return own.isEmpty() ? new String[] {"classpath:forms"} : new String[] {"file:" + own, "classpath:forms"};
    }
}
