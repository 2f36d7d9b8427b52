#!/usr/bin/env bash
# The commands people use with CloudFormation, IAM, STS, MSK and Managed Flink, with the AWS CLI as it is installed.
# Environment: AWS_CLI, ENDPOINT, WORK (a directory), and credentials.
set -euo pipefail

aws() {
  echo "$1 $2${3:+ $3}" >>"$WORK/calls"
  "$AWS_CLI" --endpoint-url "$ENDPOINT" --output text "$@"
}
fails() { # expected word, command…
  local word="$1" said
  shift
  if said="$(aws "$@" 2>&1)"; then echo "succeeded: $*"; exit 1; fi
  case "$said" in *"$word"*) ;; *) echo "$*: $said"; exit 1 ;; esac
}
is() { [ "$1" = "$2" ] || { echo "expected $2, got $1"; exit 1; }; }

# --- STS and IAM
is "$(aws sts get-caller-identity --query Arn)" arn:aws:iam::000000000000:root
trust='{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"dms.amazonaws.com"},"Action":"sts:AssumeRole"}]}'
aws iam create-role --role-name cli-role --assume-role-policy-document "$trust" >"$WORK/out"
aws iam wait role-exists --role-name cli-role
aws iam get-role --role-name cli-role >"$WORK/out"
aws iam put-role-policy --role-name cli-role --policy-name p --policy-document '{"Version":"2012-10-17","Statement":[]}'
is "$(aws iam get-role-policy --role-name cli-role --policy-name p --query PolicyDocument.Version)" 2012-10-17
managed=arn:aws:iam::aws:policy/service-role/AmazonDMSVPCManagementRole
aws iam attach-role-policy --role-name cli-role --policy-arn $managed
is "$(aws iam list-attached-role-policies --role-name cli-role --query 'AttachedPolicies[0].PolicyArn')" $managed
is "$(aws iam list-roles --query 'Roles[?RoleName==`cli-role`].RoleName')" cli-role
fails DeleteConflict iam delete-role --role-name cli-role
aws iam detach-role-policy --role-name cli-role --policy-arn $managed
aws iam delete-role-policy --role-name cli-role --policy-name p
aws iam delete-role --role-name cli-role
fails NoSuchEntity iam get-role --role-name cli-role
echo "ok: iam"

# --- MSK
cluster="$(aws kafka create-cluster --cluster-name cli --kafka-version 3.6.0 --number-of-broker-nodes 2 \
  --broker-node-group-info InstanceType=kafka.t3.small,ClientSubnets=a,b --query ClusterArn)"
is "$(aws kafka describe-cluster --cluster-arn "$cluster" --query ClusterInfo.State)" ACTIVE
is "$(aws kafka describe-cluster-v2 --cluster-arn "$cluster" --query ClusterInfo.ClusterType)" PROVISIONED
other="$(aws kafka create-cluster-v2 --cluster-name cli-two --serverless 'VpcConfigs=[{SubnetIds=[a,b]}]' --query ClusterArn)"
is "$(aws kafka list-clusters-v2 --page-size 1 \
  --query 'ClusterInfoList[?starts_with(ClusterName, `cli`)].ClusterName' | wc -w)" 2
brokers="$(aws kafka get-bootstrap-brokers --cluster-arn "$cluster" --query BootstrapBrokerStringSaslScram)"
case "$brokers" in *:*) ;; *) echo "no brokers: $brokers"; exit 1 ;; esac
is "$(aws kafka get-bootstrap-brokers --cluster-arn "$other" --query '[BootstrapBrokerStringSaslIam,BootstrapBrokerStringSaslScram]')" \
  "$brokers	None"
