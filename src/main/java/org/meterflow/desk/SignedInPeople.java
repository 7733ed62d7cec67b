package org.meterflow.desk;

import java.util.List;
import org.meterflow.door.Sender;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Lets people in by name and password. */
@Component
class SignedInPeople implements UserDetailsService {

    private final People people;
    private final Guesses guesses;

    SignedInPeople(People people, Guesses guesses) {
        this.people = people;
        this.guesses = guesses;
    }

    @Override
    public UserDetails loadUserByUsername(String name) {
        Person person = people.find(name).orElseThrow(() -> new UsernameNotFoundException(name));
        String hash = people.passwordOf(name).orElseThrow(() -> new UsernameNotFoundException(name));
        return new SignedIn(person, hash);
    }

    @EventListener
    void on(InteractiveAuthenticationSuccessEvent signedIn) {
        people.signedIn(signedIn.getAuthentication().getName());
        if (signedIn.getAuthentication().getDetails() instanceof WebAuthenticationDetails from) {
            guesses.right(signedIn.getAuthentication().getName(), Sender.network(from.getRemoteAddress()));
        }
    }

    /** Who signed in, with the name they are called by. */
    static final class SignedIn extends User {

        private final String fullName;

        SignedIn(Person person, String passwordHash) {
            super(person.name(), passwordHash, person.enabled(), true, true, true, authorities(person));
            this.fullName = person.fullName();
        }

        private static List<SimpleGrantedAuthority> authorities(Person person) {
            return person.roles().stream()
                    .map(role -> new SimpleGrantedAuthority(role.authority()))
                    .toList();
        }

        String fullName() {
            return fullName;
        }
    }
}
