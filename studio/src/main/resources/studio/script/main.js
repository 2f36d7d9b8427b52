/* SPDX-License-Identifier: Apache-2.0 */
/** Starts the page: one drawing function, the pages by their names, the keys that work everywhere. */
import {render} from "lit-html";
import {onLoggedOut} from "./api.js";
import {draw, drawWith} from "./draw.js";
import {route} from "./route.js";
import {startTheme} from "./shell/theme.js";
import {loginView} from "./shell/login.js";
import {shellView} from "./shell/shell.js";
import {bindKeys} from "./shell/keys.js";
import {live} from "./live.js";
import {pipelinesPage} from "./pipelines/page.js";
import {notesPage} from "./notes/page.js";
import {topicsPage} from "./topics/page.js";
import {jobsPage} from "./jobs.js";
import {dashboardsPage} from "./dashboards/page.js";
import {sharedPage} from "./dashboards/shared.js";

const pages = {pipelines: pipelinesPage, notes: notesPage, topics: topicsPage, jobs: jobsPage, dashboards: dashboardsPage};
const root = document.getElementById("app");
const shared = location.pathname.match(/^\/studio\/shared\/([^/]+)/);
let page;
let loggedIn = true;

function show() {
  const to = route();
  const next = pages[to.place] ?? pages.pipelines;
  if (page && page !== next) page.close();
  const same = page === next;
  page = next;
  page.open(to.id, to.cell);
  document.title = `${page.title} – Crosscurrent Studio`;
  draw();
  if (same) return;
  requestAnimationFrame(() => document.querySelector("main.place")?.focus({preventScroll: true}));
}

function start() {
  loggedIn = true;
  live.start();
  show();
}

drawWith(() => {
  if (shared) return render(sharedPage.view(), root);
  render(loggedIn ? shellView(page) : loginView(start), root);
  if (loggedIn) page?.drawn?.();
});
startTheme();
root.replaceChildren();
if (shared) {
  sharedPage.open(shared[1]);
  draw();
} else {
  onLoggedOut(() => {
    if (!loggedIn) return;
    loggedIn = false;
    // A page with unsaved work stays as it is behind the login.
    if (!page?.keeps) {
      page?.close();
      page = undefined;
    }
    live.stop();
    draw();
  });
  addEventListener("hashchange", () => loggedIn && show());
  bindKeys(() => page);
  start();
}
