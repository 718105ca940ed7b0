import { useEffect, useRef } from "react";

/**
 * What forms hold while their user is away to sign in: the page is left for the issuer's, and comes back empty. It
 * stays in this tab's session storage until the form has it again.
 */
const prefix = "broadsheet-form ";

const forms = new Map<string, () => unknown>();

/** Called before the page is left. Without storage, or room in it, nothing is kept: signing in comes first. */
export function keepValues(): void {
  try {
    for (const [form, read] of forms) sessionStorage.setItem(prefix + form, JSON.stringify(read()));
  } catch {
    // The form comes back as a new one.
  }
}

/**
 * The values that a form held when its user left to sign in; `undefined` if there are none.
 *
 * @param form names it
 */
export function keptValues<T>(form: string): T | undefined {
  try {
    const kept = sessionStorage.getItem(prefix + form);
    return kept === null ? undefined : (JSON.parse(kept) as T);
  } catch {
    // Without storage nothing was kept.
    return undefined;
  }
}

/** Has the values of a form kept whenever the page is left to sign in. */
export function useKeeping(form: string, values: unknown): void {
  const latest = useRef(values);
  latest.current = values;
  useEffect(() => {
    forms.set(form, () => latest.current);
    try {
      // The form has taken them.
      sessionStorage.removeItem(prefix + form);
    } catch {
      // Without storage nothing was kept.
    }
    return () => void forms.delete(form);
  }, [form]);
}
