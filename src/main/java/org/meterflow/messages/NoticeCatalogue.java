package org.meterflow.messages;

import java.util.Comparator;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The notifications that steps of the running diagrams send, so that an integrator need not read diagrams. */
@Component
public class NoticeCatalogue {

    private final ObjectProvider<NoticeSource> sources;

    NoticeCatalogue(ObjectProvider<NoticeSource> sources) {
        this.sources = sources;
    }

    /** By name. */
    public List<NoticeType> types() {
        return sources.stream()
                .flatMap(source -> source.noticeTypes().stream())
                .sorted(Comparator.comparing(NoticeType::name).thenComparing(NoticeType::recipient))
                .toList();
    }
}
