/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server;

import io.crosscurrent.core.registry.RegistryRecord;
import io.crosscurrent.server.application.FlinkRole;
import io.crosscurrent.server.engine.Engines;
import io.crosscurrent.server.store.StoreAddress;
import io.javalin.config.JavalinConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** How a control plane runs. {@link #in} has usual values, {@code with…} methods give changed copies. Immutable. */
public final class ControlPlaneSettings {
    private final Path dataDirectory;
    private final Engines engines;
    private Path accessKeyFile;
    private String bindHost = "127.0.0.1";
    private int port;
    private Set<String> hostNames = Set.of();
    private String region = "us-east-1";
    private String account = "000000000000";
    private String registryTopic = RegistryRecord.DEFAULT_TOPIC;
    private Function<String, List<String>> sessionOpening = role -> List.of();
    private String version = "0.1.0";
    private Consumer<JavalinConfig> pages = config -> {};
    private StoreAddress store;
    private boolean resumesJobs = true;

    private ControlPlaneSettings(Path dataDirectory, Engines engines) {
        this.dataDirectory = dataDirectory;
        this.engines = engines;
        this.accessKeyFile = dataDirectory.resolve("access-key");
    }

    private ControlPlaneSettings copy() {
        ControlPlaneSettings copy = new ControlPlaneSettings(dataDirectory, engines);
        copy.accessKeyFile = accessKeyFile;
        copy.bindHost = bindHost;
        copy.port = port;
        copy.hostNames = hostNames;
        copy.region = region;
        copy.account = account;
        copy.registryTopic = registryTopic;
        copy.sessionOpening = sessionOpening;
        copy.version = version;
        copy.pages = pages;
        copy.store = store;
        copy.resumesJobs = resumesJobs;
        return copy;
    }

    /**
     * Loopback, a free port, region us-east-1, account 000000000000.
     *
     * @param directory where the store and its sealing key are kept; made when missing
     */
    public static ControlPlaneSettings in(Path directory, Engines engines) {
        return new ControlPlaneSettings(directory, engines);
    }

    /**
     * @param host address to listen on
     * @param listenPort 0 to 65535; 0 chooses a free one
     * @param names names under which clients may call it, beside addresses and {@code localhost}
     */
    public ControlPlaneSettings withAddress(String host, int listenPort, Set<String> names) {
        ControlPlaneSettings copy = copy();
        copy.bindHost = host;
        copy.port = listenPort;
        copy.hostNames = Set.copyOf(names);
        return copy;
    }

    /** @param file the root access key, made at the first start with mode 600, in the form of an AWS credentials file */
    public ControlPlaneSettings withAccessKeyFile(Path file) {
        ControlPlaneSettings copy = copy();
        copy.accessKeyFile = file;
        return copy;
    }

    /** Parts of every ARN; requests may be signed for any region. */
    public ControlPlaneSettings withIdentity(String newRegion, String newAccount) {
        ControlPlaneSettings copy = copy();
        copy.region = newRegion;
        copy.account = newAccount;
        return copy;
    }

    /** @param statements of SQL that open each session, for example those of the Crosscurrent catalogue */
    public ControlPlaneSettings withSessionOpening(List<String> statements) {
        List<String> always = List.copyOf(statements);
        return withSessionOpeningAs(role -> always);
    }

    /** @param statements of SQL that open a session in the name of the role with this ARN */
    public ControlPlaneSettings withSessionOpeningAs(Function<String, List<String>> statements) {
        ControlPlaneSettings copy = copy();
        copy.sessionOpening = statements;
        return copy;
    }

    /** Shown by GetStatus. */
    public ControlPlaneSettings withVersion(String newVersion) {
        ControlPlaneSettings copy = copy();
        copy.version = newVersion;
        return copy;
    }

    /** Routes of pages on the same listener. */
    public ControlPlaneSettings withPages(Consumer<JavalinConfig> routes) {
        ControlPlaneSettings copy = copy();
        copy.pages = routes;
        return copy;
    }

    /**
     * @param goOn whether jobs of notes that ended with the platform go on at its next start; otherwise they are shown as lost
     *     and go on when somebody says so
     */
    public ControlPlaneSettings withJobsResumed(boolean goOn) {
        ControlPlaneSettings copy = copy();
        copy.resumesJobs = goOn;
        return copy;
    }

    /** Keeps what the control plane knows in this database instead of its directory. */
    public ControlPlaneSettings withStore(StoreAddress address) {
        ControlPlaneSettings copy = copy();
        copy.store = address;
        return copy;
    }

    public Path dataDirectory() {
        return dataDirectory;
    }

    public Engines engines() {
        return engines;
    }

    public Path accessKeyFile() {
        return accessKeyFile;
    }

    public String bindHost() {
        return bindHost;
    }

    public int port() {
        return port;
    }

    public Set<String> hostNames() {
        return hostNames;
    }

    public String region() {
        return region;
    }

    public String account() {
        return account;
    }

    /** Where tasks tell how far they are. */
    public String registryTopic() {
        return registryTopic;
    }

    /** For sessions of nobody in particular. */
    public List<String> sessionOpening() {
        return sessionOpening.apply(FlinkRole.arn(account));
    }

    /** For sessions in the name of the role with the ARN that is given. */
    public Function<String, List<String>> sessionOpeningAs() {
        return sessionOpening;
    }

    public String version() {
        return version;
    }

    public Consumer<JavalinConfig> pages() {
        return pages;
    }

    public boolean resumesJobs() {
        return resumesJobs;
    }

    /** Empty for H2 in the data directory. */
    public Optional<StoreAddress> store() {
        return Optional.ofNullable(store);
    }
}
