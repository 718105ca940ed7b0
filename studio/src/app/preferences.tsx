import { useState } from "react";
import { type Language, languages } from "../words/language.ts";
import { useLanguage, useWords } from "../words/use-words.tsx";
import { readScheme, type Scheme, schemes, setScheme } from "./scheme.ts";
import { appWords } from "./words.ts";

/** The language of the studio, and light or dark. */
export function Preferences() {
  const words = useWords(appWords);
  const { language, setLanguage } = useLanguage();
  const [scheme, choose] = useState(readScheme);
  return (
    <div className="preferences">
      <select aria-label={words.scheme} value={scheme} onChange={(event) => change(event.target.value as Scheme)}>
        {schemes.map((name) => (
          <option key={name} value={name}>
            {words[name]}
          </option>
        ))}
      </select>
      <select
        aria-label={words.language}
        value={language}
        onChange={(event) => setLanguage(event.target.value as Language)}
      >
        {Object.entries(languages).map(([code, name]) => (
          <option key={code} value={code} lang={code}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );

  function change(next: Scheme): void {
    setScheme(next);
    choose(next);
  }
}
