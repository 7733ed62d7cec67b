package org.meterflow.party;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The certificates of organisations and devices, as the key infrastructure's repository publishes them. */
@Component
public class Certificates {

    private static final int PARSED_KEPT = 20_000;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final PkiSettings settings;
    private final Map<BigInteger, X509Certificate> parsed = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<BigInteger, X509Certificate> eldest) {
            return size() > PARSED_KEPT;
        }
    };

    Certificates(JdbcClient jdbc, JdbcTemplate batches, PkiSettings settings) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.settings = settings;
    }

    public Optional<Certificate> bySerial(BigInteger serial) {
        return jdbc.sql("select * from certificate where serial = ?")
                .param(new BigDecimal(serial))
                .query(this::read)
                .optional();
    }

    /** The one certificate to use now; of several roles, that of the lowest number. */
    public Optional<Certificate> inUse(Eui64 owner, CertificateUse use) {
        return jdbc.sql("""
                        select * from certificate where owner = ? and use = ? and status = 'IN_USE'
                         order by role limit 1
                        """).params(owner.value(), use.name()).query(this::read).optional();
    }

    /** Everything this owner has, whatever its status. */
    public List<Certificate> of(Eui64 owner) {
        return jdbc.sql("select * from certificate where owner = ? order by use, role, serial")
                .param(owner.value())
                .query(this::read)
                .list();
    }

    /** The certificates that signed the others: root and issuing authorities. */
    public List<Certificate> issuers() {
        return jdbc.sql("select * from certificate where use = 'CA' order by role, serial")
                .query(this::read)
                .list();
    }

    /** In force at this time: not pending, revoked or expired, and within its dates where those count. */
    public boolean valid(Certificate certificate, Instant at) {
        boolean published = certificate.status() == CertificateStatus.IN_USE
                || certificate.status() == CertificateStatus.NOT_IN_USE;
        if (!published || !settings.checkValidity()) {
            return published;
        }
        return !at.isBefore(certificate.x509().getNotBefore().toInstant())
                && !at.isAfter(certificate.x509().getNotAfter().toInstant());
    }

    /** Adds a certificate; what was in use in its place is so no longer. */
    @Transactional
    public void add(Certificate certificate) {
        addAll(List.of(certificate));
    }

    /** Adds those not yet known; of each owner, use and role, one that comes in use takes the place of another. */
    @Transactional
    public void addAll(Collection<Certificate> certificates) {
        Set<BigInteger> known = new HashSet<>(serials());
        List<Certificate> fresh =
                certificates.stream().filter(one -> known.add(one.serial())).toList();
        List<Object[]> displaced = fresh.stream()
                .filter(one -> one.status() == CertificateStatus.IN_USE)
                .map(one ->
                        new @Nullable Object[] {one.owner().value(), one.use().name(), one.role()})
                .toList();
        batches.batchUpdate("""
                update certificate set status = 'NOT_IN_USE'
                 where owner = ? and use = ? and role is not distinct from ? and status = 'IN_USE'
                """, displaced);
        batches.batchUpdate(
                "insert into certificate (serial, owner, use, role, status, der) values (?, ?, ?, ?, ?, ?)",
                fresh.stream().map(Certificates::row).toList());
    }

    /** @throws UnreadableCertificate when there is none of this number */
    @Transactional
    public void changeStatus(BigInteger serial, CertificateStatus status) {
        int changed = jdbc.sql("update certificate set status = ? where serial = ?")
                .params(status.name(), new BigDecimal(serial))
                .update();
        if (changed == 0) {
            throw new UnreadableCertificate("No certificate has the serial number " + serial);
        }
    }

    Set<BigInteger> serials() {
        return jdbc.sql("select serial from certificate")
                .query((row, number) -> row.getBigDecimal(1).toBigIntegerExact())
                .set();
    }

    private static @Nullable Object[] row(Certificate certificate) {
        return new @Nullable Object[] {
            new BigDecimal(certificate.serial()),
            certificate.owner().value(),
            certificate.use().name(),
            certificate.role(),
            certificate.status().name(),
            certificate.der()
        };
    }

    private Certificate read(ResultSet row, int number) throws SQLException {
        BigInteger serial = row.getBigDecimal("serial").toBigIntegerExact();
        return new Certificate(
                serial,
                new Eui64(row.getString("owner")),
                CertificateUse.valueOf(row.getString("use")),
                (Integer) row.getObject("role"),
                CertificateStatus.valueOf(row.getString("status")),
                x509(serial, row.getBytes("der")));
    }

    private X509Certificate x509(BigInteger serial, byte[] der) {
        synchronized (parsed) {
            return parsed.computeIfAbsent(serial, unseen -> parse(der));
        }
    }

    private static X509Certificate parse(byte[] der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException damaged) {
            throw new UnreadableCertificate("A stored certificate cannot be parsed", damaged);
        }
    }
}
