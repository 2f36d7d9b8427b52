/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crosscurrent.core.encoding.MessageSettings;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.mapping.TableMappings;
import io.crosscurrent.core.registry.RegistryRecord;
import io.crosscurrent.core.source.SourceSettings;
import io.crosscurrent.core.source.TaskDefinition;
import io.crosscurrent.core.source.TaskDefinition.MigrationType;
import io.crosscurrent.core.table.TableId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.types.Password;

/** The connector's configuration: names, defaults and the domain's records made of them. Immutable. */
final class ConnectorSettings {
    static final String TASK_ID = "task.id";
    static final String MIGRATION_TYPE = "task.migration.type";
    static final String TABLE_MAPPINGS = "task.table.mappings";
    static final String TASK_SETTINGS = "task.settings";
    static final String ENGINE = "source.engine";
    static final String HOST = "source.host";
    static final String PORT = "source.port";
    static final String USER = "source.user";
    static final String PASSWORD = "source.password";
    static final String SSL_MODE = "source.ssl.mode";
    static final String SSL_CA = "source.ssl.ca";
    static final String OPTIONS = "source.options.";
    static final String KAFKA_SETTINGS = "target.kafka.settings";
    static final String REGISTRY_TOPIC = "registry.topic";
    static final String LOAD_THREADS = "load.threads";
    static final String RANGE_ROWS = "load.range.rows";
    static final String SERVER_ID = "server.id";
    static final String RELOAD_TABLES = "reload.tables";
    static final String CDC_START = "cdc.start.position";
    static final String CDC_STOP = "cdc.stop.position";

    static final String TARGET_CLIENT = "target.client.";
    static final String TARGET_BROKERS = TARGET_CLIENT + "bootstrap.servers";
    static final String TOPIC_PARTITIONS = "target.topic.partitions";
    static final String TOPIC_REPLICATION = "target.topic.replication.factor";

    static final String TRANSACTION_BYTES = "target.transaction.bytes";

    private static final ObjectMapper JSON = new ObjectMapper();

    static final ConfigDef DEFINITION = new ConfigDef()
            .define(TASK_ID, Type.STRING, Importance.HIGH, "Resource id of the replication task: last part of its ARN.")
            .define(
                    MIGRATION_TYPE,
                    Type.STRING,
                    "full-load-and-cdc",
                    ValidString.in("full-load", "cdc", "full-load-and-cdc"),
                    Importance.HIGH,
                    "What to replicate: full-load, cdc or full-load-and-cdc.")
            .define(TABLE_MAPPINGS, Type.STRING, Importance.HIGH, "Table mappings, a JSON document with \"rules\".")
            .define(TASK_SETTINGS, Type.STRING, "{}", Importance.MEDIUM, "Task settings, a JSON document.")
            .define(
                    ENGINE,
                    Type.STRING,
                    "mysql",
                    Importance.HIGH,
                    "Engine of the source: mysql, mariadb, aurora, gcp-mysql.")
            .define(HOST, Type.STRING, Importance.HIGH, "Host name or address of the source.")
            .define(PORT, Type.INT, 3306, Range.between(1, 65535), Importance.HIGH, "Port of the source.")
            .define(USER, Type.STRING, Importance.HIGH, "Login at the source.")
            .define(PASSWORD, Type.PASSWORD, Importance.HIGH, "Password of the login at the source.")
            .define(
                    SSL_MODE,
                    Type.STRING,
                    "none",
                    ValidString.in("none", "require", "verify-ca", "verify-full"),
                    Importance.MEDIUM,
                    "Transport security: none, require, verify-ca or verify-full.")
            .define(
                    SSL_CA,
                    Type.STRING,
                    "",
                    Importance.LOW,
                    "Certificate authority in PEM; empty for the one of the JDK.")
            .define(
                    KAFKA_SETTINGS,
                    Type.STRING,
                    "{}",
                    Importance.MEDIUM,
                    "KafkaSettings of the endpoint, a JSON document.")
            .define(
                    TARGET_BROKERS,
                    Type.STRING,
                    Importance.HIGH,
                    "Kafka to write to, host:port[,host:port]. Further settings of its clients stand beside it as"
                            + " target.client.<setting>, for example target.client.security.protocol.")
            .define(
                    TOPIC_PARTITIONS,
                    Type.INT,
                    -1,
                    Importance.LOW,
                    "Partitions of topics the task creates; -1 for the broker's default.")
            .define(
                    TOPIC_REPLICATION,
                    Type.SHORT,
                    (short) -1,
                    Importance.LOW,
                    "Replicas of topics the task creates; -1 for the broker's default.")
            .define(
                    TRANSACTION_BYTES,
                    Type.LONG,
                    64L << 20,
                    Range.between(1L << 20, 1L << 30),
                    Importance.LOW,
                    "A database transaction of more encoded bytes than this becomes visible in parts, each a Kafka"
                            + " transaction; 1 MB to 1 GB.")
            .define(
                    REGISTRY_TOPIC,
                    Type.STRING,
                    RegistryRecord.DEFAULT_TOPIC,
                    Importance.LOW,
                    "Compacted topic for progress and table descriptions.")
            .define(
                    LOAD_THREADS,
                    Type.INT,
                    4,
                    Range.between(1, 49),
                    Importance.MEDIUM,
                    "Connections that read in parallel during the full load.")
            .define(
                    RANGE_ROWS,
                    Type.INT,
                    20_000,
                    Range.between(1, 10_000_000),
                    Importance.LOW,
                    "Target rows of one key range of the full load.")
            .define(
                    SERVER_ID,
                    Type.LONG,
                    0L,
                    Range.between(0, 4294967295L),
                    Importance.LOW,
                    "Replica id; 0 chooses one.")
            .define(
                    RELOAD_TABLES,
                    Type.STRING,
                    "[]",
                    Importance.LOW,
                    "Tables to load once more while the task goes on, a JSON array of {\"schema\", \"table\","
                            + " \"number\"}: a table is loaded when its number is greater than the one it was last loaded"
                            + " for.")
            .define(CDC_START, Type.STRING, "", Importance.MEDIUM, "Where a cdc task starts; empty for now.")
            .define(
                    CDC_STOP,
                    Type.STRING,
                    "",
                    Importance.LOW,
                    "Where the change stream ends by itself; empty for nowhere.");

