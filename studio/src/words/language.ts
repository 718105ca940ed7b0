export const languages = { en: "English", zh: "中文" } as const;

export type Language = keyof typeof languages;

const key = "broadsheet-language";

/** The stored choice, else the first language of the browser that we speak, else English. */
export function readLanguage(): Language {
  try {
    const stored = localStorage.getItem(key);
    if (stored !== null && Object.hasOwn(languages, stored)) return stored as Language;
  } catch {
    // A browser that stores nothing follows its own languages.
  }
  const spoken = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => Object.hasOwn(languages, tag));
  return (spoken as Language | undefined) ?? "en";
}

/** Stores a choice for the next visit. */
export function storeLanguage(language: Language): void {
  try {
    localStorage.setItem(key, language);
  } catch {
    // It lasts as long as the page.
  }
}
