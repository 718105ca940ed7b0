import { apart } from "../../words/shown-text.ts";
import { useLanguage } from "../../words/use-words.tsx";
import { queryColumnWords } from "./words/query-column-words.ts";

/** What a column is called in a menu: as its query calls it, and in the reader's language if a draft has named it. */
export function useCalled(): (column: string) => string {
  const { language } = useLanguage();
  return (column) => apart(queryColumnWords(column, language));
}
