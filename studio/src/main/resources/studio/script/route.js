/* SPDX-License-Identifier: Apache-2.0 */
/** The address after the hash: {@code #/notes/ID} or {@code #/notes/ID?cell=CELL}. */

/** @returns {{place: string, id: string, cell: string}} */
export function route() {
  const [path, query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  const [place = "", ...rest] = path.split("/");
  return {place: place || "pipelines", id: rest.map(decode).join("/"), cell: new URLSearchParams(query).get("cell") ?? ""};
}

/** A hash typed by hand may hold a lone percent sign. */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function go(place, id = "") {
  location.hash = `#/${place}${id ? `/${encodeURIComponent(id)}` : ""}`;
}
