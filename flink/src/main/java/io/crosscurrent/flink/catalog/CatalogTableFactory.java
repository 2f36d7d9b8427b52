/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.flink.catalog;

import io.crosscurrent.core.failure.CrosscurrentException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.ObjectPath;
import org.apache.flink.table.catalog.ResolvedCatalogTable;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.factories.DynamicTableSinkFactory;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;

/**
 * Makes sources and sinks of the catalogue's tables with the connector each names. Tables on the catalogue's own Kafka
 * that say nothing of how to log in are given the catalogue's client properties on the way, so that no password has to
 * stand in a table; tables that log in by IAM get what {@link IamTables} has for them. Used during planning only.
 */
final class CatalogTableFactory implements DynamicTableSourceFactory, DynamicTableSinkFactory {
    private static final String BOOTSTRAP = "properties.bootstrap.servers";
    private static final String ISOLATION = "properties.isolation.level";
    private static final Set<String> KAFKA_CONNECTORS = Set.of("kafka", "upsert-kafka");
    private static final Set<String> NOT_SHARED = Set.of("client.id", "group.id", "transactional.id");
    private final ClientProperties client;
    private final IamTables iam;
    private final Predicate<ObjectPath> captured;

    CatalogTableFactory(ClientProperties client, IamTables iam, Predicate<ObjectPath> captured) {
        this.client = client;
        this.iam = iam;
        this.captured = captured;
    }

    @Override
    public DynamicTableSource createDynamicTableSource(Context context) {
        Map<String, String> options = connected(context.getCatalogTable().getOptions());
        if (KAFKA_CONNECTORS.contains(options.get("connector"))) {
            options.putIfAbsent(ISOLATION, "read_committed");
        }
        return FactoryUtil.createDynamicTableSource(
                null,
                context.getObjectIdentifier(),
                with(context, options),
                context.getEnrichmentOptions(),
                context.getConfiguration(),
                context.getClassLoader(),
                context.isTemporary());
    }

    @Override
    public DynamicTableSink createDynamicTableSink(Context context) {
        ObjectPath path = context.getObjectIdentifier().toObjectPath();
        if (captured.test(path)) {
            CrosscurrentException failure = new CrosscurrentException(
                    "flink.captured_table_read_only",
                    "%s is a captured table: its rows come from the source.".formatted(path.getFullName()),
                    "Insert into a table of your own, or change the row at the source.");
            throw new ValidationException(failure.oneLine(), failure);
        }
        return FactoryUtil.createDynamicTableSink(
                null,
                context.getObjectIdentifier(),
                with(context, connected(context.getCatalogTable().getOptions())),
                context.getEnrichmentOptions(),
                context.getConfiguration(),
                context.getClassLoader(),
                context.isTemporary());
    }

    private static ResolvedCatalogTable with(Context context, Map<String, String> options) {
        return context.getCatalogTable().copy(options);
    }

    /** The options, with the catalogue's client properties where they belong. */
    private Map<String, String> connected(Map<String, String> options) {
        Map<String, String> connected = new HashMap<>(options);
        boolean ours = KAFKA_CONNECTORS.contains(options.get("connector"))
                && client.sameServers(options.getOrDefault(BOOTSTRAP, client.bootstrapServers()))
                && options.keySet().stream().noneMatch(CatalogTableFactory::aboutLogin);
        if (ours) {
            client.values().forEach((name, value) -> {
                if (!NOT_SHARED.contains(name)) {
                    connected.putIfAbsent(CatalogOptions.PROPERTIES_PREFIX + name, value);
                }
            });
        }
        if (KAFKA_CONNECTORS.contains(options.get("connector"))) {
            iam.complete(connected);
        }
        return connected;
    }

    private static boolean aboutLogin(String option) {
        return option.startsWith("properties.security.")
                || option.startsWith("properties.sasl.")
                || option.startsWith("properties.ssl.");
    }

    @Override
    public String factoryIdentifier() {
        return CrosscurrentCatalogFactory.IDENTIFIER;
    }

    @Override
    public Set<ConfigOption<?>> requiredOptions() {
        return Set.of();
    }

    @Override
    public Set<ConfigOption<?>> optionalOptions() {
        return Set.of();
    }
}
