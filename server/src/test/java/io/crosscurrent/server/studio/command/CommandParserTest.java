/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.aws.SdkService;
import io.crosscurrent.server.aws.WireService;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.kafka.KafkaClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Command lines become requests by the SDK's classes and the operations that are offered. Nothing is called. */
class CommandParserTest {
    private static final CommandParser PARSER = new CommandParser(new Catalog(List.of(
            service("dms", DatabaseMigrationClient.class, "dms/operations.txt", new Dms()),
            service("cloudformation", CloudFormationClient.class, "stack/operations.txt", new Stacks()),
            service("monitoring", CloudWatchClient.class, "cloudwatch/metrics-operations.txt", new Metrics()),
            service("kafka", KafkaClient.class, "msk/operations.txt", new Msk()),
            service("secretsmanager", SecretsManagerClient.class, "secret/operations.txt", new Secrets()),
            new Ours())));

    private static WireService service(String name, Class<?> client, String operations, Object handler) {
        return new SdkService(
                new SdkService.Form(
                        name,
                        name,
                        client,
                        "/io/crosscurrent/server/" + operations,
                        "Invalid",
                        failure -> new ApiException("Failure", failure.getMessage())),
                handler);
    }

    private static Command parse(String line) {
        return PARSER.parse(Word.expand(CommandLines.split(line).get(0).words(), Map.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "dms create-endpoint --endpoint-identifier sales --port 3306 --password=--p~dms CreateEndpoint {\"EndpointIdentifier\":\"sales\",\"Port\":3306,\"Password\":\"--p\"}",
                "dms create-endpoint --my-sql-settings ServerName=h,Port=1,CleanSourceMetadataOnMismatch=true~dms CreateEndpoint {\"MySQLSettings\":{\"ServerName\":\"h\",\"Port\":1,\"CleanSourceMetadataOnMismatch\":true}}",
                "dms create-endpoint --kafka-settings '{\"Broker\":\"b:1,c:2\",\"MessageMaxBytes\":5}'~dms CreateEndpoint {\"KafkaSettings\":{\"Broker\":\"b:1,c:2\",\"MessageMaxBytes\":5}}",
                "dms create-endpoint --kafka-settings 'Broker=\"b:1,c:2\",Topic=a=b'~dms CreateEndpoint {\"KafkaSettings\":{\"Broker\":\"b:1,c:2\",\"Topic\":\"a=b\"}}",
                "dms describe-endpoints --filters Name=endpoint-id,Values=a,b Name=engine-name,Values=[c] --max-records 20~dms DescribeEndpoints {\"Filters\":[{\"Name\":\"endpoint-id\",\"Values\":[\"a\",\"b\"]},{\"Name\":\"engine-name\",\"Values\":[\"c\"]}],\"MaxRecords\":20}",
                "dms describe-endpoints --filters '[{\"Name\":\"x\",\"Values\":[\"1\"]}]'~dms DescribeEndpoints {\"Filters\":[{\"Name\":\"x\",\"Values\":[\"1\"]}]}",
                "dms describe-endpoints --filters Name=x,Values=a --region r --no-paginate --endpoint-url http://x~dms DescribeEndpoints {\"Filters\":[{\"Name\":\"x\",\"Values\":[\"a\"]}]}",
                "--region r dms describe-replication-tasks --without-settings~dms DescribeReplicationTasks {\"WithoutSettings\":true}",
                "dms describe-replication-tasks --no-without-settings~dms DescribeReplicationTasks {\"WithoutSettings\":false}",
                "dms create-replication-instance --vpc-security-group-ids a b --no-multi-az~dms CreateReplicationInstance {\"VpcSecurityGroupIds\":[\"a\",\"b\"],\"MultiAZ\":false}",
                "dms start-replication-task --cdc-start-time 2026-01-31~dms StartReplicationTask {\"CdcStartTime\":\"2026-01-31T00:00Z\"}",
                "dms start-replication-task --cli-input-json '{\"ReplicationTaskArn\":\"a\"}' --start-replication-task-type reload-target~dms StartReplicationTask {\"ReplicationTaskArn\":\"a\",\"StartReplicationTaskType\":\"reload-target\"}",
                "cloudformation create-stack --stack-name s --capabilities A B --parameters ParameterKey=k,ParameterValue= ParameterKey=m,ParameterValue='n o'~cloudformation CreateStack {\"StackName\":\"s\",\"Capabilities\":[\"A\",\"B\"],\"Parameters\":[{\"ParameterKey\":\"k\",\"ParameterValue\":\"\"},{\"ParameterKey\":\"m\",\"ParameterValue\":\"n o\"}]}",
                "cloudwatch get-metric-statistics --dimensions Name=a,Value=1 --period 60~monitoring GetMetricStatistics {\"Dimensions\":[{\"Name\":\"a\",\"Value\":\"1\"}],\"Period\":60}",
                "cloudwatch get-metric-data --metric-data-queries Id=q,MetricStat={Metric={Namespace=n,Dimensions=[{Name=a,Value=b}]},Period=60,Stat=Sum}~monitoring GetMetricData {\"MetricDataQueries\":[{\"Id\":\"q\",\"MetricStat\":{\"Metric\":{\"Namespace\":\"n\",\"Dimensions\":[{\"Name\":\"a\",\"Value\":\"b\"}]},\"Period\":60,\"Stat\":\"Sum\"}}]}",
                "kafka list-clusters-v2 --cluster-name-filter x~kafka ListClustersV2 {\"clusterNameFilter\":\"x\"}",
                "dms wait replication-task-running --filters Name=a,Values=b~dms DescribeReplicationTasks {\"Filters\":[{\"Name\":\"a\",\"Values\":[\"b\"]}]}",
                "crosscurrent create-topics --topics name=a name=b,partitions=3,config={cleanup.policy=compact}~crosscurrent CreateTopics {\"topics\":[{\"name\":\"a\"},{\"name\":\"b\",\"partitions\":3,\"config\":{\"cleanup.policy\":\"compact\"}}]}",
                "crosscurrent delete-topics --names a b~crosscurrent DeleteTopics {\"names\":[\"a\",\"b\"]}",
                "secretsmanager delete-secret --secret-id s --force-delete-without-recovery~secretsmanager DeleteSecret {\"SecretId\":\"s\",\"ForceDeleteWithoutRecovery\":true}",
            })
    void aCommandBecomesARequest(String line, String expected) {
        Command command = parse(line);
        String[] parts = expected.split(" ", 3);
        assertThat(command.service()).isEqualTo(parts[0]);
        assertThat(command.operation()).isEqualTo(parts[1]);
        assertThat(PojoCodec.parse(PojoCodec.bytes(command.input()))).isEqualTo(PojoCodec.parse(parts[2]));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "dsm describe-endpoints~studio.unknown_service~dsm~Did you mean dms",
                "dms~studio.incomplete_command~operation~dms describe-endpoints",
                "dms describe-endpoint~studio.unknown_operation~describe-endpoint~describe-endpoints",
                "dms create-endpoint --endpoint-identifer s~studio.unknown_option~--endpoint-identifer~Did you mean --endpoint-identifier",
                "dms create-endpoint --port x~studio.option_value~\"x\" but must be a whole number~Correct",
                "dms create-endpoint --port~studio.option_value~--port takes one value but has 0~Give it",
                "dms create-endpoint --password my secret~studio.option_value~takes one value but has 2~quotes",
                "dms create-endpoint --endpoint-identifier --port 1~studio.option_value~--endpoint-identifier~Give it",
                "dms create-endpoint --kafka-settings Brker=b~studio.unknown_member~no member Brker~Did you mean Broker",
                "dms create-endpoint --kafka-settings Broker~studio.shorthand~character 1: expected a name and =~JSON",
                "dms create-endpoint --kafka-settings '{\"Broker\":secret}'~studio.option_value~not valid JSON~Mend",
                "dms create-endpoint --kafka-settings Broker=a,b~studio.option_value~Broker takes one value~quotes",
                "dms describe-endpoints --filters Name=a,Values=[b~studio.shorthand~a comma or ]~JSON",
                "dms describe-endpoints --filters Name={a=b~studio.shorthand~a comma or }~JSON",
                "dms describe-replication-tasks --without-settings true~studio.option_value~takes no value~--no-without-settings",
                "dms describe-endpoints surplus~studio.surplus_word~follows describe-endpoints~--",
                "dms describe-endpoints --output yaml~studio.unknown_output~yaml~json",
                "dms describe-endpoints --query 'a['~studio.query~a[~JMESPath",
                "dms describe-endpoints --cli-input-json '{\"Filter\":1}'~studio.unknown_member~Filter~Filters",
                "dms wait replication-task-runing~studio.unknown_waiter~replication-task-runing~replication-task-running",
                "kafka wait cluster~studio.unknown_waiter~cluster~Use another",
                "cloudformation create-stack --template-body file:///etc/passwd~studio.option_value~reads no files~Paste",
            })
    void whatCannotBeReadIsNamedWithWhatIsNear(String line, String code, String message, String remedy) {
        CrosscurrentException failure = catchThrowableOfType(CrosscurrentException.class, () -> parse(line));
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure).hasMessageContaining(message);
        assertThat(failure.remedy()).contains(remedy);
        assertThat(failure.oneLine()).doesNotContain("secret");
    }

    @Test
    void everyOptionOfEveryOfferedOperationIsUnambiguous() {
        WireService dms = service("dms", DatabaseMigrationClient.class, "dms/operations.txt", new Dms());
        for (String operation : Catalog.operations(dms)) {
            Map<String, Shape> members = Catalog.input(dms, operation).members();
            assertThat(Catalog.options(members)).as(operation).hasSameSizeAs(members.keySet());
            assertThat(Catalog.operation(dms, Catalog.kebab(operation))).isEqualTo(operation);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "VpcSecurityGroupIds,vpc-security-group-ids",
        "MySQLSettings,my-sql-settings",
        "IBMDb2Settings,ibm-db2-settings",
        "S3Settings,s3-settings",
        "MultiAZ,multi-az",
        "NotificationARNs,notification-arns",
        "DBInstanceARN,db-instance-arn",
        "logGroupName,log-group-name",
        "TemplateURL,template-url"
    })
    void namesAreSpelledAsTheCliSpellsThem(String name, String option) {
        assertThat(Catalog.kebab(name)).isEqualTo(option);
    }

    private record Ours() implements WireService {
        @Override
        public String signingName() {
            return "crosscurrent";
        }

        @Override
        public String targetPrefix() {
            return "";
        }

        @Override
        public ObjectNode answer(String operation, ObjectNode request) {
            throw new AssertionError("nothing is called");
        }
    }

    private record Dms() implements DatabaseMigrationClient {
        @Override
        public String serviceName() {
            return "dms";
        }

        @Override
        public void close() {}
    }

    private record Stacks() implements CloudFormationClient {
        @Override
        public String serviceName() {
            return "cloudformation";
        }

        @Override
        public void close() {}
    }

    private record Metrics() implements CloudWatchClient {
        @Override
        public String serviceName() {
            return "monitoring";
        }

        @Override
        public void close() {}
    }

    private record Msk() implements KafkaClient {
        @Override
        public String serviceName() {
            return "kafka";
        }

        @Override
        public void close() {}
    }

    private record Secrets() implements SecretsManagerClient {
        @Override
        public String serviceName() {
            return "secretsmanager";
        }

        @Override
        public void close() {}
    }
}
