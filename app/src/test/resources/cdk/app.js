// A stack as the CDK makes it: a network over two zones, a drawn secret, a role that may read it, an endpoint.
const cdk = require('aws-cdk-lib');
const dms = require('aws-cdk-lib/aws-dms');
const ec2 = require('aws-cdk-lib/aws-ec2');
const iam = require('aws-cdk-lib/aws-iam');
const secrets = require('aws-cdk-lib/aws-secretsmanager');

const app = new cdk.App();
const stack = new cdk.Stack(app, 'CdkPipeline');
new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 1, restrictDefaultSecurityGroup: false });
const login = new secrets.Secret(stack, 'Login', {
  generateSecretString: {
    secretStringTemplate: JSON.stringify({ username: 'reader', host: 'db', port: 3306 }),
    generateStringKey: 'password',
    excludePunctuation: true,
  },
});
const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('dms.amazonaws.com') });
login.grantRead(role);
new dms.CfnEndpoint(stack, 'Source', {
  endpointIdentifier: 'from-cdk',
  endpointType: 'source',
  engineName: 'mysql',
  mySqlSettings: { secretsManagerSecretId: login.secretArn, secretsManagerAccessRoleArn: role.roleArn },
});
