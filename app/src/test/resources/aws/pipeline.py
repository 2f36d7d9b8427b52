"""The same life of a replication task as pipeline.sh, with boto3. Environment as there."""
import json
import os
from datetime import datetime

import noted

dms = noted.client("dms")
secrets = noted.client("secretsmanager")
cloudwatch = noted.client("cloudwatch")
logs = noted.client("logs")


def by(name, *values):
    return [{"Name": name, "Values": list(values)}]


dms.create_replication_subnet_group(
    ReplicationSubnetGroupIdentifier="boto", ReplicationSubnetGroupDescription="d", SubnetIds=["s1", "s2"]
)
instance = dms.create_replication_instance(
    ReplicationInstanceIdentifier="boto", ReplicationInstanceClass="dms.t3.medium", Tags=[{"Key": "a", "Value": "b"}]
)["ReplicationInstance"]["ReplicationInstanceArn"]
noted.wait(dms, "replication_instance_available", Filters=by("replication-instance-arn", instance))

secret = secrets.create_secret(
    Name="boto/login",
    SecretString=json.dumps(
        {
            "username": os.environ["DB_USER"],
            "password": os.environ["DB_PASSWORD"],
            "host": "127.0.0.1",
            "port": int(os.environ["DB_PORT"]),
        }
    ),
)["ARN"]
assert "password" in json.loads(secrets.get_secret_value(SecretId=secret)["SecretString"])
secrets.update_secret(SecretId=secret, Description="of the shop")
assert secrets.describe_secret(SecretId=secret)["Description"] == "of the shop"
secrets.create_secret(Name="boto/other", SecretString="one")
secrets.put_secret_value(SecretId="boto/other", SecretBinary=b"\x00two")
assert secrets.get_secret_value(SecretId="boto/other")["SecretBinary"] == b"\x00two"
assert secrets.get_secret_value(SecretId="boto/other", VersionStage="AWSPREVIOUS")["SecretString"] == "one"
names = [each["Name"] for page in secrets.get_paginator("list_secrets").paginate(MaxResults=1) for each in page["SecretList"]]
assert {"boto/login", "boto/other"} <= set(names), names
secrets.delete_secret(SecretId="boto/other", ForceDeleteWithoutRecovery=True)

with open(os.path.join(os.environ["WORK"], "c.pem")) as file:
    imported = [dms.import_certificate(CertificateIdentifier="boto-c", CertificatePem=file.read())]
with open(os.path.join(os.environ["WORK"], "w.sso"), "rb") as file:
    imported.append(dms.import_certificate(CertificateIdentifier="boto-w", CertificateWallet=file.read()))
assert len(dms.describe_certificates()["Certificates"]) == 2
for each in imported:
    dms.delete_certificate(CertificateArn=each["Certificate"]["CertificateArn"])

source = dms.create_endpoint(
    EndpointIdentifier="boto-src",
    EndpointType="source",
    EngineName="gcp-mysql",
    GcpMySQLSettings={
        "SecretsManagerSecretId": secret,
        "SecretsManagerAccessRoleArn": "arn:aws:iam::123456789012:role/reader",
    },
)["Endpoint"]["EndpointArn"]
target = dms.create_endpoint(
    EndpointIdentifier="boto-tgt",
    EndpointType="target",
    EngineName="kafka",
    KafkaSettings={
        "Broker": os.environ["BROKER"],
        "Topic": "kafka-default-topic",
        "SecurityProtocol": "sasl-plaintext",
        "SaslUsername": os.environ["KAFKA_USER"],
        "SaslPassword": os.environ["KAFKA_PASSWORD"],
    },
)["Endpoint"]
assert "SaslPassword" not in target["KafkaSettings"], "create-endpoint returns the password"
target = target["EndpointArn"]
for endpoint in (source, target):
    dms.test_connection(ReplicationInstanceArn=instance, EndpointArn=endpoint)
    noted.wait(dms, "test_connection_succeeds", Filters=by("endpoint-arn", endpoint))

assert "assword" not in str(dms.describe_endpoints()["Endpoints"]), "a describe call shows a password"
dms.refresh_schemas(EndpointArn=source, ReplicationInstanceArn=instance)
noted.until(lambda: dms.describe_refresh_schemas_status(EndpointArn=source)["RefreshSchemasStatus"]["Status"] == "successful")
assert "shop" in dms.describe_schemas(EndpointArn=source)["Schemas"]

