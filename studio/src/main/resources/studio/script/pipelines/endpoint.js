/* SPDX-License-Identifier: Apache-2.0 */
/** The dialog that makes an endpoint, with its certificates and secret, then tests it. */
import {html, nothing} from "lit-html";
import {aws} from "../api.js";
import {draw} from "../draw.js";
import {live} from "../live.js";
import {commandView} from "../shell/command.js";
import {closeDialog, showDialog} from "../shell/dialog.js";
import {icons} from "../shell/icons.js";
import {fieldsView} from "./endpoint-fields.js";
import {emptyForm, problemOf, stepsOf} from "./endpoint-form.js";
import {findingsView, look, testCommandView} from "./findings.js";
import {commandOf} from "./operations.js";

/** What can be chosen; whoever may not list them types nothing of theirs. */
async function readKnown(known) {
  const [secrets, certificates] = await Promise.all([
    aws("secretsmanager", "ListSecrets").catch(() => null), aws("dms", "DescribeCertificates").catch(() => null),
  ]);
  known.secrets = (secrets?.SecretList ?? []).map((secret) => secret.Name);
  known.certificates = (certificates?.Certificates ?? []).map((one) => ({arn: one.CertificateArn, id: one.CertificateIdentifier}));
  draw();
}

/** Makes what the steps say one after another; what is made already is not made again after a failure. */
async function takeSteps(form) {
  for (let steps = stepsOf(form); ; steps = stepsOf(form)) {
    const [step] = steps;
    step.keep(await aws(step.service, step.operation, step.input));
    if (steps.length === 1) return;
  }
}

/** @param {{type?: "source" | "target", then?: (arn: string) => void}} [how] */
export function newEndpoint({type = "source", then = closeDialog} = {}) {
  const form = emptyForm(type, live.pipelines?.kafka ?? "");
  const known = {secrets: [], certificates: []};
  let made;
  let test = {};
  let busy = false;
  let failure;
  const set = (change) => { Object.assign(form, change); draw(); };

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
      await takeSteps(form);
      made = {arn: form.arn, id: form.id.trim()};
      live.refresh();
      testIt();
    } catch (refused) {
      failure = refused;
      readKnown(known);
    }
    busy = false;
    draw();
  };

  /** Back to the form, to mend what the test found. */
  const change = () => { made = undefined; draw(); };
  const isWrong = () => test.failure || test.findings?.some((finding) => finding.look === "bad");
  const doIt = () => (busy ? (form.arn ? "Changing…" : "Creating…") : form.arn ? "Change and test" : "Create and test");

  const commandsView = () => html`
    <div class="stack tight"><span class="quiet small">The same from the command line</span>
      ${stepsOf(form).map((step) => commandView(commandOf(step.operation, step.shown, step.service)))}</div>`;
  const formView = () => html`
    <form class="stack" id="endpoint-form" @submit=${create}>
      ${failure ? html`<div class="notice bad" role="alert"><strong>${failure.message}</strong>${failure.remedy || nothing}</div>` : nothing}
      ${fieldsView(form, set, known)}
      ${commandsView()}
    </form>`;
  const testedView = () => html`
    <div class="stack"><p>${made.id} is made. ${form.engine === "kafka" ? "Is it reachable?" : "Can a task read it?"}</p>
      ${findingsView(test)}${testCommandView(made.id)}</div>`;

  showDialog({
    title: "New endpoint",
    body: () => (made ? testedView() : formView()),
    foot: () => made ? html`
        ${isWrong() ? html`<button class="button" @click=${change}>Change it</button>` : nothing}
        <button class="button" ?disabled=${!test.findings && !test.failure} @click=${testIt}>${icons.reload}Test again</button>
        <button class="button primary" @click=${() => then(made.arn)}>Done</button>`
      : html`
        <span class="quiet small grow">${form.id ? problemOf(form) : ""}</span><button class="button" @click=${closeDialog}>Cancel</button>
        <button class="button primary" form="endpoint-form" ?disabled=${busy || Boolean(problemOf(form))}>
          ${doIt()}</button>`,
  });
  readKnown(known);
}
