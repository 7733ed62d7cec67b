package org.meterflow.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** What people type into an address in place of a number is told them on a page, not as a program would be told. */
@ControllerAdvice(basePackageClasses = MistypedAddresses.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class MistypedAddresses {

    @ExceptionHandler(MethodArgumentTypeMismatchException.class)
    void on(HttpServletResponse response) throws IOException {
        response.sendError(HttpStatus.BAD_REQUEST.value());
    }
}
