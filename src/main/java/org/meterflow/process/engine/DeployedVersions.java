package org.meterflow.process.engine;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which versions of processes are deployed, by this node or another: what was made of them is kept until there are others. */
@Component
public class DeployedVersions {

    private final JdbcClient jdbc;

    DeployedVersions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Another whenever a version has come or gone: the id of a version is never given twice. */
    private String mark() {
        return jdbc.sql("select coalesce(md5(string_agg(id_, ' ' order by id_)), '') from act_re_procdef")
                .query(String.class)
                .single();
    }

    /** Keeps what is made of the deployed versions for as long as these are the same. */
    public <T> Supplier<T> keep(Supplier<T> made) {
        AtomicReference<@Nullable Kept<T>> kept = new AtomicReference<>();
        return () -> {
            String now = mark();
            Kept<T> known = kept.get();
            if (known != null && known.mark().equals(now)) {
                return known.value();
            }
            T value = made.get();
            kept.set(new Kept<>(now, value));
            return value;
        };
    }

    private record Kept<T>(String mark, T value) {}
}
