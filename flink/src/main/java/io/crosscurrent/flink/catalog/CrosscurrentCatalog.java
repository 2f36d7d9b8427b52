/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.flink.catalog;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.registry.RegistryRecord.Captured;
import io.crosscurrent.core.table.TableId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import org.apache.flink.table.catalog.CatalogBaseTable;
import org.apache.flink.table.catalog.CatalogDatabase;
import org.apache.flink.table.catalog.CatalogDatabaseImpl;
import org.apache.flink.table.catalog.GenericInMemoryCatalog;
import org.apache.flink.table.catalog.ObjectPath;
import org.apache.flink.table.catalog.exceptions.CatalogException;
import org.apache.flink.table.catalog.exceptions.DatabaseNotEmptyException;
import org.apache.flink.table.catalog.exceptions.DatabaseNotExistException;
import org.apache.flink.table.catalog.exceptions.TableAlreadyExistException;
import org.apache.flink.table.catalog.exceptions.TableNotExistException;
import org.apache.flink.table.catalog.stats.CatalogColumnStatistics;
import org.apache.flink.table.catalog.stats.CatalogTableStatistics;
import org.apache.flink.table.factories.Factory;

/**
 * Captured tables beside tables, views and functions of the user's own, which live in memory as in Flink's own catalogue.
 * Databases are the source schemas and what the user creates.
 *
 * <p>What is captured is asked anew at each look-up, and only for names the user has not defined: so those keep working
 * when Kafka does not. Extends Flink's catalogue, because all of its behaviour for own objects is wanted. Safe for use by
 * several threads.
 */
public final class CrosscurrentCatalog extends GenericInMemoryCatalog {
    private final ClientProperties client;
    private final IamTables iam;
    private final RegistryReader registry;

    /** Takes over the reader and closes it. */
    CrosscurrentCatalog(
            String name, String defaultDatabase, ClientProperties client, IamTables iam, RegistryReader registry) {
        super(name, defaultDatabase);
        this.client = client;
        this.iam = iam;
        this.registry = registry;
    }

    @Override
    public void close() {
        super.close();
        registry.close();
    }

    @Override
    public Optional<Factory> getFactory() {
        return Optional.of(new CatalogTableFactory(client, iam, path -> !super.tableExists(path) && captured(path)));
    }

    @Override
    public List<String> listDatabases() {
        TreeSet<String> names = new TreeSet<>(super.listDatabases());
        captured().keySet().forEach(table -> names.add(table.schema()));
        return List.copyOf(names);
    }

    @Override
    public boolean databaseExists(String name) {
        return super.databaseExists(name) || schemaCaptured(name);
    }

    @Override
    public CatalogDatabase getDatabase(String name) throws DatabaseNotExistException {
        return !super.databaseExists(name) && schemaCaptured(name)
                ? new CatalogDatabaseImpl(Map.of(), "Tables captured from the source schema " + name + ".")
                : super.getDatabase(name);
    }

    @Override
    public void alterDatabase(String name, CatalogDatabase database, boolean ignoreIfNotExists)
            throws DatabaseNotExistException {
        refuseIfSchema(name);
        super.alterDatabase(name, database, ignoreIfNotExists);
    }

    @Override
    public void dropDatabase(String name, boolean ignoreIfNotExists, boolean cascade)
            throws DatabaseNotExistException, DatabaseNotEmptyException {
        refuseIfSchema(name);
        super.dropDatabase(name, ignoreIfNotExists, cascade);
    }

    @Override
    public List<String> listTables(String database) throws DatabaseNotExistException {
        TreeSet<String> names = new TreeSet<>(super.listTables(database));
        for (TableId table : captured().keySet()) {
            if (table.schema().equals(database)) {
                names.add(table.name());
            }
        }
        return List.copyOf(names);
    }

    @Override
    public boolean tableExists(ObjectPath path) {
        return super.tableExists(path) || captured(path);
    }

    @Override
    public CatalogBaseTable getTable(ObjectPath path) throws TableNotExistException {
        if (super.tableExists(path)) {
            return super.getTable(path);
        }
        Captured table = captured().get(id(path));
        if (table == null) {
            throw new TableNotExistException(getName(), path);
        }
        return CapturedTable.of(table, client.bootstrapServers());
    }

    @Override
    public void alterTable(ObjectPath path, CatalogBaseTable table, boolean ignoreIfNotExists)
            throws TableNotExistException {
        refuseIfCaptured(path);
        super.alterTable(path, table, ignoreIfNotExists);
    }

    @Override
    public void dropTable(ObjectPath path, boolean ignoreIfNotExists) throws TableNotExistException {
        refuseIfCaptured(path);
        super.dropTable(path, ignoreIfNotExists);
    }

    @Override
    public void renameTable(ObjectPath path, String newName, boolean ignoreIfNotExists)
            throws TableNotExistException, TableAlreadyExistException {
        refuseIfCaptured(path);
        super.renameTable(path, newName, ignoreIfNotExists);
    }

    @Override
    public CatalogTableStatistics getTableStatistics(ObjectPath path) throws TableNotExistException {
        return super.tableExists(path) ? super.getTableStatistics(path) : CatalogTableStatistics.UNKNOWN;
    }

    @Override
    public CatalogColumnStatistics getTableColumnStatistics(ObjectPath path) throws TableNotExistException {
        return super.tableExists(path) ? super.getTableColumnStatistics(path) : CatalogColumnStatistics.UNKNOWN;
    }

    private SortedMap<TableId, Captured> captured() {
        try {
            return registry.tables();
        } catch (CrosscurrentException e) {
            throw new CatalogException(e.oneLine(), e);
        }
    }

    private boolean captured(ObjectPath path) {
        return captured().containsKey(id(path));
    }

    private boolean schemaCaptured(String name) {
        return captured().keySet().stream().anyMatch(table -> table.schema().equals(name));
    }

    private void refuseIfCaptured(ObjectPath path) {
        if (!super.tableExists(path) && captured(path)) {
            throw readOnly("The table " + path.getFullName());
        }
    }

    private void refuseIfSchema(String name) {
        if (!super.databaseExists(name) && schemaCaptured(name)) {
            throw readOnly("The database " + name);
        }
    }

    private static CatalogException readOnly(String what) {
        CrosscurrentException failure = new CrosscurrentException(
                "flink.captured_table_read_only",
                what + " is captured from the source and cannot be changed or dropped here.",
                "Change it at the source, or change the table mappings of its task.");
        return new CatalogException(failure.oneLine(), failure);
    }

    private static TableId id(ObjectPath path) {
        return new TableId(path.getDatabaseName(), path.getObjectName());
    }
}
