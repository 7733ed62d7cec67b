package org.meterflow.desk;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.meterflow.door.RateLimits;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Slows down whoever guesses passwords, by address and by name, and locks nobody out: from an address where somebody signs in
 * at other times, only guesses at their own name from there make them wait.
 */
@Component
class Guesses {

    private static final double NANOS = 1e9;
    private static final int MANY = 10_000;

    private final RateLimits ofAddress;
    private final RateLimits ofName;
    private final RateLimits atHome;
    private final Set<String> homes = ConcurrentHashMap.newKeySet();

    @Autowired
    Guesses(DeskSettings settings) {
        this(settings.signIn(), System::nanoTime);
    }

    Guesses(DeskSettings.SignIn settings, LongSupplier nanoTime) {
        double rate = NANOS / settings.every().toNanos();
        this.ofAddress = new RateLimits(rate, settings.attempts(), nanoTime);
        this.atHome = new RateLimits(rate, settings.attempts(), nanoTime);
        this.ofName = new RateLimits(NANOS / settings.everyForName().toNanos(), settings.attemptsForName(), nanoTime);
    }

    /** To be asked before a password is looked at. @return how long to wait; zero when it may be looked at */
    Duration admit(String name, String sender) {
        if (homes.contains(home(name, sender))) {
            return atHome.take(home(name, sender));
        }
        Duration wait = ofAddress.take(sender);
        return wait.isZero() ? ofName.take(name) : wait;
    }

    /** The password was right: that attempt was no guess. */
    void right(String name, String sender) {
        String home = home(name, sender);
        if (homes.contains(home)) {
            atHome.giveBack(home);
        } else {
            ofAddress.giveBack(sender);
            ofName.giveBack(name);
            if (homes.size() < MANY) {
                homes.add(home);
            }
        }
    }

    private static String home(String name, String sender) {
        return name + " " + sender;
    }
}
