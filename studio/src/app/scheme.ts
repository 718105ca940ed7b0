export const schemes = ["system", "light", "dark"] as const;

export type Scheme = (typeof schemes)[number];

const key = "broadsheet-scheme";

/** The stored choice of light or dark. A browser that stores nothing follows the system. */
export function readScheme(): Scheme {
  try {
    const stored = localStorage.getItem(key);
    return schemes.find((scheme) => scheme === stored) ?? "system";
  } catch {
    return "system";
  }
}

/** Applies a choice at once, and stores it for the next visit. */
export function setScheme(scheme: Scheme): void {
  if (scheme === "system") delete document.documentElement.dataset["scheme"];
  else document.documentElement.dataset["scheme"] = scheme;
  try {
    localStorage.setItem(key, scheme);
  } catch {
    // Private windows may refuse; the choice then lasts as long as the page.
  }
}
