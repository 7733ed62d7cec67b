package org.meterflow.metering;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One node as a process of its own, so that it can be killed. It writes down what it tells, in the same transaction. */
class NodeProcess {

    static final String LISTENING = "LISTENING ON ";

    private final JdbcClient jdbc;

    NodeProcess(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    void on(MeterAnswered answered) {
        tell(answered.reference(), "ANSWERED");
    }

    @EventListener
    void on(MeterUnreachable unreachable) {
        tell(unreachable.reference(), "UNREACHABLE");
    }

    private void tell(String reference, String how) {
        jdbc.sql("insert into told (reference, how) values (?, ?)")
                .params(reference, how)
                .update();
    }

    public static void main(String[] arguments) {
        ConfigurableApplicationContext node = new SpringApplicationBuilder(MeteringAlone.class, NodeProcess.class)
                .web(WebApplicationType.NONE)
                .profiles("test")
                .run(arguments);
        System.out.println(LISTENING + node.getBean(HeadEnd.class).port());
    }
}
