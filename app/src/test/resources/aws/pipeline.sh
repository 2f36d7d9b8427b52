#!/usr/bin/env bash
# The life of a replication task with the AWS CLI, unmodified. Environment: ENDPOINT, DB_PORT, DB_USER, DB_PASSWORD,
# BROKER, KAFKA_USER, KAFKA_PASSWORD, SINCE and UNTIL (times of changes), SINCE_TOPIC, WORK (a directory with c.pem), and AWS_* credentials. Prints one line a step; ends at
# the first failure. Each command is noted in $WORK/calls.
set -euo pipefail
aws() {
  echo "$1 $2${3:+ $3}" >>"$WORK/calls"
  command "${AWS_CLI:-aws}" --endpoint-url "$ENDPOINT" --output text "$@"
}
step() { echo "ok: $*"; }

aws dms create-replication-subnet-group --replication-subnet-group-identifier sg --replication-subnet-group-description d --subnet-ids s1 s2 >/dev/null
RI=$(aws dms create-replication-instance --replication-instance-identifier ri --replication-instance-class dms.t3.medium --tags Key=a,Value=b --query ReplicationInstance.ReplicationInstanceArn)
aws dms wait replication-instance-available --filters "Name=replication-instance-arn,Values=$RI"
step instance available

aws secretsmanager create-secret --name shop/login --secret-string "{\"username\":\"$DB_USER\",\"password\":\"$DB_PASSWORD\",\"host\":\"127.0.0.1\",\"port\":$DB_PORT}" >/dev/null
SECRET=$(aws secretsmanager describe-secret --secret-id shop/login --query ARN)
[ "$(aws secretsmanager get-secret-value --secret-id "$SECRET" --query SecretString | grep -c "$DB_USER")" = 1 ]
aws secretsmanager put-secret-value --secret-id shop/login --secret-string "{\"username\":\"$DB_USER\",\"password\":\"$DB_PASSWORD\",\"host\":\"127.0.0.1\",\"port\":$DB_PORT}" >/dev/null
aws secretsmanager list-secrets --query 'SecretList[].Name' | grep -q shop/login
aws secretsmanager update-secret --secret-id shop/login --description "of the shop" >/dev/null
printf '\000two' >"$WORK/binary"
aws secretsmanager create-secret --name shop/binary --secret-binary "fileb://$WORK/binary" >/dev/null
[ "$(aws secretsmanager get-secret-value --secret-id shop/binary --query SecretBinary)" = "$(base64 <"$WORK/binary")" ]
aws secretsmanager delete-secret --secret-id shop/binary --force-delete-without-recovery >/dev/null
step secret created, read, replaced and listed

C=$(aws dms import-certificate --certificate-identifier c --certificate-pem "file://$WORK/c.pem" --query Certificate.CertificateArn)
W=$(aws dms import-certificate --certificate-identifier w --certificate-wallet "fileb://$WORK/w.sso" --query Certificate.CertificateArn)
[ "$(aws dms describe-certificates --query 'Certificates[].CertificateIdentifier' | wc -w)" = 2 ]
aws dms delete-certificate --certificate-arn "$C" >/dev/null
aws dms delete-certificate --certificate-arn "$W" >/dev/null
step certificates imported

SE=$(aws dms create-endpoint --endpoint-identifier src --endpoint-type source --engine-name mysql --my-sql-settings "{\"SecretsManagerSecretId\":\"$SECRET\",\"SecretsManagerAccessRoleArn\":\"arn:aws:iam::123456789012:role/reader\"}" --query Endpoint.EndpointArn)
TE=$(aws dms create-endpoint --endpoint-identifier tgt --endpoint-type target --engine-name kafka --kafka-settings "{\"Broker\":\"$BROKER\",\"Topic\":\"kafka-default-topic\",\"MessageFormat\":\"json-unformatted\",\"SecurityProtocol\":\"sasl-plaintext\",\"SaslUsername\":\"$KAFKA_USER\",\"SaslPassword\":\"$KAFKA_PASSWORD\"}" --query Endpoint.EndpointArn)
if aws dms describe-endpoints | grep -q -e "$KAFKA_PASSWORD" -e "$DB_PASSWORD"; then echo "a describe call shows a password"; exit 1; fi
step endpoints created

