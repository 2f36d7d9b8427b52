/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.Caller;
import io.crosscurrent.server.aws.Origin;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.aws.SigningKey;
import io.crosscurrent.server.fake.PlaneExtension;
import io.crosscurrent.server.fake.TestPlane;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Cells against a control plane with its real services, store and Kafka. */
class CommandsIT {
    @RegisterExtension
    static final PlaneExtension PLANES = new PlaneExtension();

    private static TestPlane plane;

    @BeforeAll
    static void start() {
        plane = PLANES.plane();
    }

    private static Caller root() {
        return new Caller(plane.plane.rootKey(), "us-east-1", Origin.SERVICE);
    }

    private static List<String> run(Caller caller, String cell) {
        List<String> outputs = new ArrayList<>();
        caller.during(() -> {
            plane.plane.commands().run(cell, outputs::add);
            return null;
        });
        return outputs;
    }

    private static CommandFailure failure(Caller caller, String cell) {
        return catchThrowableOfType(CommandFailure.class, () -> run(caller, cell));
    }

    /** A user that may do what is named. @param actions as in a policy, for example {@code dms:Describe*} */
    private static Caller user(String name, String actions, String resource) {
        String key = run(
                        root(),
                        """
                        iam create-user --user-name %1$s
                        iam put-user-policy --user-name %1$s --policy-name p --policy-document \
                          '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"%2$s","Resource":"%3$s"}]}'
                        iam create-access-key --user-name %1$s --query 'AccessKey.[AccessKeyId,SecretAccessKey]' --output text
                        """
                                .formatted(name, actions, resource))
                .get(1);
        String[] parts = key.strip().split("\t");
        return new Caller(new SigningKey(parts[0], parts[1], ""), "us-east-1", Origin.SERVICE);
    }

    @Test
    void aCellMakesDescribesAndDeletesAnEndpoint() {
        List<String> outputs = run(
                root(),
                """
                %aws
                # the source
                ARN=$(dms create-endpoint --endpoint-identifier sales --endpoint-type source --engine-name mysql \\
                  --server-name 127.0.0.1 --port 3306 --username u --password 'p w-of-sales' \\
                  --query Endpoint.EndpointArn --output text)
                aws dms describe-endpoints --filters Name=endpoint-id,Values=sales,other \\
                  --query 'Endpoints[].[EndpointIdentifier, Port]' --output text
                dms describe-endpoints --filters Name=endpoint-arn,Values=$ARN
                dms delete-endpoint --endpoint-arn "${ARN}" --query Endpoint.EndpointArn
                dms wait endpoint-deleted --filters Name=endpoint-arn,Values=$ARN
                """);
        assertThat(outputs).hasSize(3);
        assertThat(outputs.get(0)).isEqualTo("sales\t3306\n");
        assertThat(outputs.get(1)).contains("\"EndpointIdentifier\": \"sales\"").endsWith("}\n");
        assertThat(outputs.get(2)).startsWith("\"arn:aws:dms:");
        assertThat(String.join("", outputs)).doesNotContain("of-sales");
    }

    @Test
    void parametersHaveNoClassesAndAreSetAllTheSame() {
        assertThat(
                        run(
                                root(),
                                """
                        ssm put-parameter --name /a/b --value 5 --type String --overwrite --query Version
                        ssm get-parameter --name /a/b --with-decryption --query Parameter.Value --output text
                        """))
                .containsExactly("1\n", "5\n");
    }

    @Test
    void aStackIsWaitedFor() {
        assertThat(
                        run(
                                root(),
                                """
                        cloudformation create-stack --stack-name cell --template-body '{"Resources": {"P": {
                          "Type": "AWS::SecretsManager::Secret", "Properties": {"Name": "cell", "SecretString": "v"}}}}' \\
                          --query 'length(StackId) > `0`'
                        cloudformation wait stack-create-complete --stack-name cell
                        cloudformation describe-stacks --stack-name cell --query Stacks[0].StackStatus --output text
                        cloudformation delete-stack --stack-name cell
                        cloudformation wait stack-delete-complete --stack-name cell
                        """))
                .containsExactly("true\n", "CREATE_COMPLETE\n");
    }

