/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.flink.catalog;

import java.util.Optional;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.factories.DynamicTableSinkFactory;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.factories.ModuleFactory;
import org.apache.flink.table.module.Module;

/**
 * {@code LOAD MODULE crosscurrent WITH (…)}: does for temporary tables, which belong to no catalogue, what the catalogue does for its
 * own. Found by Flink through its service file; stateless.
 */
public final class CrosscurrentModuleFactory implements ModuleFactory {
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
        return Set.of(CatalogOptions.CLIENT_PROPERTIES_FILE, CatalogOptions.IAM_CLIENT_PROPERTIES_FILE);
    }

    @Override
    public Module createModule(Context context) {
        FactoryUtil.ModuleFactoryHelper helper = FactoryUtil.createModuleFactoryHelper(this, context);
        helper.validateExcept(CatalogOptions.PROPERTIES_PREFIX, CatalogOptions.IAM_PROPERTIES_PREFIX);
        ReadableConfig options = helper.getOptions();
        ClientProperties client =
                ClientProperties.of(context.getOptions(), options.get(CatalogOptions.CLIENT_PROPERTIES_FILE));
        IamTables iam = IamTables.of(context.getOptions(), options.get(CatalogOptions.IAM_CLIENT_PROPERTIES_FILE));
        return new Tables(new CatalogTableFactory(client, iam, path -> false));
    }

    /** No functions, only how tables are made. */
    private record Tables(CatalogTableFactory factory) implements Module {
        @Override
        public Optional<DynamicTableSourceFactory> getTableSourceFactory() {
            return Optional.of(factory);
        }

        @Override
        public Optional<DynamicTableSinkFactory> getTableSinkFactory() {
            return Optional.of(factory);
        }
    }
}
