package org.meterflow.desk;

import org.springframework.web.servlet.ModelAndView;

/** Asks before something is done that cannot be undone by another click. */
final class Question {

    private Question() {}

    /**
     * @param action the address that does it
     * @param back the page to which whoever does not want it goes
     */
    static ModelAndView page(String question, String consequence, String button, String action, String back) {
        ModelAndView page = new ModelAndView("question");
        page.addObject("question", question);
        page.addObject("consequence", consequence);
        page.addObject("button", button);
        page.addObject("action", action);
        page.addObject("back", back);
        return page;
    }
}
