/* SPDX-License-Identifier: Apache-2.0 */
/** The places of the studio, in the order of the rail and of Alt 1, 2, … */
export const places = [
  {id: "pipelines", name: "Pipelines"},
  {id: "notes", name: "Notes"},
  {id: "topics", name: "Topics"},
  {id: "jobs", name: "Jobs"},
  {id: "dashboards", name: "Dashboards"},
];
