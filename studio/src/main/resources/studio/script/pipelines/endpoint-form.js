/* SPDX-License-Identifier: Apache-2.0 */
/** What the form of an endpoint holds, what it lacks, and the calls that make it. Pure functions. */

/**
 * Where a certificate comes from: nowhere, one that is imported already, or a file.
 * @typedef {{arn: string, file?: {name: string, pem: string}}} Pem
 */

export const engines = {
  source: [["mysql", "MySQL"], ["mariadb", "MariaDB"], ["aurora", "Aurora MySQL"], ["gcp-mysql", "Cloud SQL for MySQL"]],
  target: [["kafka", "Kafka"]],
};
export const securities = [
  ["", "None, or the Kafka of this platform"], ["sasl-plaintext", "Login"], ["sasl-ssl", "Login over TLS"],
  ["ssl-encryption", "TLS"], ["ssl-authentication", "TLS with a client certificate"],
];
export const mechanisms = [["", "SCRAM-SHA-512"], ["plain", "PLAIN"]];
export const tlsModes = [
  ["none", "No TLS"], ["require", "TLS, whoever answers"], ["verify-ca", "TLS, authority checked"],
  ["verify-full", "TLS, authority and host name checked"],
];
export const logins = [["password", "User and password"], ["secret", "A secret there is"], ["new-secret", "A new secret"]];

/** Stands in the command for what the call before it answers. */
const ANSWERED = "<arn of the answer>";
const ROLE = "arn:aws:iam::000000000000:role/crosscurrent";
const isKafka = (form) => form.engine === "kafka";
const nameIn = /^[a-z][a-z0-9-]*$/i;

/** @param {"source" | "target"} type @param {string} broker of the platform's own Kafka */
export const emptyForm = (type, broker) => ({
  arn: "", id: "", type, engine: engines[type][0][0], server: "", port: "3306", login: "password", user: "", password: "", database: "",
  secret: "", secretName: "", tls: "none", broker, topic: "", security: "", mechanism: "", attributes: "",
  ca: {arn: ""}, certificate: {arn: ""}, key: {arn: ""},
});

/** Which certificates the form asks for, with their labels. */
export function pemsOf(form) {
  const secured = isKafka(form) ? form.security.includes("ssl") : form.tls !== "none";
  const checked = isKafka(form) ? secured : form.tls.startsWith("verify");
  const client = isKafka(form) ? form.security === "ssl-authentication" : secured;
  return [
    ...(checked ? [["ca", "Certificate of the authority"]] : []),
    ...(client ? [["certificate", "Client certificate"], ["key", "Its private key"]] : []),
  ];
}

function problemOfKafka({broker, security, user}) {
  if (!broker.trim()) return "Say where a broker is.";
  return security.startsWith("sasl") && !user.trim() ? "Say which user logs in." : "";
}

function problemOfSource({login, secret, secretName, server, user}) {
  if (login === "secret") return secret ? "" : "Choose a secret.";
  if (login === "new-secret" && !/^[\w/+=.@-]{1,512}$/.test(secretName.trim())) return "Give the secret a name.";
  return server.trim() && user.trim() ? "" : "Server and user are needed.";
}

/** @returns {string} what must be mended first, "" when nothing */
export function problemOf(form) {
  if (!nameIn.test(form.id.trim())) return "A name has letters, digits and dashes, and begins with a letter.";
  const problem = isKafka(form) ? problemOfKafka(form) : problemOfSource(form);
  if (problem) return problem;
  const has = (pem) => Boolean(form[pem].arn || form[pem].file);
  const needed = isKafka(form) && form.security === "ssl-authentication";
  if (needed && !(has("certificate") && has("key"))) return "Choose a client certificate and its key.";
  const asked = pemsOf(form).map(([pem]) => pem);
  return asked.includes("key") && has("certificate") !== has("key") ? "A client certificate and its key belong together." : "";
}

