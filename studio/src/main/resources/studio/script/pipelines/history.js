/* SPDX-License-Identifier: Apache-2.0 */
/** The last minutes of each task's numbers as this page saw them, and a small line of them. */
import {html, nothing, svg} from "lit-html";

const KEPT = 120;
const SHORTEST = 30;
const EVERY_MS = 1000;
const known = new Map();
let seen;

/** Takes the numbers of a state once. @param {{tasks: any[]}} state */
export function remember(state) {
  const now = performance.now();
  if (state === seen) return;
  seen = state;
  for (const task of state.tasks) {
    const past = known.get(task.arn) ?? {at: -Infinity, rate: [], lag: []};
    known.set(task.arn, past);
    if (now - past.at < EVERY_MS * 0.8) continue;
    past.at = now;
    past.rate.push(task.rate ?? 0);
    past.lag.push(task.lagSeconds ?? 0);
    if (past.rate.length > KEPT) { past.rate.shift(); past.lag.shift(); }
  }
}

/** @param {string} arn @param {"rate" | "lag"} what @param {string} label */
export function line(arn, what, label) {
  const points = known.get(arn)?.[what] ?? [];
  if (points.length < 4) return nothing;
  const most = Math.max(...points, 1e-9);
  const span = Math.max(points.length, SHORTEST) - 1;
  const at = points.map((value, i) => `${(100 - (points.length - 1 - i) * (100 / span)).toFixed(2)},${(23 - (value / most) * 21).toFixed(2)}`);
  const left = at[0].split(",")[0];
  return html`<svg class="spark" viewBox="0 0 100 24" preserveAspectRatio="none" role="img" aria-label=${label}>
    ${svg`<path class="spark-fill" d="M${left},24 L${at.join(" L")} L100,24 Z" /><path class="spark-line" d="M${at.join(" L")}" />`}</svg>`;
}
