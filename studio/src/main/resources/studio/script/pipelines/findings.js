/* SPDX-License-Identifier: Apache-2.0 */
/** The test of an endpoint: what was looked at, what is wrong, how to mend it. */
import {html, nothing} from "lit-html";
import {aws} from "../api.js";
import {draw} from "../draw.js";
import {live} from "../live.js";
import {commandView, copy, word} from "../shell/command.js";
import {closeDialog, showDialog} from "../shell/dialog.js";
import {icons} from "../shell/icons.js";
import {attempt, say} from "../shell/toast.js";

const words = {
  passed: ["passed", "good"], ok: ["passed", "good"], info: ["note", "accent"],
  warning: ["warning", "warn"], warn: ["warning", "warn"], failed: ["failed", "bad"], error: ["failed", "bad"],
};
const weight = {bad: 0, warn: 1, accent: 2, good: 3, "": 4};

/** The members have had several names; all are understood. */
export function findingOf(raw) {
  const level = String(raw.level ?? raw.state ?? raw.status ?? "").toLowerCase();
  const [word, look] = words[level] ?? [level || "note", ""];
  return {name: raw.check ?? raw.name ?? "", word, look, text: raw.message ?? raw.text ?? "", remedy: raw.remedy ?? raw.fix ?? ""};
}

/** Tests an endpoint: {@code null} while it runs. @param {string} endpointArn */
export async function look(endpointArn) {
  const answer = await aws("crosscurrent", "PreviewConnection", {endpointArn});
  return (answer?.findings ?? []).map(findingOf).sort((a, b) => weight[a.look] - weight[b.look]);
}

const remedyView = ({name, remedy}) => html`
  <div class="remedy"><code>${remedy}</code>
    <button class="button bare icon" aria-label="Copy the remedy of ${name}" title="Copy" @click=${() => copy(remedy)}>${icons.copy}</button></div>`;

const findingView = (finding) => html`
  <li><span class="tag ${finding.look}">${finding.word}</span>
    <div class="grow"><b class="plain-weight">${finding.name}</b> <span>${finding.text}</span>
      ${finding.remedy ? remedyView(finding) : nothing}</div></li>`;

/** The command that tests the same. @param {string} id of the endpoint */
export const testCommandView = (id) => html`
  <div><span class="quiet small">The same from the command line</span>${commandView(`crosscurrent endpoint test ${word(id)}`)}</div>`;

/** @param {{findings?: any[] | null, failure?: any}} test */
export function findingsView({findings, failure}) {
  if (failure) return html`<div class="notice bad" role="alert"><strong>${failure.message}</strong>${failure.remedy || nothing}</div>`;
  if (!findings) return html`<div class="waiting" role="status"><i></i>Connecting and looking…</div>`;
  const bad = findings.filter((finding) => finding.look === "bad").length;
  const warned = findings.some((finding) => finding.look === "warn");
  const sum = bad ? `${bad} of ${findings.length} checks failed. Mend them and test again.`
    : warned ? "It works. Some things could be better." : "All is well.";
  return html`
    <p class="findings-sum" role="status">${sum}</p>
    <ul class="findings">${findings.map(findingView)}</ul>`;
}

/** Tests in a dialog. @param {{arn: string, id: string}} endpoint */
export function testEndpoint(endpoint) {
  let test = {};
  const run = async () => {
    test = {};
    draw();
    try {
      test = {findings: await look(endpoint.arn)};
    } catch (failure) {
      test = {failure};
    }
    draw();
  };
  const discard = async () => {
    if (!confirm(`Delete the endpoint "${endpoint.id}"?`)) return;
    const gone = await attempt(async () => (await aws("dms", "DeleteEndpoint", {EndpointArn: endpoint.arn})) ?? {});
    if (!gone) return;
    closeDialog();
    say(`${endpoint.id} is deleted.`);
    live.refresh();
  };
  showDialog({
    title: `Test of ${endpoint.id}`,
    body: () => html`<div class="stack">${findingsView(test)}${testCommandView(endpoint.id)}</div>`,
    foot: () => html`
      <button class="button danger" title="aws dms delete-endpoint --endpoint-arn ${endpoint.arn}" @click=${discard}>
        ${icons.trash}Delete</button><span class="grow"></span>
      <button class="button" ?disabled=${!test.findings && !test.failure} @click=${run}>${icons.reload}Test again</button>
      <button class="button primary" @click=${closeDialog}>Done</button>`,
  });
  run();
}
