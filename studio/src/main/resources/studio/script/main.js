/* SPDX-License-Identifier: Apache-2.0 */
/** Starts the page: one drawing function, the page of the address, the keys that work everywhere. */
import {render} from "lit-html";
import {onLoggedOut} from "./api.js";
import {draw, drawWith} from "./draw.js";
import {route} from "./route.js";
import {startTheme} from "./shell/theme.js";
import {loginView} from "./shell/login.js";
import {shellView} from "./shell/shell.js";
import {bindKeys} from "./shell/keys.js";
import {say} from "./shell/toast.js";
import {live} from "./live.js";
import {loadRest, pages, placeOf, sharedPage} from "./pages.js";

const root = document.getElementById("app");
const shared = location.pathname.match(/^\/studio\/shared\/([^/]+)/);
let page;
let loggedIn = true;
let asked = 0;
let shownId;

/** What is opened is seen from its beginning. */
const toTop = () => document.querySelectorAll("main.place, .notes-main, .split-main").forEach((part) => part.scrollTo(0, 0));

async function show() {
  const to = route();
  const mine = ++asked;
  const next = await load(pages[placeOf(to.place)]);
  if (!next || mine !== asked || !loggedIn) return;
  if (page && page !== next) page.close();
  const same = page === next;
  if (!same || to.id !== shownId) toTop();
  shownId = to.id;
  page = next;
  page.open(to.id, to.cell);
  document.title = `${page.title} – Crosscurrent Studio`;
  draw();
  if (same) return;
  requestAnimationFrame(() => document.querySelector("main.place")?.focus({preventScroll: true}));
}

/** @returns {Promise<any>} undefined when the server does not give it */
async function load(wanted) {
  try {
    return await wanted();
  } catch (failure) {
    console.error(failure);
    say("This part of the page could not be loaded.", {remedy: "Reload the page; if that does not help, see whether the platform runs.", bad: true});
  }
}

function start() {
  loggedIn = true;
  live.start();
  draw();
  show().then(loadRest);
}

drawWith(() => {
  if (shared) return page && render(page.view(), root);
  render(loggedIn ? shellView(page) : loginView(start), root);
  if (loggedIn) page?.drawn?.();
});
startTheme();
root.replaceChildren();
if (shared) {
  load(sharedPage).then((opened) => {
    page = opened;
    page?.open(shared[1]);
    draw();
  });
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
