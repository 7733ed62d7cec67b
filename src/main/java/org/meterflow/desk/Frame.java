package org.meterflow.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What stands round every page for the person who opened it.
 *
 * @param name of the person; null before sign-in
 * @param path of the page, without the context path
 */
record Frame(@Nullable String name, Set<Role> roles, String path, String environment, boolean demoClock) {

    static Frame of(HttpServletRequest request, String environment, boolean demoClock) {
        Principal principal = request.getUserPrincipal();
        Set<Role> roles = List.of(Role.values()).stream()
                .filter(role -> request.isUserInRole(role.name()))
                .collect(Collectors.toSet());
        return new Frame(
                principal == null ? null : principal.getName(),
                roles,
                request.getRequestURI().substring(request.getContextPath().length()),
                environment,
                demoClock);
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
        return room.path().equals("/") ? path.equals("/") : path.startsWith(room.path());
    }
}
