// The only module that fetches. It asks this site and no other.

const BYTES = "application/octet-stream";

export class ApiError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function get(url, { signal, accept = "application/json", cache = "default" } = {}) {
  const response = await fetch(url, { signal, cache, headers: { Accept: accept }, credentials: "same-origin" });
  if (!response.ok) throw new ApiError(response.status, `${response.status} ${url}`);
  return response;
}

// A file of the snapshot, under its address for ever; `again` asks past every cache.
export async function getFile(url, { again = false } = {}) {
  const response = await get(url, { accept: BYTES, cache: again ? "reload" : "default" });
  return new Uint8Array(await response.arrayBuffer());
}

export async function getMatches(url, q, signal) {
  const response = await get(`${url}?${new URLSearchParams({ q })}`, { signal, accept: BYTES });
  return new Uint8Array(await response.arrayBuffer());
}

export async function getFound(url, q, signal) {
  const response = await get(`${url}?${new URLSearchParams({ q })}`, { signal });
  return response.json();
}

// The dossier as nodes. DOMParser runs no script and loads nothing.
export async function getDossier(url, signal) {
  const response = await get(url, { signal, accept: "text/html" });
  return new DOMParser().parseFromString(await response.text(), "text/html").body;
}

export async function getJson(url) {
  return (await get(url)).json();
}
