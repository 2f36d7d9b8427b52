"""The commands of services.sh with boto3. Environment as there."""
import json
import os

import noted

sts = noted.client("sts")
iam = noted.client("iam")
kafka = noted.client("kafka")
secrets = noted.client("secretsmanager")
flink = noted.client("kinesisanalyticsv2")
stacks = noted.client("cloudformation")


def read(name):
    with open(os.path.join(os.environ["WORK"], name)) as file:
        return file.read()


def fails(error, call, **arguments):
    try:
        call(**arguments)
    except error:
        return
    raise AssertionError(f"{call} succeeded")


assert sts.get_caller_identity()["Arn"] == "arn:aws:iam::000000000000:root"
trust = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"Service": "dms.amazonaws.com"}, "Action": "sts:AssumeRole"}],
}
role = dict(RoleName="boto-role")
iam.create_role(**role, AssumeRolePolicyDocument=json.dumps(trust))
noted.wait(iam, "role_exists", **role)
assert iam.get_role(**role)["Role"]["AssumeRolePolicyDocument"] == trust
iam.put_role_policy(**role, PolicyName="p", PolicyDocument='{"Version":"2012-10-17","Statement":[]}')
assert iam.get_role_policy(**role, PolicyName="p")["PolicyDocument"]["Version"] == "2012-10-17"
managed = "arn:aws:iam::aws:policy/service-role/AmazonDMSVPCManagementRole"
iam.attach_role_policy(**role, PolicyArn=managed)
assert iam.list_attached_role_policies(**role)["AttachedPolicies"][0]["PolicyArn"] == managed
assert "boto-role" in [each["RoleName"] for page in iam.get_paginator("list_roles").paginate() for each in page["Roles"]]
fails(iam.exceptions.DeleteConflictException, iam.delete_role, **role)
iam.detach_role_policy(**role, PolicyArn=managed)
iam.delete_role_policy(**role, PolicyName="p")
iam.delete_role(**role)
fails(iam.exceptions.NoSuchEntityException, iam.get_role, **role)

cluster = kafka.create_cluster(
    ClusterName="boto",
    KafkaVersion="3.6.0",
    NumberOfBrokerNodes=2,
    BrokerNodeGroupInfo={"InstanceType": "kafka.t3.small", "ClientSubnets": ["a", "b"]},
)["ClusterArn"]
this = dict(ClusterArn=cluster)
assert kafka.describe_cluster(**this)["ClusterInfo"]["State"] == "ACTIVE"
assert kafka.describe_cluster_v2(**this)["ClusterInfo"]["ClusterType"] == "PROVISIONED"
other = kafka.create_cluster_v2(ClusterName="boto-two", Serverless={"VpcConfigs": [{"SubnetIds": ["a", "b"]}]})["ClusterArn"]
names = [
    each["ClusterName"]
    for page in kafka.get_paginator("list_clusters_v2").paginate(PaginationConfig={"PageSize": 1})
    for each in page["ClusterInfoList"]
]
assert {"boto", "boto-two"} <= set(names), names
assert ":" in kafka.get_bootstrap_brokers(**this)["BootstrapBrokerStringSaslScram"]
secret = secrets.create_secret(Name="AmazonMSK_boto", SecretString='{"username":"boto","password":"boto-pw"}')["ARN"]
kafka.batch_associate_scram_secret(**this, SecretArnList=[secret])
assert kafka.list_scram_secrets(**this)["SecretArnList"] == [secret]
kafka.tag_resource(ResourceArn=cluster, Tags={"a": "b"})
assert kafka.describe_cluster(**this)["ClusterInfo"]["Tags"] == {"a": "b"}
kafka.batch_disassociate_scram_secret(**this, SecretArnList=[secret])
kafka.delete_cluster(**this)
kafka.delete_cluster(ClusterArn=other)
fails(kafka.exceptions.NotFoundException, kafka.describe_cluster, **this)
secrets.delete_secret(SecretId=secret, ForceDeleteWithoutRecovery=True)

application = dict(ApplicationName="boto")


def state():
    return flink.describe_application(**application)["ApplicationDetail"]["ApplicationStatus"]


flink.create_application(
    **application,
    RuntimeEnvironment="ZEPPELIN-FLINK-3_0",
    ApplicationMode="INTERACTIVE",
    ServiceExecutionRole="arn:aws:iam::000000000000:role/studio",
    ApplicationConfiguration=json.loads(read("studio.json")),
)
flink.start_application(**application, RunConfiguration={})
noted.until(lambda: state() == "RUNNING")
assert flink.create_application_presigned_url(**application, UrlType="ZEPPELIN_UI_URL")["AuthorizedUrl"].startswith("http://")
flink.stop_application(**application)
noted.until(lambda: state() == "READY")
made = flink.describe_application(**application)["ApplicationDetail"]["CreateTimestamp"]
flink.delete_application(**application, CreateTimestamp=made)
fails(flink.exceptions.ResourceNotFoundException, flink.describe_application, **application)

template = read("template.yaml")
changed = template.replace("Description: first", "Description: second")
stacks.validate_template(TemplateBody=template)
stacks.get_template_summary(TemplateBody=template)
stack = dict(StackName="boto")
named = dict(Capabilities=["CAPABILITY_NAMED_IAM"])
stacks.create_stack(
    **stack, **named, TemplateBody=template, Parameters=[{"ParameterKey": "Pw", "ParameterValue": "x"}], OnFailure="DELETE"
)
noted.wait(stacks, "stack_exists", **stack)
noted.wait(stacks, "stack_create_complete", **stack)
stacks.update_stack(
    **stack, **named, UsePreviousTemplate=True, Parameters=[{"ParameterKey": "Pw", "ParameterValue": "y"}]
)
noted.wait(stacks, "stack_update_complete", **stack)
change = dict(**stack, ChangeSetName="more")
stacks.create_change_set(
    **change, **named, TemplateBody=changed, Parameters=[{"ParameterKey": "Pw", "UsePreviousValue": True}]
)
noted.wait(stacks, "change_set_create_complete", **change)
assert stacks.describe_change_set(**change)["Changes"][0]["ResourceChange"]["Action"] == "Modify"
stacks.execute_change_set(**change)
noted.wait(stacks, "stack_update_complete", **stack)
assert stacks.describe_stacks(**stack)["Stacks"][0]["StackStatus"] == "UPDATE_COMPLETE"
for each in (stacks.describe_stack_events, stacks.describe_stack_resources, stacks.list_stack_resources):
    assert "Secret" in str(each(**stack))
assert "Secret" in str(stacks.get_template(**stack)["TemplateBody"])
assert "boto-secret" in [each["Name"] for each in stacks.list_exports()["Exports"]]
assert "boto" in [each["StackName"] for each in stacks.list_stacks(StackStatusFilter=["UPDATE_COMPLETE"])["StackSummaries"]]
stacks.delete_stack(**stack)
noted.wait(stacks, "stack_delete_complete", **stack)
fails(stacks.exceptions.ClientError, stacks.describe_stacks, **stack)
print("ok: services")
