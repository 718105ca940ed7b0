// Before the first paint: the reader's choice of light or dark (`app/scheme.ts` stores it).
try {
  const scheme = localStorage.getItem("broadsheet-scheme");
  if (scheme === "light" || scheme === "dark") document.documentElement.dataset.scheme = scheme;
} catch {
  // A browser that stores nothing follows the system.
}