    private final AbstractConfig config;
    private final Map<String, String> properties;

    ConnectorSettings(Map<String, String> properties) {
        this.properties = properties;
        this.config = new AbstractConfig(DEFINITION, properties, false);
    }

    String taskId() {
        return config.getString(TASK_ID);
    }

    String registryTopic() {
        return config.getString(REGISTRY_TOPIC);
    }

    TargetSettings target() {
        return new TargetSettings(
                behind(TARGET_CLIENT),
                config.getInt(TOPIC_PARTITIONS),
                config.getShort(TOPIC_REPLICATION),
                config.getLong(TRANSACTION_BYTES));
    }

    private Map<String, String> behind(String prefix) {
        Map<String, String> found = new HashMap<>();
        properties.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), value);
            }
        });
        return found;
    }

    SourceSettings source() {
        Map<String, String> options = behind(OPTIONS);
        Password password = config.getPassword(PASSWORD);
        return new SourceSettings(
                config.getString(ENGINE),
                config.getString(HOST),
                config.getInt(PORT),
                config.getString(USER),
                password.value(),
                config.getString(SSL_MODE),
                config.getString(SSL_CA),
                options);
    }

    TaskDefinition task() {
        return new TaskDefinition(
                taskId(),
                MigrationType.valueOf(config.getString(MIGRATION_TYPE)
                        .toUpperCase(Locale.ROOT)
                        .replace('-', '_')),
                mappings(),
                messages(),
                registryTopic(),
                config.getString(CDC_START),
                config.getInt(LOAD_THREADS),
                config.getInt(RANGE_ROWS),
                config.getLong(SERVER_ID),
                reloads(),
                config.getString(CDC_STOP));
    }

    Map<TableId, Long> reloads() {
        return ReloadWishes.parse(config.getString(RELOAD_TABLES));
    }

    TableMappings mappings() {
        return TableMappings.parse(config.getString(TABLE_MAPPINGS));
    }

    /** The message part of the endpoint's KafkaSettings and of the task's BeforeImageSettings. */
    MessageSettings messages() {
        return MessageSettings.fromKafkaSettings(
                json(KAFKA_SETTINGS), json(TASK_SETTINGS).get("BeforeImageSettings"));
    }

    private JsonNode json(String name) {
        String text = config.getString(name);
        try {
            JsonNode node = JSON.readTree(text.isBlank() ? "{}" : text);
            if (node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw new CrosscurrentException(
                    "task.settings_invalid",
                    name + " is not JSON: " + e.getOriginalMessage(),
                    "Give a JSON object, or {} for the defaults.",
                    e);
        }
        throw new CrosscurrentException(
                "task.settings_invalid", name + " is no JSON object.", "Give a JSON object, or {} for the defaults.");
    }
}
