// Requests to the server that the page came from.

export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

export class Unreachable extends Error {}

export async function get(path) {
  return answer(fetch(path));
}

export async function post(path, body, signal) {
  return answer(fetch(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body), signal }));
}

async function answer(request) {
  let response;
  let value;
  try {
    response = await request;
    value = await response.json();
  } catch (error) {
    if (error.name === "AbortError") throw error;
    if (response && !(error instanceof TypeError)) throw new Refused(response.status, `the server answered ${response.status}`);
    throw new Unreachable("the server does not answer");
  }
  if (!response.ok) throw new Refused(response.status, value.error || `the server answered ${response.status}`);
  return value;
}

export async function toBase64(blob) {
  const url = await new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
  return url.slice(url.indexOf(",") + 1);
}

export function fromBase64(content) {
  return Uint8Array.from(atob(content), (char) => char.charCodeAt(0));
}
