import type { DraftLanguage } from "../../draft.ts";
import type { TimeRole } from "../../roles/roles.ts";

/**
 * Where the time of a table stands, as a sentence: in columns, or in the names of those that are periods.
 *
 * @param shown a name as the text is to show it @default as it is
 */
export function timeRead(
  { columns: names, across }: TimeRole,
  language: DraftLanguage,
  shown: (name: string) => string = (name) => name,
): string {
  const columns = names.map(shown);
  if (across === true)
    return {
      en: "Time is read from the names of the columns.",
      de: "Die Zeit steht in den Namen der Spalten.",
      zh: "时间取自各列的名称。",
    }[language];
  return {
    en: `Time is read from “${columns.join("” and “")}”.`,
    de: `Die Zeit steht in „${columns.join("“ und „")}“.`,
    zh: `时间取自“${columns.join("”和“")}”。`,
  }[language];
}
