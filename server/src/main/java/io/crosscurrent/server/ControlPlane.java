/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.engines.kafka.iam.IamAccess;
import io.crosscurrent.server.access.AccessKeys;
import io.crosscurrent.server.application.ApplicationService;
import io.crosscurrent.server.application.FlinkRole;
import io.crosscurrent.server.aws.AwsListener;
import io.crosscurrent.server.aws.Caller;
import io.crosscurrent.server.aws.Permission;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.aws.SignatureVerifier;
import io.crosscurrent.server.aws.SigningKey;
import io.crosscurrent.server.aws.WireService;
import io.crosscurrent.server.cloudwatch.LogsService;
import io.crosscurrent.server.cloudwatch.MetricsService;
import io.crosscurrent.server.cloudwatch.Samples;
import io.crosscurrent.server.connector.ConnectorOperations;
import io.crosscurrent.server.connector.Connectors;
import io.crosscurrent.server.dms.Account;
import io.crosscurrent.server.dms.Arns;
import io.crosscurrent.server.dms.DmsService;
import io.crosscurrent.server.dms.Platform;
import io.crosscurrent.server.dms.endpoint.Certificates;
import io.crosscurrent.server.dms.endpoint.Connections;
import io.crosscurrent.server.dms.endpoint.EndpointCheck;
import io.crosscurrent.server.dms.endpoint.EndpointSecrets;
import io.crosscurrent.server.dms.endpoint.Endpoints;
import io.crosscurrent.server.dms.endpoint.Schemas;
import io.crosscurrent.server.dms.event.EventSubscriptions;
import io.crosscurrent.server.dms.instance.Instances;
import io.crosscurrent.server.dms.instance.SubnetGroups;
import io.crosscurrent.server.dms.task.Assessments;
import io.crosscurrent.server.dms.task.Tasks;
import io.crosscurrent.server.iam.Identity;
import io.crosscurrent.server.monitoring.Health;
import io.crosscurrent.server.monitoring.Measures;
import io.crosscurrent.server.monitoring.MonitoringPages;
import io.crosscurrent.server.msk.MskService;
import io.crosscurrent.server.objects.ObjectService;
import io.crosscurrent.server.objects.ObjectStore;
import io.crosscurrent.server.parameter.ParameterService;
import io.crosscurrent.server.platform.MappingCheck;
import io.crosscurrent.server.platform.PlatformService;
import io.crosscurrent.server.platform.Progress;
import io.crosscurrent.server.platform.SqlRuns;
import io.crosscurrent.server.platform.Status;
import io.crosscurrent.server.platform.Topics;
import io.crosscurrent.server.registry.Registry;
import io.crosscurrent.server.secret.Secrets;
import io.crosscurrent.server.secret.SecretsService;
import io.crosscurrent.server.stack.CloudFormationService;
import io.crosscurrent.server.stack.StoredValues;
import io.crosscurrent.server.stack.resource.Api;
import io.crosscurrent.server.store.Store;
import io.crosscurrent.server.studio.Studio;
import io.crosscurrent.server.studio.catalogue.Catalogue;
import io.crosscurrent.server.studio.command.Commands;
import io.crosscurrent.server.studio.dashboard.Dashboards;
import io.crosscurrent.server.studio.page.StudioPages;
import io.crosscurrent.server.studio.pipeline.Pipelines;
import io.crosscurrent.server.studio.run.Runs;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control plane: one listener with the AWS services and the platform's own, over one store. It answers at once, also
 * while engines are still starting; it does not own the engines and does not close them.
 */
