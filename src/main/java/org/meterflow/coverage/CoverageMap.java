package org.meterflow.coverage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.meterflow.coverage.Coverage.Likelihood;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Coverage home by home, where somebody has surveyed it. */
@Component
public class CoverageMap {

    private final JdbcClient jdbc;

    CoverageMap(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is known already stays. */
    @Transactional
    public void enterUnlessKnown(Coverage coverage) {
        jdbc.sql("""
                        insert into wan_coverage (uprn, postcode, region, available, expected, technology, likelihood,
                                                  auxiliary_equipment)
                        values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                .params(
                        coverage.uprn(),
                        coverage.postcode(),
                        coverage.region(),
                        coverage.available(),
                        coverage.expected(),
                        coverage.technology(),
                        coverage.likelihood().name(),
                        coverage.auxiliaryEquipment())
                .update();
    }

    public Optional<Coverage> at(String uprn) {
        return jdbc.sql("select * from wan_coverage where uprn = ?")
                .param(uprn)
                .query(CoverageMap::read)
                .optional();
    }

    /** Of the homes with this postcode, spaces and capitals apart. */
    public List<Coverage> around(String postcode) {
        return jdbc.sql("""
                        select * from wan_coverage
                        where upper(replace(postcode, ' ', '')) = upper(replace(?, ' ', '')) order by uprn""").param(postcode).query(CoverageMap::read).list();
    }

    private static Coverage read(ResultSet row, int number) throws SQLException {
        return new Coverage(
                row.getString("uprn"),
                row.getString("postcode"),
                row.getString("region"),
                row.getBoolean("available"),
                row.getObject("expected", LocalDate.class),
                row.getString("technology"),
                Likelihood.valueOf(row.getString("likelihood")),
                row.getString("auxiliary_equipment"));
    }
}