secret="$(aws secretsmanager create-secret --name AmazonMSK_cli --secret-string '{"username":"cli","password":"cli-pw"}' --query ARN)"
aws kafka batch-associate-scram-secret --cluster-arn "$cluster" --secret-arn-list "$secret" >"$WORK/out"
is "$(aws kafka list-scram-secrets --cluster-arn "$cluster" --query 'SecretArnList[0]')" "$secret"
aws kafka tag-resource --resource-arn "$cluster" --tags a=b
is "$(aws kafka list-tags-for-resource --resource-arn "$cluster" --query Tags.a)" b
aws kafka batch-disassociate-scram-secret --cluster-arn "$cluster" --secret-arn-list "$secret" >"$WORK/out"
aws kafka delete-cluster --cluster-arn "$cluster" >"$WORK/out"
aws kafka delete-cluster --cluster-arn "$other" >"$WORK/out"
fails NotFoundException kafka describe-cluster --cluster-arn "$cluster"
aws secretsmanager delete-secret --secret-id AmazonMSK_cli --force-delete-without-recovery >"$WORK/out"
echo "ok: kafka"

# --- Managed Flink
role=arn:aws:iam::000000000000:role/studio
aws kinesisanalyticsv2 create-application --application-name cli --runtime-environment ZEPPELIN-FLINK-3_0 \
  --application-mode INTERACTIVE --service-execution-role $role --application-configuration "file://$WORK/studio.json" >"$WORK/out"
aws kinesisanalyticsv2 start-application --application-name cli --run-configuration '{}' >"$WORK/out"
until [ "$(aws kinesisanalyticsv2 describe-application --application-name cli --query ApplicationDetail.ApplicationStatus)" = RUNNING ]; do sleep 0.2; done
case "$(aws kinesisanalyticsv2 create-application-presigned-url --application-name cli --url-type ZEPPELIN_UI_URL --query AuthorizedUrl)" in
  http://*) ;;
  *) echo "no address"; exit 1 ;;
esac
aws kinesisanalyticsv2 stop-application --application-name cli >"$WORK/out"
until [ "$(aws kinesisanalyticsv2 describe-application --application-name cli --query ApplicationDetail.ApplicationStatus)" = READY ]; do sleep 0.2; done
aws kinesisanalyticsv2 delete-application --application-name cli --create-timestamp \
  "$(aws kinesisanalyticsv2 describe-application --application-name cli --query ApplicationDetail.CreateTimestamp)"
fails ResourceNotFoundException kinesisanalyticsv2 describe-application --application-name cli
aws kinesisanalyticsv2 create-application --application-name cli-sql --runtime-environment FLINK-1_20 \
  --service-execution-role $role --application-configuration "$(cat "$WORK/application.json")" >"$WORK/out"
aws kinesisanalyticsv2 start-application --application-name cli-sql --run-configuration '{}' >"$WORK/out"
until [ "$(aws kinesisanalyticsv2 describe-application --application-name cli-sql --query ApplicationDetail.ApplicationStatus)" = RUNNING ]; do sleep 0.5; done
aws kinesisanalyticsv2 create-application-snapshot --application-name cli-sql --snapshot-name one
until [ "$(aws kinesisanalyticsv2 describe-application-snapshot --application-name cli-sql --snapshot-name one --query SnapshotDetails.SnapshotStatus)" = READY ]; do sleep 0.5; done
aws kinesisanalyticsv2 stop-application --application-name cli-sql >"$WORK/out"
until [ "$(aws kinesisanalyticsv2 describe-application --application-name cli-sql --query ApplicationDetail.ApplicationStatus)" = READY ]; do sleep 0.5; done
is "$(aws kinesisanalyticsv2 list-application-snapshots --application-name cli-sql --query 'SnapshotSummaries[].SnapshotName' | wc -w)" 2
aws kinesisanalyticsv2 start-application --application-name cli-sql --run-configuration \
  '{"ApplicationRestoreConfiguration":{"ApplicationRestoreType":"RESTORE_FROM_CUSTOM_SNAPSHOT","SnapshotName":"one"}}' >"$WORK/out"
until [ "$(aws kinesisanalyticsv2 describe-application --application-name cli-sql --query ApplicationDetail.ApplicationStatus)" = RUNNING ]; do sleep 0.5; done
aws kinesisanalyticsv2 stop-application --application-name cli-sql --force >"$WORK/out"
until [ "$(aws kinesisanalyticsv2 describe-application --application-name cli-sql --query ApplicationDetail.ApplicationStatus)" = READY ]; do sleep 0.5; done
aws kinesisanalyticsv2 delete-application --application-name cli-sql --create-timestamp \
  "$(aws kinesisanalyticsv2 describe-application --application-name cli-sql --query ApplicationDetail.CreateTimestamp)"
