import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import type { Texts } from "./define-words.ts";
import { type Language, readLanguage, storeLanguage } from "./language.ts";

interface Spoken {
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
}

const SpokenLanguage = createContext<Spoken>({ language: "en", setLanguage: () => {} });

/** Gives everything below the language of the studio, and lets it change. */
export function WordsProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState(readLanguage);
  useEffect(() => {
    document.documentElement.lang = language === "zh" ? "zh-Hans" : language;
  }, [language]);
  const spoken = useMemo(
    () => ({
      language,
      setLanguage(next: Language) {
        storeLanguage(next);
        setLanguage(next);
      },
    }),
    [language],
  );
  return <SpokenLanguage value={spoken}>{children}</SpokenLanguage>;
}

/** The texts of a room in the language of the studio. */
export function useWords<Words>(texts: Texts<Words>): Texts<Words>[Language] {
  return texts[useContext(SpokenLanguage).language];
}

/** The language of the studio, and how to change it. */
export function useLanguage(): Spoken {
  return useContext(SpokenLanguage);
}