/** @param {any} form @param {(pem: string) => string} arn of a certificate, "" for none */
function kafkaInput(form, arn) {
  const settings = {Broker: form.broker.trim(), Topic: form.topic.trim() || "kafka-default-topic"};
  if (form.security) settings.SecurityProtocol = form.security;
  if (form.security.startsWith("sasl")) {
    if (form.mechanism) settings.SaslMechanism = form.mechanism;
    Object.assign(settings, {SaslUsername: form.user.trim(), SaslPassword: form.password});
  }
  const names = {ca: "SslCaCertificateArn", certificate: "SslClientCertificateArn", key: "SslClientKeyArn"};
  for (const [pem] of pemsOf(form)) if (arn(pem)) settings[names[pem]] = arn(pem);
  return {KafkaSettings: settings};
}

function loginInput(form, secret) {
  if (form.login === "password") return {Username: form.user.trim(), Password: form.password};
  const settings = {SecretsManagerSecretId: secret, SecretsManagerAccessRoleArn: ROLE};
  return form.engine === "gcp-mysql" ? {GcpMySQLSettings: settings} : {MySQLSettings: settings};
}

function sourceInput(form, arn, secret) {
  const input = {};
  if (form.login === "password" || form.server.trim()) Object.assign(input, {ServerName: form.server.trim(), Port: Number(form.port) || 3306});
  if (form.login === "new-secret") { delete input.ServerName; delete input.Port; }
  Object.assign(input, loginInput(form, secret));
  if (form.database.trim()) input.DatabaseName = form.database.trim();
  if (form.tls !== "none") input.SslMode = form.tls;
  const asked = pemsOf(form).map(([pem]) => pem);
  if (asked.includes("ca") && arn("ca")) input.CertificateArn = arn("ca");
  return input;
}

/** Client certificates of a source have no members of their own in the API. */
function attributesOf(form, arn) {
  const given = form.attributes.trim();
  if (isKafka(form) || form.tls === "none" || !arn("certificate")) return given;
  return [given, `SslClientCertificateArn=${arn("certificate")}`, `SslClientKeyArn=${arn("key")}`].filter(Boolean).join(";");
}

function endpointInput(form, arn, secret) {
  const input = {EndpointIdentifier: form.id.trim(), EndpointType: form.type, EngineName: form.engine};
  Object.assign(input, isKafka(form) ? kafkaInput(form, arn) : sourceInput(form, arn, secret));
  const attributes = attributesOf(form, arn);
  if (attributes) input.ExtraConnectionAttributes = attributes;
  return input;
}

const secretText = (form) => ({username: form.user.trim(), password: form.password, host: form.server.trim(), port: Number(form.port) || 3306});

/**
 * The calls in their order, as they are now: what a call answers is put into the form with {@code keep}, and the step is
 * gone then. {@code shown} is the input as a command may show it.
 *
 * @returns {{service: string, operation: string, input: any, shown: any, keep: (answer: any) => void}[]}
 */
export function stepsOf(form) {
  const steps = [];
  for (const [pem] of pemsOf(form)) {
    const {file} = form[pem];
    if (!file) continue;
    const input = {CertificateIdentifier: `${form.id.trim()}-${pem}`, CertificatePem: file.pem};
    const keep = (answer) => { form[pem] = {arn: answer.Certificate.CertificateArn}; };
    steps.push({service: "dms", operation: "ImportCertificate", input, shown: {...input, CertificatePem: `file://${file.name}`}, keep});
  }
  if (!isKafka(form) && form.login === "new-secret") {
    const input = {Name: form.secretName.trim(), SecretString: JSON.stringify(secretText(form))};
    const shown = {...input, SecretString: JSON.stringify({...secretText(form), password: "…"})};
    const keep = () => Object.assign(form, {login: "secret", secret: form.secretName.trim(), server: ""});
    steps.push({service: "secretsmanager", operation: "CreateSecret", input, shown, keep});
  }
  const arn = (pem) => form[pem].arn || (form[pem].file ? ANSWERED : "");
  const wanted = endpointInput(form, arn, form.login === "secret" ? form.secret : form.secretName.trim());
  const input = form.arn ? {EndpointArn: form.arn, ...wanted} : wanted;
  const keep = (answer) => { form.arn = answer.Endpoint.EndpointArn; };
  steps.push({service: "dms", operation: form.arn ? "ModifyEndpoint" : "CreateEndpoint", input, shown: input, keep});
  return steps;
}