public final class ControlPlane implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlPlane.class);

    private final ControlPlaneSettings settings;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final AccessKeys keys;
    private final AwsListener listener;
    private final Commands commands;
    private final IamAccess kafkaAccess;
    private final Studio.Parts studio;

    /** Opens the store, begins to listen, and takes up the tasks that ran before. */
    public static ControlPlane start(ControlPlaneSettings settings) {
        return new ControlPlane(settings);
    }

    private ControlPlane(ControlPlaneSettings settings) {
        this.settings = settings;
        boolean started = false;
        try {
            makeDirectory();
            Clock clock = Clock.systemUTC();
            keys = AccessKeys.open(settings.accessKeyFile());
            Store store = keep(settings.store()
                    .map(address -> Store.at(address, settings.dataDirectory()))
                    .orElseGet(() -> Store.inDirectory(settings.dataDirectory())));
            Registry registry = keep(new Registry(settings.registryTopic()));
            ExecutorService background = background();
            Secrets secrets = new Secrets(store, clock, settings.region(), settings.account());
            Platform platform =
                    new Platform(store, clock, new Arns(settings.region(), settings.account()), settings.account());
            Certificates certificates = new Certificates(platform, secrets);
            Endpoints endpoints =
                    new Endpoints(platform, new EndpointSecrets(secrets), certificates, settings.engines());
            EndpointCheck check = new EndpointCheck(endpoints);
            Connections connections = new Connections(platform, endpoints, check, background);
            Tasks tasks = new Tasks(platform, settings.engines(), endpoints, registry);
            keep(tasks.reconciler());
            keep(tasks.earlier());
            SubnetGroups groups = new SubnetGroups(platform);
            Schemas schemas = new Schemas(platform, endpoints, background);
            ObjectStore objects = new ObjectStore(settings.dataDirectory().resolve("objects"));
            Assessments assessments = new Assessments(platform, check, background, objects::putText);
            DmsService dms = new DmsService(
                    groups,
                    new Instances(platform, groups),
                    endpoints,
                    connections,
                    schemas,
                    certificates,
                    tasks,
                    assessments,
                    new EventSubscriptions(platform),
                    new Account(platform));
            SqlRuns sql = keep(new SqlRuns(settings.engines(), settings.sessionOpening(), clock));
            AtomicInteger port = new AtomicInteger();
            Status status = new Status(
                    settings.engines(),
                    tasks::counts,
                    () -> settings.bindHost() + ":" + port.get(),
                    settings.version(),
                    clock);
            PlatformService ours = new PlatformService(
                    status,
                    new Topics(settings.engines()),
                    sql,
                    check,
                    new MappingCheck(endpoints),
                    new Progress(tasks::progress, clock));
            List<WireService> services = new ArrayList<>(List.of(dms.wire(), new SecretsService(secrets).wire(), ours));
            Identity identity = new Identity(
                    store,
                    clock,
                    settings.region(),
                    settings.account(),
                    keys.root(),
                    arn -> arn.contains(":secretsmanager:")
                            ? secrets.tags(arn)
                            : store.tags().of(arn));
            services.addAll(identity.wires());
            Connectors connectors = keep(new Connectors(
                    store, settings.engines(), secrets, registry, secret -> mayRead(identity.permission(), secret)));
            ours.offers(new ConnectorOperations(connectors).all());
            MskService msk = new MskService(
                    store,
                    clock,
                    settings.engines(),
                    secrets,
                    certificates::pem,
                    settings.region(),
                    settings.account());
            services.add(msk.wire());
            SignatureVerifier signatures = new SignatureVerifier(identity.keys(), clock);
            kafkaAccess = msk.access(signatures, identity, clock);
            FlinkRole.ensure(identity);
            ApplicationService applications = ApplicationService.over(
                    store,
                    clock,
                    new ApplicationService.Place(
                            settings.region(),
                            settings.account(),
                            settings.dataDirectory().resolve("programs")),
                    settings.engines(),
                    settings.sessionOpeningAs(),
                    background,
                    (bucket, key) -> readable(identity.permission(), objects, bucket, key),
                    name -> notebook());
            services.add(applications.wire());
            Samples samples = keep(new Samples(tasks::progress, () -> measures(applications), store, clock));
            services.add(new MetricsService(samples).wire());
            services.add(
                    new LogsService(store, tasks::progress, applications::names, settings.region(), settings.account())
                            .wire());
            services.add(new ObjectService(objects));
            services.add(new ParameterService(store));
            Api api = new Api(services, identity.delegation());
            CloudFormationService stacks = keep(new CloudFormationService(
                    store,
                    clock,
                    settings.region(),
                    settings.account(),
                    api,
                    new StoredValues(
                            api, address -> ownPath(address, port.get()).flatMap(objects::text)),
                    identity.delegation()));
            services.add(stacks.wire());
            commands = new Commands(services, identity.permission());
            Runs runs = new Runs(settings.engines(), settings.sessionOpening(), store);
            studio = keep(new Studio.Parts(
                    runs,
                    new StudioPages(
                            new StudioPages.Doorkeeper(
                                    Studio.cookieSecret(store),
                                    identity.keys(),
                                    identity.permission(),
                                    identity::nameOf,
                                    settings.region()),
                            Studio.notes(settings.dataDirectory().resolveSibling("notes")),
                            runs,
                            new Catalogue(registry.view()),
                            new Pipelines(tasks::progress, dms.wire(), settings.engines(), clock),
                            commands,
                            new Dashboards(store),
                            settings.engines(),
                            clock)));
            ours.opensStudio(studio::ticket);
            listener = keep(new AwsListener(
                    settings.bindHost(),
                    settings.port(),
                    settings.hostNames(),
                    signatures,
                    identity.permission(),
                    services,
                    new MonitoringPages(
                                    new Health(status, tasks::progress, clock),
                                    new Measures(status, tasks::progress, clock),
                                    keys)
                            .andThen(studio.pages())
                            .andThen(settings.pages())));
            port.set(listener.port());
            connections.resume();
            schemas.resume();
            assessments.resume();
            tasks.reconciler().start();
            stacks.resume();
            samples.start();
            connectors.start();
            settings.engines().kafka().thenRunAsync(() -> tasks.earlier().follow(), background);
            CompletableFuture.allOf(
                            settings.engines().kafka(), settings.engines().sql())
                    .thenRunAsync(applications::resume, background);
            // jobs read and write topics, so they wait for Kafka, whatever becomes of it
            settings.engines()
                    .kafka()
                    .handle((kafka, failure) -> kafka)
                    .thenCombine(settings.engines().sql(), (kafka, flink) -> flink)
                    .thenRunAsync(() -> runs.resumeJobs(settings.resumesJobs()), background)
                    .exceptionally(ControlPlane::notResumed);
            started = true;
        } finally {
            if (!started) {
                close();
            }
        }
    }

    private static Void notResumed(Throwable failure) {
        LOG.warn("Jobs of notes were not taken up again", failure);
        return null;
    }

    /** Address of the notebook that logs whoever asks in, once. */
    private Optional<String> notebook() {
        return Caller.current()
                .map(caller -> address().resolve(studio.ticket(caller.key())).toString());
    }

    private static void mayRead(Permission permission, String secret) {
        Caller.current()
                .ifPresent(
                        caller -> permission.check(caller, "secretsmanager", "GetSecretValue", () -> PojoCodec.object()
                                .put("SecretId", secret)));
    }

    /** An object, when whoever asks may read it. */
    private static Optional<byte[]> readable(Permission permission, ObjectStore objects, String bucket, String key) {
        Caller.current()
                .ifPresent(caller -> permission.check(caller, "s3", "GetObject", () -> PojoCodec.object()
                        .put("ResourceArn", "arn:aws:s3:::" + bucket + "/" + key)));
        return objects.bytes(bucket, key);
    }

    private Map<String, Map<String, Double>> measures(ApplicationService applications) {
        boolean started =
                settings.engines().sql().isDone() && !settings.engines().sql().isCompletedExceptionally();
        return started ? applications.measures() : Map.of();
    }

    /** Path of an address of this server; empty for any other. */
    private static Optional<String> ownPath(String address, int port) {
        try {
            URI uri = new URI(address);
            boolean own = port == uri.getPort()
                    && uri.getHost() != null
                    && List.of("127.0.0.1", "localhost", "[::1]").contains(uri.getHost());
            return own ? Optional.ofNullable(uri.getPath()) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private void makeDirectory() {
        try {
            Files.createDirectories(settings.dataDirectory());
        } catch (IOException e) {
            throw new CrosscurrentException(
                    "store.directory",
                    "The directory " + settings.dataDirectory() + " cannot be made: " + e.getMessage(),
                    "Choose a directory that can be written.",
                    e);
        }
    }

    private ExecutorService background() {
        AtomicInteger number = new AtomicInteger();
        ExecutorService background = Executors.newFixedThreadPool(4, task -> {
            Thread thread = new Thread(task, "control-plane-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        keep((AutoCloseable) background::shutdownNow);
        return background;
    }

    private <T extends AutoCloseable> T keep(T part) {
        parts.push(part);
        return part;
    }

    /** Port of the listener. */
    public int port() {
        return listener.port();
    }

    /** Address for clients on this machine. */
    public URI address() {
        String host =
                settings.bindHost().equals("0.0.0.0") || settings.bindHost().equals("::")
                        ? "127.0.0.1"
                        : settings.bindHost();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port());
    }

    /** What the embedded Kafka asks about logins by IAM. */
    public IamAccess kafkaAccess() {
        return kafkaAccess;
    }

    /** Command lines against the services of this control plane. */
    public Commands commands() {
        return commands;
    }

    /** Address of the notebook for one visit within an hour, who is logged in as root by it. */
    public URI studioAddress() {
        return address().resolve(studio.ticket(keys.root()));
    }

    /** The key that may do everything. */
    public SigningKey rootKey() {
        return keys.root();
    }

    /** Stops listening first, then everything behind it. Tasks go on where they are. Idempotent. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                LOG.warn("A part of the control plane did not close cleanly", e);
            }
        }
    }
}
