/* SPDX-License-Identifier: Apache-2.0 */
/** The dialog that makes an endpoint, then tests it. */
import {html, nothing} from "lit-html";
import {aws} from "../api.js";
import {draw} from "../draw.js";
import {live} from "../live.js";
import {commandView} from "../shell/command.js";
import {closeDialog, showDialog} from "../shell/dialog.js";
import {icons} from "../shell/icons.js";
import {findingsView, look} from "./findings.js";
import {commandOf} from "./operations.js";

const securities = [["", "None, or the Kafka of this platform"], ["sasl-plaintext", "Login (SCRAM)"], ["sasl-ssl", "Login (SCRAM) over TLS"], ["ssl-encryption", "TLS"]];
const engines = {source: [["mysql", "MySQL"], ["mariadb", "MariaDB"], ["aurora", "Aurora MySQL"]], target: [["kafka", "Kafka"]]};

/** The input of CreateEndpoint: only what was filled in. */
export function endpointInput(form) {
  const input = {EndpointIdentifier: form.id.trim(), EndpointType: form.type, EngineName: form.engine};
  if (form.engine === "kafka") {
    input.KafkaSettings = {Broker: form.broker.trim(), Topic: form.topic.trim() || "kafka-default-topic"};
    if (form.security) input.KafkaSettings.SecurityProtocol = form.security;
    if (form.security.startsWith("sasl")) Object.assign(input.KafkaSettings, {SaslUsername: form.user.trim(), SaslPassword: form.password});
    return input;
  }
  Object.assign(input, {ServerName: form.server.trim(), Port: Number(form.port) || 3306, Username: form.user.trim(), Password: form.password});
  if (form.database.trim()) input.DatabaseName = form.database.trim();
  return input;
}

function problemOf(form) {
  if (!/^[a-z][a-z0-9-]*$/i.test(form.id.trim())) return "A name has letters, digits and dashes, and begins with a letter.";
  if (form.engine === "kafka") return !form.broker.trim() ? "Say where a broker is." : form.security.startsWith("sasl") && !form.user.trim() ? "Say which user logs in." : "";
  return form.server.trim() && form.user.trim() ? "" : "Server and user are needed.";
}

/** @param {{type?: "source" | "target", then?: (arn: string) => void}} [how] */
export function newEndpoint({type = "source", then = closeDialog} = {}) {
  const form = {id: "", type, engine: engines[type][0][0], server: "", port: "3306", user: "", password: "", database: "", broker: live.pipelines?.kafka ?? "", topic: "", security: ""};
  let made;
  let test = {};
  let busy = false;
  let failure;
  const set = (name) => (event) => { form[name] = event.target.value; draw(); };
  const kind = (event) => { form.type = event.target.value; form.engine = engines[form.type][0][0]; draw(); };

  const testIt = async () => {
    test = {};
    draw();
    try { test = {findings: await look(made.arn)}; } catch (refused) { test = {failure: refused}; }
    draw();
  };
  const create = async (event) => {
    event?.preventDefault();
    if (busy || problemOf(form)) return;
    busy = true;
    failure = undefined;
    draw();
    try {
      const answer = await aws("dms", "CreateEndpoint", endpointInput(form));
      made = {arn: answer.Endpoint?.EndpointArn, id: form.id.trim()};
      live.refresh();
      testIt();
    } catch (refused) {
      failure = refused;
    }
    busy = false;
    draw();
  };

  const text = (name, label, more = {}) => html`<label class="field ${more.wide ? "wide" : ""}"><span>${label}</span><input class="input" name=${name} type=${more.type ?? "text"} inputmode=${more.mode ?? nothing}
    autocomplete=${more.type === "password" ? "new-password" : "off"} placeholder=${more.hint ?? ""} .value=${form[name]} @input=${set(name)} ?autofocus=${more.first}></label>`;
  const choice = (name, label, options, change) => html`<label class="field"><span>${label}</span><select class="select" name=${name} @change=${change}>
    ${options.map(([value, shown]) => html`<option value=${value} ?selected=${form[name] === value}>${shown}</option>`)}</select></label>`;

  showDialog({
    title: "New endpoint",
    body: () => made ? html`<div class="stack"><p>${made.id} is made. ${form.engine === "kafka" ? "Is it reachable?" : "Can a task read it?"}</p>${findingsView(test)}</div>` : html`
      <form class="stack" id="endpoint-form" @submit=${create}>
        ${failure ? html`<div class="notice bad" role="alert"><strong>${failure.message}</strong>${failure.remedy || nothing}</div>` : nothing}
        <div class="fields">
          ${text("id", "Name", {first: true, hint: form.type === "source" ? "shop-database" : "main-kafka", wide: true})}
          ${choice("type", "Kind", [["source", "Source: changes are read there"], ["target", "Target: changes go there"]], kind)}
          ${choice("engine", "Engine", engines[form.type], set("engine"))}
          ${form.engine === "kafka" ? html`${text("broker", "Brokers", {hint: "host:9092,host:9092"})}${text("topic", "Topic of tables without their own", {hint: "kafka-default-topic"})}
            ${choice("security", "Security", securities, set("security"))}
            ${form.security.startsWith("sasl") ? html`${text("user", "User")}${text("password", "Password", {type: "password"})}` : nothing}` : html`
            ${text("server", "Server", {hint: "db.example.com"})}${text("port", "Port", {mode: "numeric"})}
            ${text("user", "User")}${text("password", "Password", {type: "password"})}
            ${text("database", "Database, for the connection only", {hint: "optional", wide: true})}`}
        </div>
        <div><span class="quiet small">The same from the command line</span>${commandView(commandOf("CreateEndpoint", endpointInput(form)))}</div>
      </form>`,
    foot: () => made ? html`<button class="button" ?disabled=${!test.findings && !test.failure} @click=${testIt}>${icons.reload}Test again</button>
        <button class="button primary" @click=${() => then(made.arn)}>Done</button>`
      : html`<span class="quiet small grow">${form.id ? problemOf(form) : ""}</span><button class="button" @click=${closeDialog}>Cancel</button>
        <button class="button primary" form="endpoint-form" ?disabled=${busy || Boolean(problemOf(form))}>${busy ? "Creating…" : "Create and test"}</button>`,
  });
}