echo "ok: kinesisanalyticsv2"

# --- CloudFormation
template="$WORK/template.yaml"
named=CAPABILITY_NAMED_IAM
aws cloudformation validate-template --template-body "file://$template" >"$WORK/out"
aws cloudformation get-template-summary --template-body "file://$template" >"$WORK/out"
aws s3api put-object --bucket templates --key a/b.yaml --body "$template" >"$WORK/out"
aws s3api get-object --bucket templates --key a/b.yaml "$WORK/read.yaml" >"$WORK/out"
cmp "$template" "$WORK/read.yaml"
is "$(aws s3api list-objects-v2 --bucket templates --prefix a/ --query 'Contents[0].Key')" a/b.yaml
aws cloudformation validate-template --template-url "$ENDPOINT/templates/a/b.yaml" >"$WORK/out"
aws s3api delete-object --bucket templates --key a/b.yaml
fails 404 s3api head-object --bucket templates --key a/b.yaml
aws ssm put-parameter --name /team/size --type String --value large >"$WORK/out"
is "$(aws ssm get-parameter --name /team/size --query Parameter.Value)" large
aws ssm delete-parameter --name /team/size
fails ParameterNotFound ssm get-parameter --name /team/size
deploy() { aws cloudformation deploy --stack-name cli --template-file "$1" "${@:2}"; }
deploy "$template" --parameter-overrides Pw=one --capabilities $named --tags a=b >"$WORK/out"
is "$(aws cloudformation describe-stacks --stack-name cli --query 'Stacks[0].StackStatus')" CREATE_COMPLETE
deploy "$template" --no-fail-on-empty-changeset --capabilities $named >"$WORK/out"
grep -q "No changes to deploy" "$WORK/out"
sed 's/Description: first/Description: second/' "$template" >"$WORK/changed.yaml"
deploy "$WORK/changed.yaml" --capabilities $named >"$WORK/out"
is "$(aws cloudformation describe-stacks --stack-name cli --query 'Stacks[0].StackStatus')" UPDATE_COMPLETE
fails InsufficientCapabilities cloudformation deploy --stack-name cli-two --template-file "$template" --parameter-overrides Pw=x
fails "must have values" cloudformation deploy --stack-name cli-two --template-file "$template" --capabilities $named
for what in describe-stack-events describe-stack-resources list-stack-resources get-template; do
  aws cloudformation $what --stack-name cli >"$WORK/out"
done
is "$(aws cloudformation list-exports --query 'Exports[0].Name')" cli-secret
aws cloudformation list-stacks --stack-status-filter UPDATE_COMPLETE >"$WORK/out"
aws cloudformation wait stack-exists --stack-name cli
aws cloudformation delete-stack --stack-name cli
aws cloudformation wait stack-delete-complete --stack-name cli
aws cloudformation create-stack --stack-name cli-new --template-body "file://$template" --capabilities $named \
  --parameters ParameterKey=Pw,ParameterValue=x --on-failure DELETE >"$WORK/out"
aws cloudformation wait stack-create-complete --stack-name cli-new
aws cloudformation update-stack --stack-name cli-new --use-previous-template --capabilities $named \
  --parameters ParameterKey=Pw,ParameterValue=y >"$WORK/out"
aws cloudformation wait stack-update-complete --stack-name cli-new
aws cloudformation create-change-set --stack-name cli-new --change-set-name more --template-body "file://$WORK/changed.yaml" \
  --capabilities $named --parameters ParameterKey=Pw,UsePreviousValue=true >"$WORK/out"
aws cloudformation wait change-set-create-complete --stack-name cli-new --change-set-name more
is "$(aws cloudformation describe-change-set --stack-name cli-new --change-set-name more --query 'Changes[0].ResourceChange.Action')" Modify
aws cloudformation execute-change-set --stack-name cli-new --change-set-name more
aws cloudformation wait stack-update-complete --stack-name cli-new
aws cloudformation delete-stack --stack-name cli-new
aws cloudformation wait stack-delete-complete --stack-name cli-new
fails "Stack with id cli-new does not exist" cloudformation describe-stacks --stack-name cli-new
echo "ok: cloudformation"