with open(os.environ["MAPPINGS"]) as file:
    mappings = file.read()
task = dms.create_replication_task(
    ReplicationTaskIdentifier="boto",
    SourceEndpointArn=source,
    TargetEndpointArn=target,
    ReplicationInstanceArn=instance,
    MigrationType="full-load-and-cdc",
    TableMappings=mappings,
)["ReplicationTask"]["ReplicationTaskArn"]
this = by("replication-task-arn", task)
noted.wait(dms, "replication_task_ready", Filters=this)
dms.start_replication_task(ReplicationTaskArn=task, StartReplicationTaskType="start-replication")
noted.wait(dms, "replication_task_running", Filters=this)


def tables():
    return [
        table
        for page in dms.get_paginator("describe_table_statistics").paginate(ReplicationTaskArn=task)
        for table in page["TableStatistics"]
        if table["TableState"] == "Table completed" and table["FullLoadRows"] == 3
    ]


noted.until(tables)
dms.reload_tables(ReplicationTaskArn=task, TablesToReload=[{"SchemaName": "shop", "TableName": "orders"}])
noted.until(lambda: any(table["FullLoadReloaded"] for table in tables()))
assert "TableMappings" not in dms.describe_replication_tasks(Filters=this, WithoutSettings=True)["ReplicationTasks"][0]

resource = task.split(":")[-1]
noted.until(lambda: [m for m in cloudwatch.list_metrics(Namespace="AWS/DMS")["Metrics"] if resource in str(m)])
metric = {
    "Namespace": "AWS/DMS",
    "MetricName": "CDCLatencySource",
    "Dimensions": [
        {"Name": "ReplicationInstanceIdentifier", "Value": "boto"},
        {"Name": "ReplicationTaskIdentifier", "Value": resource},
    ],
}
when = dict(StartTime=datetime(2020, 1, 1), EndTime=datetime(2100, 1, 1))
points = cloudwatch.get_metric_statistics(**metric, **when, Period=60, Statistics=["Average"])["Datapoints"]
assert points[0]["Average"] >= 0, points
query = [{"Id": "m1", "MetricStat": {"Metric": metric, "Period": 60, "Stat": "Average"}}]
assert cloudwatch.get_metric_data(**when, MetricDataQueries=query)["MetricDataResults"][0]["StatusCode"] == "Complete"
group, stream = "dms-tasks-boto", "dms-task-" + resource
assert group in [each["logGroupName"] for each in logs.describe_log_groups()["logGroups"]]
assert stream in [each["logStreamName"] for each in logs.describe_log_streams(logGroupName=group)["logStreams"]]
said = logs.get_log_events(logGroupName=group, logStreamName=stream, limit=10)["events"]
assert any("task has been created" in each["message"] for each in said), said
assert logs.filter_log_events(logGroupName=group)["events"]

dms.stop_replication_task(ReplicationTaskArn=task)
noted.wait(dms, "replication_task_stopped", Filters=this)
dms.modify_replication_task(ReplicationTaskArn=task, TableMappings=mappings)
assert dms.describe_events(SourceType="replication-task")["Events"]
assert dms.describe_connections()["Connections"]
dms.add_tags_to_resource(ResourceArn=instance, Tags=[{"Key": "c", "Value": "d"}])
assert len(dms.list_tags_for_resource(ResourceArn=instance)["TagList"]) == 2
dms.delete_replication_task(ReplicationTaskArn=task)
noted.wait(dms, "replication_task_deleted", Filters=this)
for endpoint in (source, target):
    dms.delete_endpoint(EndpointArn=endpoint)
    noted.wait(dms, "endpoint_deleted", Filters=by("endpoint-arn", endpoint))
dms.delete_replication_instance(ReplicationInstanceArn=instance)
noted.wait(dms, "replication_instance_deleted", Filters=by("replication-instance-arn", instance))
dms.delete_replication_subnet_group(ReplicationSubnetGroupIdentifier="boto")
secrets.delete_secret(SecretId="boto/login", ForceDeleteWithoutRecovery=True)
try:
    dms.describe_replication_tasks(Filters=this)
    raise AssertionError("a deleted task is still described")
except dms.exceptions.ResourceNotFoundFault:
    print("ok: everything deleted")
