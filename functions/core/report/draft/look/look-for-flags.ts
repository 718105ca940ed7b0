import type { DraftTable } from "../draft.ts";
import { quoteName, quoteText } from "../quote.ts";

/** Names of columns that say how good a value is. */
const flagName =
  /(^|[_ ])(quality|qc|qa|flags?|qualifiers?|obs[_ ]status|value[_ ]status|data[_ ]status|remark[_ ]code|validity)([_ ](flags?|codes?|status))?$|^(güte|qualität|qualitätskennung|kennzeichen|datenstatus|wertstatus)$|^(质量|数据质量|质量标志|质量码|数据状态|标志)$/iu;
/** Texts that say that a value is not certain. */
const doubtful =
  /^(suspect(ed)?|doubtful|estimated?|estimation|provisional|preliminary|forecast|imputed|interpolated|unverified|geschätzt|schätzung|vorläufig|vorl\.|unsicher|fehlerhaft|interpoliert|估计|估算|预估|初步|暂定|可疑|存疑|插补)$/iu;
/** Most different marks of a column. */
export const mostMarks = 8;
/** Columns that are looked at; those behind them stay out of a draft. */
const mostColumns = 80;

/** The column that marks how good the rows' values are: suspect, estimated, preliminary. */
export async function lookForFlags({ ask, columns, rows }: DraftTable): Promise<string | undefined> {
  const texts = columns.slice(0, mostColumns).filter(({ type }) => type === "text");
  if (texts.length === 0 || rows < 2) return undefined;
  const selects = texts.map(
    ({ name }) =>
      `SELECT ${quoteText(name)} AS name, trim(${quoteName(name)}) AS mark, count(*) OVER () AS marks FROM records WHERE trim(${quoteName(name)}) <> '' GROUP BY 2`,
  );
  const found = await ask(
    selects.map((select) => `(FROM (${select}) WHERE marks <= ${mostMarks})`).join("\nUNION ALL\n"),
  );
  const isFlag = ({ name }: { readonly name: string }): boolean => {
    const marks = found.filter((row) => row["name"] === name).map((row) => String(row["mark"]));
    return marks.length > 0 && (flagName.test(name.trim()) || marks.some((mark) => doubtful.test(mark)));
  };
  return texts.find(isFlag)?.name;
}