    @Test
    void aDashLetsTheCellGoOnWhenACommandFails() {
        List<String> outputs = run(
                root(),
                """
                GONE=$(- dms describe-endpoints --filters Name=endpoint-id,Values=gone --query Endpoints[0].EndpointArn --output text)
                - dms delete-endpoint --endpoint-arn "$GONE"
                - dms describe-account-attributes --query 'length(AccountQuotas) > `0`'
                """);
        assertThat(outputs).hasSize(2);
        assertThat(outputs.get(0)).startsWith("skipped: ");
        assertThat(outputs.get(1)).isEqualTo("true\n");
        assertThat(failure(root(), "- dms delete-endpoint --endpoint x").code()).isEqualTo("studio.unknown_option");
    }

    @Test
    void aWrongOptionStopsTheCellWhereItStands() {
        List<String> outputs = new ArrayList<>();
        CommandFailure failure = root().during(() -> catchThrowableOfType(CommandFailure.class, () -> plane.plane
                .commands()
                .run("sts get-caller-identity\n\n  dms describe-endpoints --filter x\n", outputs::add)));
        assertThat(outputs).hasSize(1);
        assertThat(failure.code()).isEqualTo("studio.unknown_option");
        assertThat(failure.line()).isEqualTo(3);
        assertThat(failure.column()).isEqualTo(3);
        assertThat(failure).hasMessageContaining("Line 3, column 3").hasMessageContaining("--filter");
        assertThat(failure.remedy()).contains("--filters");
    }

    @Test
    void anErrorOfTheServiceKeepsItsCode() {
        CommandFailure failure = failure(root(), "\ndms delete-endpoint --endpoint-arn arn:aws:dms:x");
        assertThat(failure.code()).isEqualTo("studio.refused");
        assertThat(failure).hasMessageContaining("ResourceNotFoundFault").hasMessageContaining("Line 2");
    }

    @Test
    void whoMayOnlyReadIsRefusedEverythingElse() {
        Caller reader = user("reader", "dms:Describe*", "*");
        assertThat(run(reader, "dms describe-endpoints --query 'Endpoints[?EndpointIdentifier==`\"none\"`]'"))
                .containsExactly("[]\n");
        assertThat(failure(reader, "dms create-endpoint --endpoint-identifier e --endpoint-type source"))
                .hasMessageContaining("AccessDeniedFault")
                .hasMessageContaining("user/reader is not authorized to perform: dms:CreateEndpoint");
        assertThat(failure(reader, "ssm get-parameter --name /a")).hasMessageContaining("AccessDeniedException");
        assertThat(failure(reader, "kafka list-clusters")).hasMessageContaining("ForbiddenException");
        assertThat(failure(reader, "cloudformation wait stack-create-complete --stack-name s"))
                .hasMessageContaining("cloudformation:DescribeStacks");
    }

    @Test
    void anUnknownMemberLendsNoRights() {
        Caller limited = user("limited", "dms:CreateEndpoint", "arn:aws:dms:*:endpoint:mine");
        ObjectNode input =
                PojoCodec.object().put("EndpointIdentifier", "e").put("Other", "arn:aws:dms:a:endpoint:mine");
        assertThatThrownBy(() -> limited.during(() -> plane.plane.commands().call("dms", "CreateEndpoint", input)))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo("AccessDeniedFault"));
    }

    @Test
    void withoutACallerNothingIsRun() {
        assertThatThrownBy(() -> plane.plane.commands().run("dms describe-endpoints", text -> {}))
                .isInstanceOfSatisfying(
                        CommandFailure.class, e -> assertThat(e.code()).isEqualTo("studio.no_caller"));
        assertThatThrownBy(() -> plane.plane.commands().call("crosscurrent", "GetStatus", PojoCodec.object()))
                .hasMessageContaining("crosscurrent");
        assertThat(root().during(() -> plane.plane.commands().call("crosscurrent", "GetStatus", PojoCodec.object())))
                .isNotEmpty();
    }
}
