"""The same life of a replication task as pipeline.sh, with boto3. Environment as there."""
import json
import os
import time

import boto3

options = dict(endpoint_url=os.environ["ENDPOINT"], region_name="us-east-1")
dms = boto3.client("dms", **options)
secrets = boto3.client("secretsmanager", **options)


def by(name, *values):
    return [{"Name": name, "Values": list(values)}]


instance = dms.create_replication_instance(
    ReplicationInstanceIdentifier="boto", ReplicationInstanceClass="dms.t3.medium"
)["ReplicationInstance"]["ReplicationInstanceArn"]
dms.get_waiter("replication_instance_available").wait(Filters=by("replication-instance-arn", instance))

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
    dms.get_waiter("test_connection_succeeds").wait(Filters=by("endpoint-arn", endpoint))

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
dms.get_waiter("replication_task_ready").wait(Filters=this)
dms.start_replication_task(ReplicationTaskArn=task, StartReplicationTaskType="start-replication")
dms.get_waiter("replication_task_running").wait(Filters=this)
deadline = time.time() + 60
while True:
    tables = dms.describe_table_statistics(ReplicationTaskArn=task)["TableStatistics"]
    if any(table["TableState"] == "Table completed" and table["FullLoadRows"] == 3 for table in tables):
        break
    assert time.time() < deadline, tables
    time.sleep(0.5)
dms.stop_replication_task(ReplicationTaskArn=task)
dms.get_waiter("replication_task_stopped").wait(Filters=this)
dms.delete_replication_task(ReplicationTaskArn=task)
dms.get_waiter("replication_task_deleted").wait(Filters=this)
for endpoint in (source, target):
    dms.delete_endpoint(EndpointArn=endpoint)
    dms.get_waiter("endpoint_deleted").wait(Filters=by("endpoint-arn", endpoint))
dms.delete_replication_instance(ReplicationInstanceArn=instance)
try:
    dms.describe_replication_tasks(Filters=this)
    raise AssertionError("a deleted task is still described")
except dms.exceptions.ResourceNotFoundFault:
    print("ok: everything deleted")