for endpoint in "$SE" "$TE"; do
  aws dms test-connection --replication-instance-arn "$RI" --endpoint-arn "$endpoint" >/dev/null
  aws dms wait test-connection-succeeds --filters "Name=endpoint-arn,Values=$endpoint"
done
step connections tested

aws dms refresh-schemas --endpoint-arn "$SE" --replication-instance-arn "$RI" >/dev/null
until [ "$(aws dms describe-refresh-schemas-status --endpoint-arn "$SE" --query RefreshSchemasStatus.Status)" = successful ]; do sleep 0.5; done
aws dms describe-schemas --endpoint-arn "$SE" --query Schemas | grep -q shop
step schemas refreshed

T=$(aws dms create-replication-task --replication-task-identifier t --source-endpoint-arn "$SE" --target-endpoint-arn "$TE" --replication-instance-arn "$RI" --migration-type full-load-and-cdc --table-mappings "file://$MAPPINGS" --query ReplicationTask.ReplicationTaskArn)
FILTER="Name=replication-task-arn,Values=$T"
aws dms wait replication-task-ready --filters "$FILTER"
aws dms start-replication-task --replication-task-arn "$T" --start-replication-task-type start-replication >/dev/null
aws dms wait replication-task-running --filters "$FILTER"
step task running
until aws dms describe-table-statistics --replication-task-arn "$T" --page-size 1 --query 'TableStatistics[].[TableName,FullLoadRows,TableState]' | grep -q "orders.3.Table completed"; do sleep 0.5; done
step table loaded
aws dms reload-tables --replication-task-arn "$T" --tables-to-reload SchemaName=shop,TableName=orders >/dev/null
until aws dms describe-table-statistics --replication-task-arn "$T" --query 'TableStatistics[].[TableName,FullLoadRows,FullLoadReloaded,TableState]' | grep -q "orders.3.True.Table completed"; do sleep 0.5; done
aws dms describe-replication-tasks --filters "$FILTER" --query 'ReplicationTasks[].[Status,ReplicationTaskStats.FullLoadProgressPercent]' | grep -q "running.100"
step table reloaded
aws dms describe-replication-tasks --filters "$FILTER" --without-settings >/dev/null
until aws cloudwatch list-metrics --namespace AWS/DMS --query 'Metrics[].MetricName' | grep -q CDCLatencySource; do sleep 1; done
NOW="--start-time 2020-01-01T00:00:00Z --end-time 2100-01-01T00:00:00Z"
aws cloudwatch get-metric-statistics --namespace AWS/DMS --metric-name CDCLatencySource $NOW --period 60 --statistics Average --dimensions Name=ReplicationInstanceIdentifier,Value=ri "Name=ReplicationTaskIdentifier,Value=${T##*:}" --query 'Datapoints[0].SampleCount' | grep -q '[1-9]'
aws cloudwatch get-metric-data $NOW --metric-data-queries "[{\"Id\":\"m1\",\"MetricStat\":{\"Metric\":{\"Namespace\":\"AWS/DMS\",\"MetricName\":\"CDCLatencySource\",\"Dimensions\":[{\"Name\":\"ReplicationInstanceIdentifier\",\"Value\":\"ri\"},{\"Name\":\"ReplicationTaskIdentifier\",\"Value\":\"${T##*:}\"}]},\"Period\":60,\"Stat\":\"Average\"}}]" --query 'MetricDataResults[0].StatusCode' | grep -q Complete
aws logs describe-log-groups --query 'logGroups[].logGroupName' | grep -q dms-tasks-ri
aws logs describe-log-streams --log-group-name dms-tasks-ri --query 'logStreams[].logStreamName' | grep -q "dms-task-${T##*:}"
aws logs get-log-events --log-group-name dms-tasks-ri --log-stream-name "dms-task-${T##*:}" --limit 10 --query 'events[].message' | grep -q "task has been created"
aws logs filter-log-events --log-group-name dms-tasks-ri --query 'events[].message' | grep -q "task has been"
step metrics and logs read
if aws dms delete-replication-task --replication-task-arn "$T" 2>/dev/null; then echo "a running task was deleted"; exit 1; fi
aws dms stop-replication-task --replication-task-arn "$T" >/dev/null
aws dms wait replication-task-stopped --filters "$FILTER"
step task stopped
aws dms modify-replication-task --replication-task-arn "$T" --table-mappings "file://$MAPPINGS" >/dev/null
aws dms start-replication-task --replication-task-arn "$T" --start-replication-task-type resume-processing >/dev/null
aws dms wait replication-task-running --filters "$FILTER"
aws dms stop-replication-task --replication-task-arn "$T" >/dev/null
aws dms wait replication-task-stopped --filters "$FILTER"
step task resumed and stopped again

