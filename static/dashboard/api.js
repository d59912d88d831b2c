// The only module that fetches. It asks this site and no other.

export class ApiError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function get(url, { signal, accept = "application/json" } = {}) {
  const response = await fetch(url, { signal, headers: { Accept: accept }, credentials: "same-origin" });
  if (!response.ok) throw new ApiError(response.status, `${response.status} ${url}`);
  return response;
}

// `onProgress(bytes)` hears how much has come, after each piece.
export async function getColumns(url, onProgress) {
  const response = await get(url);
  const reader = response.body.getReader();
  const pieces = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    pieces.push(value);
    bytes += value.length;
    onProgress(bytes);
  }
  return JSON.parse(await new Blob(pieces).text());
}

export async function getMatches(url, q, signal) {
  const response = await get(`${url}?${new URLSearchParams({ q })}`, { signal });
  return (await response.json()).ids;
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
