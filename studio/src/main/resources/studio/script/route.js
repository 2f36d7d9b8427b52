/* SPDX-License-Identifier: Apache-2.0 */
/** The address after the hash: {@code #/notes/ID}. */

/** @returns {{place: string, id: string}} */
export function route() {
  const [place = "", ...rest] = location.hash.replace(/^#\/?/, "").split("/");
  return {place: place || "pipelines", id: rest.map(decodeURIComponent).join("/")};
}

export function go(place, id = "") {
  location.hash = `#/${place}${id ? `/${encodeURIComponent(id)}` : ""}`;
}
