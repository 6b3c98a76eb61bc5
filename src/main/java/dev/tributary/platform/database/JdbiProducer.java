package dev.tributary.platform.database;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jdbi.v3.core.transaction.CMTTransactionHandler;
import org.jdbi.v3.postgres.PostgresPlugin;

/** Set-based SQL beside Hibernate. Handles join the transaction of the thread; outside of one each statement commits. */
@ApplicationScoped
class JdbiProducer {

    @Produces
    @Singleton
    Jdbi jdbi(AgroalDataSource dataSource) {
        return Jdbi.create(dataSource)
                .installPlugin(new PostgresPlugin())
                // As text with its zone, so that neither the machine's zone nor the session's matters.
                .registerArrayType(Instant.class, "timestamptz", Instant::toString)
                .registerArrayType(byte[].class, "bytea")
                // What customers wrote is bound to statements, and must not get into logs by way of a failure.
                .configure(StatementExceptions.class, it -> it.setMessageRendering(MessageRendering.NONE))
                .setTransactionHandler(new CMTTransactionHandler());
    }
}
