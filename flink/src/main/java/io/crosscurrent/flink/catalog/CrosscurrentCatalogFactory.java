/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.flink.catalog;

import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.catalog.Catalog;
import org.apache.flink.table.factories.CatalogFactory;
import org.apache.flink.table.factories.FactoryUtil;

/** Registers {@code 'type' = 'crosscurrent'}. Found by Flink through its service file; stateless. */
public final class CrosscurrentCatalogFactory implements CatalogFactory {
    public static final String IDENTIFIER = "crosscurrent";

    @Override
    public String factoryIdentifier() {
        return IDENTIFIER;
    }

    @Override
    public Set<ConfigOption<?>> requiredOptions() {
        return Set.of();
    }

    @Override
    public Set<ConfigOption<?>> optionalOptions() {
        return Set.of(
                CatalogOptions.REGISTRY_TOPIC,
                CatalogOptions.REGISTRY_TIMEOUT,
                CatalogOptions.DEFAULT_DATABASE,
                CatalogOptions.CLIENT_PROPERTIES_FILE,
                CatalogOptions.IAM_CLIENT_PROPERTIES_FILE,
                FactoryUtil.PROPERTY_VERSION);
    }

    /** Connects to nothing yet. */
    @Override
    public Catalog createCatalog(Context context) {
        FactoryUtil.CatalogFactoryHelper helper = FactoryUtil.createCatalogFactoryHelper(this, context);
        helper.validateExcept(CatalogOptions.PROPERTIES_PREFIX, CatalogOptions.IAM_PROPERTIES_PREFIX);
        ReadableConfig options = helper.getOptions();
        ClientProperties client = ClientProperties.of(
                context.getOptions(),
                options.getOptional(CatalogOptions.CLIENT_PROPERTIES_FILE).orElse(null));
        IamTables iam = IamTables.of(context.getOptions(), options.get(CatalogOptions.IAM_CLIENT_PROPERTIES_FILE));
        RegistryReader registry = new RegistryReader(
                client, options.get(CatalogOptions.REGISTRY_TOPIC), options.get(CatalogOptions.REGISTRY_TIMEOUT));
        return new CrosscurrentCatalog(
                context.getName(), options.get(CatalogOptions.DEFAULT_DATABASE), client, iam, registry);
    }
}
