package org.meterflow.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterflow.testing.MeterflowTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Whatever somebody types into an address, the console answers: every page, every part of an address, every parameter. */
@MeterflowTest
class OddAddressesTest {

    private static final String PASSWORD = "a long enough password";
    private static final List<String> ODD = List.of("none", "0", "-1", "99999999999999999999", "%C3%BC", "a%20b");

    @LocalServerPort
    int port;

    @Autowired
    People people;

    @Autowired
    PasswordEncoder passwords;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping pages;

    private Visitor administrator;

    @BeforeEach
    void anAdministrator() {
        jdbc.sql("delete from desk_user").update();
        people.add("administrator", "Administrator", Set.of(Role.ADMINISTRATOR), null, passwords.encode(PASSWORD));
        administrator = new Visitor(port).signIn("administrator", PASSWORD);
    }

    @Test
    void no_page_fails_for_an_odd_part_of_its_address() {
        List<String> failed = new ArrayList<>();
        for (String page : addresses()) {
            for (String odd : page.contains("{") ? ODD : List.of("")) {
                String address = page.replaceAll("\\{[^}]*}", odd);
                int status = administrator.get(address).statusCode();
                if (status >= 500) {
                    failed.add(address + " " + status);
                }
            }
        }
        assertThat(failed).isEmpty();
    }

    @Test
    void the_character_nul_is_refused_in_every_parameter_of_every_page() {
        List<String> failed = new ArrayList<>();
        pages.getHandlerMethods().forEach((mapping, page) -> {
            for (String address : gets(mapping, page)) {
                for (String parameter : parameters(page)) {
                    String asked = address.replaceAll("\\{[^}]*}", "0") + "?" + parameter + "=a%00b";
                    int status = administrator.get(asked).statusCode();
                    if (status != 400 && status != 404 && status != 401) {
                        failed.add(asked + " " + status);
                    }
                }
            }
        });
        assertThat(failed).isEmpty();
    }

    private Set<String> addresses() {
        Set<String> addresses = new TreeSet<>();
        pages.getHandlerMethods().forEach((mapping, page) -> addresses.addAll(gets(mapping, page)));
        assertThat(addresses).contains("/cases", "/processes", "/parties/{id}");
        return addresses;
    }

    /** Streams go on for ever, and are asked for by scripts. */
    private static List<String> gets(RequestMappingInfo mapping, HandlerMethod page) {
        Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
        boolean stream = page.getMethod().getReturnType().equals(SseEmitter.class);
        return stream || !(methods.isEmpty() || methods.contains(RequestMethod.GET))
                ? List.of()
                : mapping.getPatternValues().stream()
                        .filter(path -> !path.equals("/error"))
                        .toList();
    }

    private static List<String> parameters(HandlerMethod page) {
        List<String> names = new ArrayList<>();
        for (MethodParameter parameter : page.getMethodParameters()) {
            RequestParam asked = parameter.getParameterAnnotation(RequestParam.class);
            if (asked != null) {
                parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
                names.add(asked.name().isEmpty() ? String.valueOf(parameter.getParameterName()) : asked.name());
            } else if (parameter.getParameterType().isRecord() && parameter.getParameterAnnotations().length == 0) {
                Stream.of(parameter.getParameterType().getRecordComponents())
                        .map(RecordComponent::getName)
                        .forEach(names::add);
            }
        }
        return names;
    }
}
