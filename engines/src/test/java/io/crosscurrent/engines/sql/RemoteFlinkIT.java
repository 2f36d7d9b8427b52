/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.engines.job.JobCluster;
import io.crosscurrent.engines.job.JobClusterContract;
import io.crosscurrent.engines.sql.SqlEngine.SqlRun;
import io.crosscurrent.engines.sql.SqlEngine.SqlSession;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.gateway.SqlGateway;
import org.apache.flink.table.gateway.service.context.DefaultContext;
import org.apache.flink.table.gateway.service.session.SessionManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over the REST API of a real SQL gateway. */
class RemoteFlinkIT implements SqlEngineContract, JobClusterContract {
    @TempDir
    static Path directory;

    private static FlinkCluster cluster;
    private static SqlGateway gateway;
    private static FlinkAddress address;
    private static RemoteFlink flink;

    @BeforeAll
    static void startGateway() throws Exception {
        FlinkSettings settings = FlinkSettings.in(directory).withOptions(Map.of("web.submit.enable", "true"));
        Configuration configuration = FlinkOptions.cluster(settings, directory, directory, "");
        FlinkOptions.checkpoints(configuration, directory.resolve("checkpoints"));
        cluster = new FlinkCluster(configuration, settings.slots());
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Configuration sessions =
                FlinkOptions.sessions(configuration, cluster.restAddress().getPort());
        sessions.setString("sql-gateway.endpoint.type", "rest");
        sessions.setString("sql-gateway.endpoint.rest.address", "127.0.0.1");
        sessions.setString("sql-gateway.endpoint.rest.bind-address", "127.0.0.1");
        sessions.setString("sql-gateway.endpoint.rest.port", Integer.toString(port));
        sessions.setString("sql-gateway.endpoint.rest.bind-port", Integer.toString(port));
        gateway = new SqlGateway(sessions, SessionManager.create(new DefaultContext(sessions, List.of())));
        gateway.start();
        address = FlinkAddress.of(URI.create("http://127.0.0.1:" + port)).withJobManager(cluster.restAddress());
        flink = new RemoteFlink(address);
        flink.start();
    }

    @AfterAll
    static void stopGateway() {
        flink.close();
        gateway.stop();
        cluster.close();
    }

    @Override
    public JobCluster cluster() {
        return flink.cluster();
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Test
    void needsTheJobManagerForPrograms() {
        try (RemoteFlink gatewayOnly = new RemoteFlink(FlinkAddress.of(address.gateway()))) {
            assertThatThrownBy(gatewayOnly::cluster)
                    .isInstanceOfSatisfying(CrosscurrentException.class, e -> assertThat(e.code())
                            .isEqualTo("flink.no_job_manager"));
        }
    }

    @Override
    public SqlEngine engine() {
        return flink;
    }

    @Test
    void stopsAQueryWithoutKnowingTheJobManager() {
        try (RemoteFlink gatewayOnly = new RemoteFlink(FlinkAddress.of(address.gateway()));
                SqlSession session = gatewayOnly.open(Map.of(), List.of(COUNTER))) {
            SqlRun run = session.execute("SELECT n FROM ticks", Map.of());
            run.close();
            assertThat(run.jobId()).isNotEmpty();
            assertThat(gatewayOnly.jobs())
                    .anyMatch(job -> job.id().equals(run.jobId()) && job.state().equals("CANCELED"));
        }
    }

    @Test
    void keepsItsSessionsAlive() {
        try (SqlSession session = flink.open(Map.of(), List.of())) {
            ((RemoteSession) session).heartbeat();
            assertThat(session).isNotNull();
        }
    }

    @Test
    void saysThatNobodyAnswers() {
        RemoteFlink nobody = new RemoteFlink(FlinkAddress.of(URI.create("http://127.0.0.1:1")));
        assertThatThrownBy(nobody::start).isInstanceOfSatisfying(CrosscurrentException.class, e -> assertThat(e.code())
                .isEqualTo("flink.unreachable"));
    }
}
