/* SPDX-License-Identifier: Apache-2.0 */
/** The fields of an endpoint's form: which are there follows from engine, login and TLS. */
import {html, nothing} from "lit-html";
import {attempt} from "../shell/toast.js";
import {engines, logins, mechanisms, pemsOf, securities, tlsModes} from "./endpoint-form.js";

const FILE = "file";

/** @param {any} form @param {(change: object) => void} set @param {{secrets: string[], certificates: {arn: string, id: string}[]}} known */
export function fieldsView(form, set, known) {
  const text = (name, label, {wide = false, type = "text", mode, hint = "", first = false} = {}) => html`
    <label class="field ${wide ? "wide" : ""}"><span>${label}</span>
      <input class="input" name=${name} type=${type} inputmode=${mode ?? nothing} placeholder=${hint} ?autofocus=${first}
        autocomplete=${type === "password" ? "new-password" : "off"} .value=${form[name]}
        @input=${(event) => set({[name]: event.target.value})}></label>`;
  const option = (chosen) => ([value, label]) => html`<option value=${value} ?selected=${chosen === value}>${label}</option>`;
  const choice = (name, label, options, change = (value) => set({[name]: value})) => html`
    <div class="field"><label for="endpoint-${name}">${label}</label>
      <select class="select" id="endpoint-${name}" @change=${(event) => change(event.target.value)}>${options.map(option(form[name]))}</select></div>`;
  const userFields = () => html`${text("user", "User")}${text("password", "Password", {type: "password"})}`;

  const read = async (pem, input) => {
    const [file] = input.files;
    if (file) await attempt(async () => set({[pem]: {arn: "", file: {name: file.name, pem: await file.text()}}}));
  };
  const pemView = ([pem, label]) => {
    const {arn, file} = form[pem];
    const none = pem === "ca" ? "Those the system trusts" : "None";
    const options = [["", none], ...known.certificates.map((one) => [one.arn, one.id]), [FILE, "From a file…"]];
    const chosen = file || form[pem].asked ? FILE : arn;
    const choose = ({target}) => set({[pem]: target.value === FILE ? {arn: "", asked: true} : {arn: target.value}});
    return html`
      <div class="field"><label for="pem-${pem}">${label}</label>
        <select class="select" id="pem-${pem}" @change=${choose}>${options.map(option(chosen))}</select>
        ${chosen === FILE ? html`
          <input type="file" accept=".pem,.crt,.cer,.key" aria-label="File of: ${label}"
            @change=${(event) => read(pem, event.target)}>` : nothing}</div>`;
  };

  const kafkaFields = () => html`
    ${text("broker", "Brokers", {hint: "host:9092,host:9092"})}
    ${text("topic", "Topic of tables without their own", {hint: "kafka-default-topic"})}
    ${choice("security", "Security", securities)}
    ${form.security.startsWith("sasl") ? html`${choice("mechanism", "Mechanism", mechanisms)}${userFields()}` : nothing}`;
  const sourceFields = () => html`
    ${choice("login", "Login", logins)}
    ${form.login === "secret" ? choice("secret", "Secret", [["", "Choose…"], ...known.secrets.map((name) => [name, name])]) : nothing}
    ${form.login === "new-secret" ? text("secretName", "Name of the secret", {hint: "shop/login"}) : nothing}
    ${text("server", form.login === "secret" ? "Server, unless the secret has it" : "Server", {hint: "db.example.com"})}
    ${text("port", "Port", {mode: "numeric"})}
    ${form.login === "secret" ? nothing : userFields()}
    ${text("database", "Database, for the connection only", {hint: "optional"})}
    ${choice("tls", "TLS", tlsModes)}`;

  return html`
    <div class="fields">
      ${text("id", "Name", {first: true, hint: form.type === "source" ? "shop-database" : "main-kafka", wide: true})}
      ${choice("type", "Kind", [["source", "Source: changes are read there"], ["target", "Target: changes go there"]],
    (type) => set({type, engine: engines[type][0][0]}))}
      ${choice("engine", "Engine", engines[form.type])}
      ${form.engine === "kafka" ? kafkaFields() : sourceFields()}
      ${pemsOf(form).map(pemView)}
      ${text("attributes", "Extra connection attributes", {wide: true, hint: "name=value;name=value"})}
    </div>`;
}
