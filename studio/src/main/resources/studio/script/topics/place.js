/* SPDX-License-Identifier: Apache-2.0 */
/** Which messages of a topic are wanted: from where on, of which partition, with which text. Pure functions. */

/**
 * @typedef {object} Place
 * @property {"latest" | "earliest" | "time" | "offset"} from
 * @property {string} filter text in key, value or headers
 * @property {string} partition its number, or "" for all
 * @property {string} at local time, as an input of a time gives it
 * @property {string} offset
 */

/** @returns {Place} */
export const anywhere = () => ({from: "latest", filter: "", partition: "", at: "", offset: ""});

export const isLive = (place) => place.from === "latest";

/** What is still missing before it can be read. @param {Place} place */
export function missing({from, at, offset}) {
  if (from === "time" && Number.isNaN(new Date(at).getTime())) return "Say from which time on.";
  if (from === "offset" && !/^\d{1,18}$/.test(offset.trim())) return "Say from which offset on.";
  return "";
}

/** What is asked of the server whatever the place. @param {Place} place */
function wanted({filter, partition}) {
  const query = new URLSearchParams();
  if (filter) query.set("filter", filter);
  if (partition !== "") query.set("partition", partition);
  return query;
}

/** @param {Place} place @param {number} limit @param {string} [cursor] of the page before */
export function pageQuery(place, limit, cursor) {
  const query = wanted(place);
  query.set("limit", String(limit));
  query.set("from", cursor ? "cursor" : place.from);
  if (cursor) query.set("cursor", cursor);
  else if (place.from === "time") query.set("at", String(new Date(place.at).getTime()));
  else if (place.from === "offset") query.set("offset", place.offset.trim());
  return query;
}

/** @param {Place} place @param {string} cursor from which to follow */
export function tailQuery(place, cursor) {
  const query = wanted(place);
  query.set("cursor", cursor);
  return query;
}

/** The address of one message. @param {string} topic @param {{partition: number, offset: number}} message */
export const addressOf = (topic, {partition, offset}) => `#/topics/${encodeURIComponent(topic)}?partition=${partition}&offset=${offset}`;

/** The place an address names, if it does. @param {string} hash @returns {Place | undefined} */
export function placeOf(hash) {
  const query = new URLSearchParams(hash.split("?")[1] ?? "");
  const digits = (name) => (/^\d{1,18}$/.test(query.get(name) ?? "") ? query.get(name) : "");
  if (!digits("offset")) return undefined;
  return {...anywhere(), from: "offset", partition: digits("partition"), offset: digits("offset")};
}
