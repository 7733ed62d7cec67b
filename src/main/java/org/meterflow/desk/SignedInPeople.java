package org.meterflow.desk;

import java.time.Clock;
import java.util.List;
import org.meterflow.desk.People.StoredPassword;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.AuthenticationFailureBadCredentialsEvent;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Component;

/** Lets people in by name and password, and slows down whoever guesses. */
@Component
class SignedInPeople implements UserDetailsService {

    private final People people;
    private final DeskSettings.SignIn settings;
    private final Clock clock;

    SignedInPeople(People people, DeskSettings settings, Clock clock) {
        this.people = people;
        this.settings = settings.signIn();
        this.clock = clock;
    }

    @Override
    public UserDetails loadUserByUsername(String name) {
        Person person = people.find(name).orElseThrow(() -> new UsernameNotFoundException(name));
        StoredPassword password = people.passwordOf(name).orElseThrow(() -> new UsernameNotFoundException(name));
        boolean locked = password.lockedUntil() != null && clock.instant().isBefore(password.lockedUntil());
        return new SignedIn(person, password.hash(), !locked);
    }

    @EventListener
    void on(InteractiveAuthenticationSuccessEvent signedIn) {
        people.signedIn(signedIn.getAuthentication().getName());
    }

    @EventListener(AuthenticationFailureBadCredentialsEvent.class)
    void on(AbstractAuthenticationFailureEvent failed) {
        people.failed(
                failed.getAuthentication().getName(),
                settings.attempts(),
                clock.instant().plus(settings.lock()));
    }

    /** Who signed in, with the name they are called by. */
    static final class SignedIn extends User {

        private final String fullName;

        SignedIn(Person person, String passwordHash, boolean unlocked) {
            super(person.name(), passwordHash, person.enabled(), true, true, unlocked, authorities(person));
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
