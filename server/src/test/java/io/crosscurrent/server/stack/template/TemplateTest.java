/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What templates say, evaluated. */
class TemplateTest {
    private static final String AROUND =
            """
            Parameters:
              Name: {Type: String, Default: orders}
              Zones: {Type: CommaDelimitedList, Default: 'a, b,c'}
              Big: {Type: String, Default: 'false'}
            Mappings:
              Sizes: {Default: {Broker: small, Zones: [x, y]}}
            Conditions:
              IsBig: !Equals [!Ref Big, 'true']
              IsSmall: !Not [!Condition IsBig]
            Resources:
              A: {Type: T, Properties: {}}
              B:
                Type: T
                Properties:
                  Value: %s
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    !Ref Name                                           | "orders"
                    !Ref Zones                                          | ["a","b","c"]
                    !Ref A                                              | "A-id"
                    !GetAtt A.Arn                                       | "A-Arn"
                    !GetAtt A.Latest.Revision                           | "A-Latest.Revision"
                    {'Fn::GetAtt': A.Arn}                               | "A-Arn"
                    !Ref AWS::Region                                    | "eu-west-1"
                    !Sub 'x-${Name}-${A}-${A.Arn}-${!Name}-${AWS::Partition}' | "x-orders-A-id-A-Arn-${Name}-aws"
                    !Sub ['${v}/${Name}', {v: !Ref A}]                  | "A-id/orders"
                    !Join ['-', [a, !Ref Name, c]]                      | "a-orders-c"
                    !Join ['-', ['', a]]                                | "-a"
                    !Join [',', !Ref Zones]                             | "a,b,c"
                    !Select [1, !Ref Zones]                             | "b"
                    !Select ['0', !GetAZs '']                           | "eu-west-1a"
                    !Split ['.', 'a.b']                                 | ["a","b"]
                    !FindInMap [Sizes, Default, Broker]                 | "small"
                    !FindInMap [Sizes, Default, Zones]                  | ["x","y"]
                    !If [IsBig, big, small]                             | "small"
                    !If [IsSmall, !If [IsBig, 1, 2], 3]                 | "2"
                    [a, !If [IsBig, b, !Ref AWS::NoValue], c]           | ["a","c"]
                    {k: !Ref AWS::NoValue, l: 1}                        | {"l":"1"}
                    !ImportValue other-VpcId                            | "vpc-7"
                    !Base64 hello                                       | "aGVsbG8="
                    !Cidr [10.0.0.0/16, 2, 8]                           | ["10.0.0.0/24","10.0.1.0/24"]
                    2012-10-17                                          | "2012-10-17"
                    012345670123                                        | "012345670123"
                    on                                                  | "on"
                    true                                                | true
                    1_000                                               | "1_000"
                    """)
    void evaluates(String expression, String expected) {
        Template template = Template.parse(AROUND.formatted(expression));
        JsonNode value =
                evaluation(template, Map.of()).properties(template.resources().get("B"));
        assertThat(value.get("Value").toString()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    !Ref Nowhere                   | Unresolved resource dependencies [Nowhere] in the Resources block
                    !Sub '${Nowhere.Arn}'          | Unresolved resource dependencies [Nowhere]
                    !FindInMap [Sizes, No, Broker] | Unable to get mapping for Sizes::No::Broker
                    !Select [3, !Ref Zones]        | Fn::Select cannot select nonexistent value at index 3
                    !ImportValue none              | No export named none found
                    !Ref B                         | Circular dependency between resources: [B]
                    !If [Never, 1, 2]              | Unresolved condition Never
                    !Upper x                       | the function Fn::Upper is not known
                    """)
    void saysWhatIsWrong(String expression, String message) {
        Template template = Template.parse(AROUND.formatted(expression));
        assertThatThrownBy(() -> {
                    Evaluation evaluation = evaluation(template, Map.of());
                    evaluation.order();
                    evaluation.properties(template.resources().get("B"));
                })
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {Type: Number, MinValue: 1, MaxValue: 65535} | 3306  |
                    {Type: Number, MinValue: 1}                  | 0     | must be a number not less than 1
                    {Type: Number}                               | x     | must be a number
                    {Type: String, AllowedValues: ['a', 'b']}    | c     | must be one of AllowedValues [a, b]
                    {Type: String, AllowedPattern: '[a-z]+'}     | A     | failed to satisfy constraint: AllowedPattern [a-z]+
                    {Type: String, MinLength: 8}                 | short | must contain at least 8 characters
                    {Type: String, MaxLength: 2}                 | abc   | must contain at most 2 characters
                    {Type: String, MaxLength: 2, ConstraintDescription: too long} | abc | failed to satisfy constraint: too long
                    {Type: 'List<Number>'}                       | 1,x   | must be a number
                    {Type: 'AWS::EC2::VPC::Id'}                  | vpc-1 |
                    """)
    void parametersKeepTheirConstraints(String declaration, String value, String message) {
        Parameter parameter = Template.parse("Parameters: {P: %s}\nResources: {A: {Type: T}}".formatted(declaration))
                .parameters()
                .get("P");
        if (message == null) {
            parameter.check(value);
        } else {
            assertThatThrownBy(() -> parameter.check(value)).hasMessageContaining(message);
        }
    }

    @Test
    void resourcesComeAfterThoseTheyNeedAndOthersInTheOrderWritten() {
        Template template = Template.parse(
                """
                Conditions: {Never: !Equals [a, b]}
                Resources:
                  Last: {Type: T, DependsOn: [Second], Properties: {X: !Sub '${First}'}}
                  First: {Type: T}
                  Second: {Type: T, Properties: {X: {Y: [!GetAtt First.Arn]}}}
                  Absent: {Type: T, Condition: Never}
                """);
        assertThat(evaluation(template, Map.of()).order()).containsExactly("First", "Second", "Last");
    }

    @Test
    void jsonIsReadAsWellAndItsErrorsHaveAPlace() {
        assertThat(Template.parse("{\"Resources\": {\"A\": {\"Type\": \"T\"}}}").resourceTypes())
                .containsExactly("T");
        assertThatThrownBy(() -> Template.parse("{\"Resources\": {\"A\": \n{\"Type\" \"T\"}}}"))
                .hasMessageContaining("line 2");
        assertThatThrownBy(() -> Template.parse("Resources:\n  A: ["))
                .hasMessageContaining("YAML not well-formed. (line");
        assertThatThrownBy(() -> Template.parse("Resources: {}")).hasMessageContaining("At least one Resources member");
        assertThatThrownBy(() -> Template.parse("Resourses: {}\nResources: {A: {Type: T}}"))
                .hasMessageContaining("[Resourses]");
        assertThatThrownBy(() -> Template.parse("Resources: {A: {Type: T}, A: {Type: T}}"))
                .hasMessageContaining("duplicate key");
    }

    @Test
    void rulesAreAsserted() {
        Template template = Template.parse(
                """
                Parameters: {V: {Type: String, Default: '5'}}
                Rules:
                  Check:
                    Assertions:
                      - Assert: !Not [!Contains [['1', '2', '5'], !Ref V]]
                        AssertDescription: bootstrap is too old
                Resources: {A: {Type: T}}
                """);
        assertThatThrownBy(() -> evaluation(template, Map.of())).hasMessageContaining("bootstrap is too old");
        assertThat(evaluation(template, Map.of("V", "6")).order()).containsExactly("A");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {{resolve:secretsmanager:db}}                                          | db,,,
                    p={{resolve:secretsmanager:db:SecretString:password}}!                 | p=db,password,,!
                    {{resolve:secretsmanager:db:SecretString:password:AWSPREVIOUS}}        | db,password,AWSPREVIOUS,
                    {{resolve:secretsmanager:db:SecretString:password::v1}}                | db,password,,v1
                    {{resolve:secretsmanager:arn:aws:secretsmanager:r:1:secret:db-AbCdEf:SecretString:password::}} | arn:aws:secretsmanager:r:1:secret:db-AbCdEf,password,,
                    {{resolve:ssm:/a/b:3}}                                                 | ssm /a/b
                    """)
    void dynamicReferencesAreTakenApart(String text, String expected) {
        DynamicReferences references = new DynamicReferences(new DynamicReferences.Source() {
            @Override
            public String secret(String secret, String key, String stage, String version) {
                return String.join(",", secret, key, stage, version);
            }

            @Override
            public String stored(String name) {
                return "ssm " + name;
            }
        });
        assertThat(references.resolve(JsonNodeFactory.instance.textNode(text)).textValue())
                .isEqualTo(expected);
    }

    private static Evaluation evaluation(Template template, Map<String, String> given) {
        Map<String, String> values = new LinkedHashMap<>();
        template.parameters()
                .values()
                .forEach(each -> values.put(each.name(), given.getOrDefault(each.name(), each.defaultValue())));
        return new Evaluation(new Scope(
                template,
                values,
                new Scope.Identity("s", "arn:s", "eu-west-1", "111"),
                new Scope.Resources() {
                    @Override
                    public JsonNode reference(String logicalId) {
                        return JsonNodeFactory.instance.textNode(logicalId + "-id");
                    }

                    @Override
                    public JsonNode attribute(String logicalId, String attribute) {
                        return JsonNodeFactory.instance.textNode(logicalId + "-" + attribute);
                    }
                },
                name -> name.equals("other-VpcId") ? Optional.of("vpc-7") : Optional.empty()));
    }
}
