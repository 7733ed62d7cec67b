package org.meterflow.desk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.web.server.ResponseStatusException;

/**
 * What stands round every page for the person who opened it.
 *
 * @param name of the person; null before sign-in
 * @param fullName what to call them on the page
 * @param path of the page, without the context path
 * @param sessionSeconds after which a session nobody uses ends
 */
record Frame(
        @Nullable String name,
        String fullName,
        Set<Role> roles,
        String path,
        int sessionSeconds,
        String environment,
        boolean demoClock) {

    static Frame of(HttpServletRequest request, String environment, boolean demoClock) {
        Principal principal = request.getUserPrincipal();
        Set<Role> roles = List.of(Role.values()).stream()
                .filter(role -> request.isUserInRole(role.name()))
                .collect(Collectors.toSet());
        HttpSession session = request.getSession(false);
        return new Frame(
                principal == null ? null : principal.getName(),
                fullName(principal),
                roles,
                request.getRequestURI().substring(request.getContextPath().length()),
                session == null ? 0 : session.getMaxInactiveInterval(),
                environment,
                demoClock);
    }

    private static String fullName(@Nullable Principal principal) {
        if (principal instanceof Authentication signedIn) {
            if (signedIn.getPrincipal() instanceof SignedInPeople.SignedIn person) {
                return person.fullName();
            }
            if (signedIn.getPrincipal() instanceof OAuth2User user
                    && user.getAttribute("name") instanceof String name) {
                return name;
            }
        }
        return principal == null ? "" : principal.getName();
    }

    /** The name of whoever is signed in: nobody else may do this. */
    static String me(Frame frame) {
        if (frame.name == null) {
            throw new ResponseStatusException(HttpStatus.UNAUTHORIZED);
        }
        return frame.name;
    }

    public boolean signedIn() {
        return name != null;
    }

    public boolean may(Room room) {
        return roles.stream().anyMatch(room::isOpenTo);
    }

    /** {@link #may} for templates, which know rooms by name. */
    public boolean opens(String room) {
        return may(Room.valueOf(room));
    }

    /** Who may start cases by hand. */
    public boolean startsCases() {
        return roles.contains(Role.OPERATOR) || ownsProcesses();
    }

    /** Who sees which of the others have looked at confidential answers. */
    public boolean seesLooks() {
        return roles.contains(Role.MANAGER) || roles.contains(Role.ADMINISTRATOR);
    }

    /** Watches over the processes, and not only at them. */
    public boolean ownsProcesses() {
        return roles.contains(Role.PROCESS_OWNER) || roles.contains(Role.ADMINISTRATOR);
    }

    /** Who may put changes of diagrams and tables forward, and decide about others'. */
    public boolean changesProcesses() {
        return roles.contains(Role.PROCESS_OWNER);
    }

    public List<Room> rooms() {
        List<Room> open = new ArrayList<>();
        for (Room room : Room.values()) {
            if (may(room)) {
                open.add(room);
            }
        }
        return open;
    }

    public boolean isIn(Room room) {
        return room == Room.HOME
                ? path.equals("/")
                : path.startsWith(room.path())
                        || (room == Room.INBOX && path.startsWith("/tasks"))
                        || (room == Room.CASES && path.startsWith("/failures"));
    }
}
