/* SPDX-License-Identifier: Apache-2.0 */
/** The pages by their names, each loaded when it is first wanted; that of the address at once, beside the frame. */
import {route} from "./route.js";

/** @type {Record<string, () => Promise<any>>} */
export const pages = {
  pipelines: () => import("./pipelines/page.js").then((module) => module.pipelinesPage),
  notes: () => import("./notes/page.js").then((module) => module.notesPage),
  topics: () => import("./topics/page.js").then((module) => module.topicsPage),
  jobs: () => import("./jobs.js").then((module) => module.jobsPage),
  dashboards: () => import("./dashboards/page.js").then((module) => module.dashboardsPage),
};

/** A dashboard by its link. */
export const sharedPage = () => import("./dashboards/shared.js").then((module) => module.sharedPage);

export const placeOf = (name) => (Object.hasOwn(pages, name) ? name : "pipelines");

/** Loads what is not shown yet, once the browser has nothing better to do. */
export function loadRest() {
  const idle = window.requestIdleCallback ?? ((work) => setTimeout(work, 500));
  idle(() => Object.values(pages).forEach(ahead));
}

/** What does not come now is asked for again when it is wanted, and its failure told then. */
const ahead = (load) => load().catch(() => {});

if (!location.pathname.startsWith("/studio/shared/")) ahead(pages[placeOf(route().place)]);