TS=$(aws dms create-endpoint --endpoint-identifier since --endpoint-type target --engine-name kafka --kafka-settings "{\"Broker\":\"$BROKER\",\"Topic\":\"$SINCE_TOPIC\",\"MessageFormat\":\"json-unformatted\",\"SecurityProtocol\":\"sasl-plaintext\",\"SaslUsername\":\"$KAFKA_USER\",\"SaslPassword\":\"$KAFKA_PASSWORD\"}" --query Endpoint.EndpointArn)
S=$(aws dms create-replication-task --replication-task-identifier since --source-endpoint-arn "$SE" --target-endpoint-arn "$TS" --replication-instance-arn "$RI" --migration-type cdc --table-mappings "file://$MAPPINGS" --cdc-start-time "$SINCE" --cdc-stop-position "commit_time:$UNTIL" --query ReplicationTask.ReplicationTaskArn)
SINCE_FILTER="Name=replication-task-arn,Values=$S"
aws dms wait replication-task-ready --filters "$SINCE_FILTER"
aws dms start-replication-task --replication-task-arn "$S" --start-replication-task-type start-replication >/dev/null
# It may have stopped before a waiter sees it running, and the waiter for its stop ends at once while it is starting.
until [ "$(aws dms describe-replication-tasks --filters "$SINCE_FILTER" --query 'ReplicationTasks[].Status')" = stopped ]; do sleep 0.5; done
aws dms describe-replication-tasks --filters "$SINCE_FILTER" --query 'ReplicationTasks[].[StopReason,CdcStopPosition]' | grep -q "STOPPED_AT_COMMIT_TIME.commit_time:$UNTIL"
aws dms delete-replication-task --replication-task-arn "$S" >/dev/null
aws dms wait replication-task-deleted --filters "$SINCE_FILTER"
aws dms delete-endpoint --endpoint-arn "$TS" >/dev/null
step changes from a time until a commit time delivered

aws dms describe-events --source-type replication-task >/dev/null
aws dms describe-connections >/dev/null
aws dms list-tags-for-resource --resource-arn "$RI" --query TagList | grep -q b
aws dms add-tags-to-resource --resource-arn "$RI" --tags Key=c,Value=d
aws dms delete-replication-task --replication-task-arn "$T" >/dev/null
aws dms wait replication-task-deleted --filters "$FILTER"
for endpoint in "$SE" "$TE"; do
  aws dms delete-endpoint --endpoint-arn "$endpoint" >/dev/null
  aws dms wait endpoint-deleted --filters "Name=endpoint-arn,Values=$endpoint"
done
aws dms delete-replication-instance --replication-instance-arn "$RI" >/dev/null
aws dms wait replication-instance-deleted --filters "Name=replication-instance-arn,Values=$RI"
aws dms delete-replication-subnet-group --replication-subnet-group-identifier sg
aws secretsmanager delete-secret --secret-id shop/login --force-delete-without-recovery >/dev/null
step everything deleted
