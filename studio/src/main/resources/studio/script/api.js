/* SPDX-License-Identifier: Apache-2.0 */
/** The only module that asks the server. */

/** What the server refused, with what to do about it. */
export class StudioError extends Error {
  /** @param {number} status @param {{code?: string, message?: string, remedy?: string, line?: number, column?: number}} body */
  constructor(status, body) {
    super(body.message || `The server answered ${status}.`);
    Object.assign(this, {status, code: body.code ?? "", remedy: body.remedy ?? "", line: body.line, column: body.column});
  }
}

let loggedOut = () => {};

/** Calls {@code listener} when the server no longer knows us. @param {() => void} listener */
export function onLoggedOut(listener) {
  loggedOut = listener;
}

async function request(method, path, body) {
  const headers = {Accept: "application/json"};
  if (method !== "GET") {
    headers["X-Crosscurrent-Studio"] = "1";
    headers["Content-Type"] = "application/json";
  }
  let answer;
  try {
    answer = await fetch(path, {method, headers, body: body === undefined || body instanceof Blob ? body : JSON.stringify(body)});
  } catch {
    throw new StudioError(0, {code: "studio.unreachable", message: "Crosscurrent does not answer.", remedy: "Is it running? Start it with: crosscurrent up"});
  }
  const text = await answer.text();
  let content;
  try {
    content = text ? JSON.parse(text) : null;
  } catch {
    content = {message: text.slice(0, 300)};
  }
  if (answer.ok) return content;
  if (answer.status === 401 && !path.endsWith("/login")) loggedOut();
  throw new StudioError(answer.status, content ?? {});
}

export const get = (path) => request("GET", `/studio/api/${path}`);
/** @param {string} path @param {object | Blob} [body] a file is sent as it is */
export const post = (path, body = {}) => request("POST", `/studio/api/${path}`, body);
export const put = (path, body) => request("PUT", `/studio/api/${path}`, body);
export const remove = (path) => request("DELETE", `/studio/api/${path}`);
export const getShared = (token) => request("GET", `/studio/shared/${token}/dashboard`);

/** Calls an AWS operation with our rights. @param {string} service @param {string} operation @param {object} input */
export const aws = (service, operation, input = {}) => post("aws", {service, operation, input});

/**
 * Follows a stream of JSON messages; it reconnects by itself until closed.
 * @param {string | (() => string)} address asked anew for each connection
 * @param {{onMessage: (message: any, id: string) => void, onOpen?: () => void, onLost?: () => void}} listener
 * @returns {() => void} closes it
 */
export function follow(address, {onMessage, onOpen = () => {}, onLost = () => {}}) {
  let source;
  let again;
  let waitMs = 500;
  const connect = () => {
    source = new EventSource(typeof address === "function" ? address() : address);
    source.onopen = () => { waitMs = 500; onOpen(); };
    source.onmessage = (event) => onMessage(JSON.parse(event.data), event.lastEventId);
    source.onerror = () => {
      onLost();
      if (source.readyState === EventSource.CLOSED) {
        again = setTimeout(connect, waitMs);
        waitMs = Math.min(waitMs * 2, 8000);
      }
    };
  };
  connect();
  return () => { clearTimeout(again); source.close(); };
}
