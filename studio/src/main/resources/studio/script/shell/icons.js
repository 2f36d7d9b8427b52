/* SPDX-License-Identifier: Apache-2.0 */
/** Our own drawings, 24 by 24, in the colour of the text. */
import {svg} from "lit-html";

const icon = (content) => svg`<svg viewBox="0 0 24 24" width="16" height="16" fill="none" stroke="currentColor" stroke-width="1.9"
  stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${content}</svg>`;
const path = (d) => icon(svg`<path d=${d} />`);

export const icons = {
  pipelines: path("M3 7h5a4 4 0 0 1 4 4v2a4 4 0 0 0 4 4h5M18 14l3 3-3 3M3 17h4M16 7h5"),
  notes: path("M6 3h9l4 4v14H6zM14 3v5h5M9 12h7M9 16h5"),
  topics: path("M4 6h16M4 12h16M4 18h10"),
  jobs: path("M12 3v3M12 18v3M3 12h3M18 12h3M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z"),
  dashboards: path("M4 4h7v9H4zM15 4h5v5h-5zM15 13h5v7h-5zM4 17h7v3H4z"),
  theme: path("M20 14.5A8 8 0 0 1 9.5 4 8 8 0 1 0 20 14.5z"),
  help: path("M9.2 9a3 3 0 1 1 4.3 2.7c-1 .5-1.5 1.1-1.5 2.3M12 17.5v.1M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z"),
  search: path("M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l4 4"),
  run: icon(svg`<path d="M7 4.5v15l12-7.5z" fill="currentColor" />`),
  stop: icon(svg`<rect x="6" y="6" width="12" height="12" rx="2" fill="currentColor" />`),
  pause: path("M8 5v14M16 5v14"),
  plus: path("M12 5v14M5 12h14"),
  close: path("M6 6l12 12M18 6L6 18"),
  up: path("M6 15l6-6 6 6"),
  down: path("M6 9l6 6 6-6"),
  trash: path("M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5"),
  copy: path("M9 9h11v11H9zM5 15H4V4h11v1"),
  more: path("M5 12h.01M12 12h.01M19 12h.01"),
  export: path("M12 4v11M8 11l4 4 4-4M4 20h16"),
  import: path("M12 15V4M8 8l4-4 4 4M4 20h16"),
  reload: path("M20 12a8 8 0 1 1-2.5-5.8M20 3v4h-4"),
  database: path("M5 6c0-1.7 3-3 7-3s7 1.3 7 3-3 3-7 3-7-1.3-7-3zM5 6v12c0 1.7 3 3 7 3s7-1.3 7-3V6M5 12c0 1.7 3 3 7 3s7-1.3 7-3"),
  table: path("M4 5h16v14H4zM4 10h16M10 10v9"),
  key: path("M14 10a4 4 0 1 0-4 4l1-1h2v2h2v2h3l1-1v-2l-5-4z"),
  pin: path("M9 4h6l-1 6 3 3v2H7v-2l3-3zM12 15v6"),
  share: path("M7 12v7h10v-7M12 15V4M8.500 7.500L12 4l3.500 3.500"),
  check: path("M5 12.500l4.500 4.500L19 7"),
  chevron: path("M9 6l6 6-6 6"),
};
