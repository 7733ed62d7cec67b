package org.meterflow.desk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.support.RequestContextUtils;

/** Tells the browser which form the platform has taken: only then does it forget what was typed into it. */
@Component
class TakenDrafts implements HandlerInterceptor, WebMvcConfigurer {

    private static final String TAKEN = "draftTaken";

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView page) {
        String draft = request.getParameter("_draft");
        if (draft == null || page == null || !HttpMethod.POST.matches(request.getMethod())) {
            return;
        }
        String view = page.getViewName();
        if (view != null && view.startsWith("redirect:")) {
            FlashMap told = RequestContextUtils.getOutputFlashMap(request);
            if (!told.containsKey("warned")) {
                told.put(TAKEN, draft);
            }
        } else if (page.getStatus() == null || page.getStatus() == HttpStatus.OK) {
            page.addObject(TAKEN, draft);
        }
    }
}
