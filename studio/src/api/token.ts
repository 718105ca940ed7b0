/**
 * The token of a server that requires one. It lives in this tab's session storage: closing the tab forgets it, and no
 * address, log or other tab ever sees it.
 */
const key = "broadsheet-token";

let token: string | undefined = stored();
let refused = false;
const listeners = new Set<() => void>();

function stored(): string | undefined {
  try {
    return sessionStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

export function readToken(): string | undefined {
  return token;
}

/** Sets the token, or forgets it. */
export function setToken(value: string | undefined): void {
  token = value;
  refused = false;
  try {
    if (value === undefined) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, value);
  } catch {
    // Without storage it lasts as long as the page.
  }
  tell();
}

/** Called when the server answers 401: the page then asks for a token. */
export function refuseToken(): void {
  if (refused) return;
  refused = true;
  tell();
}

/** Whether the server has refused what we sent. */
export function isTokenRefused(): boolean {
  return refused;
}

/** Calls the listener when the token or its refusal changes; returns a function that stops this. */
export function watchToken(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(): void {
  for (const listener of listeners) listener();
}
