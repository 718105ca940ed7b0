import type { DraftTable } from "../draft.ts";
import { quoteName } from "../quote.ts";
import { words } from "../names/read-label.ts";
import type { MeasureRole, Roles } from "./roles.ts";
import { titleWords } from "../names/titles/title-words.ts";

/** Words of a file's name that say how its rows are kept, and not what they are. */
const keptAs =
  /\b(text|list|register|log|raw|clean(ed)?|all|sample|final|copy|csv|json|xlsx|[qh][1-4]|(19|20)\d\d)\b/gi;
/** Plural nouns that each row is not one of, and words that end like one. */
const noNames =
  /(ss|us|is)$|^(records?|rows|entries|values|figures|numbers|data|news|series|sales|prices|stocks|statistics|stats|details|results|costs|rates|scores|counts|shares|totals|temperatures|measurements|readings|levels|hours|days|weeks|months|quarters|years|earnings|expenses|savings|taxes|exports|imports|goods|economics|logistics|analytics|metrics|means|less|always)$/i;

/** The plural noun that the name of a table is, such as `tickets` of `tickets-2024`. */
function pluralOf(title: string): string | undefined {
  const name = titleWords(title.replace(/[-_]+/g, " ").replace(keptAs, " "));
  return /^[a-z]{3,}s$/i.test(name) && !noNames.test(name) ? name : undefined;
}

/** What the title of a list of reports calls them: `tickets` of `Helpdesk tickets q1 2025`. */
const reportsIn = (title: string): string | undefined =>
  /(?<![\p{L}])(complaints|tickets|enquiries|inquiries|grievances|incidents|breakdowns|faults)(?![\p{L}])/iu.exec(
    title,
  )?.[1];

/** The nouns that a plural may be of: `companies` → `company`, `boxes` → `box`. */
const singularsOf = (plural: string): readonly string[] => [
  plural.replace(/ies$/i, "y"),
  plural.replace(/es$/i, ""),
  plural.replace(/s$/i, ""),
];

const counts = ({ called }: MeasureRole): boolean => called === "records";

/**
 * What records are called after the table's name, in English: `Tickets`. A table in which one of them has several rows
 * does not count them, nor may one that measures something and does not name them.
 */
export async function nameRecords({ title, columns, ask }: DraftTable, roles: Roles): Promise<Roles> {
  const plural = pluralOf(title) ?? (roles.reports === true ? reportsIn(title) : undefined);
  if (plural === undefined || !roles.measures.some(counts)) return roles;
  const begins = new RegExp(`^(${singularsOf(plural).join("|")})([ _#]|$)`, "i");
  const named = columns.filter(({ name }) => begins.test(name.trim()));
  const isOnly = roles.measures.every(counts);
  if (named.length === 0 && !isOnly) return roles;
  const unique = named.map(({ name }) => `count(DISTINCT ${quoteName(name)}) = count(*)`);
  const [row] = named.length === 0 ? [] : await ask(`SELECT ${unique.join(" OR ")} AS single FROM records`);
  if (row !== undefined && row["single"] !== true) return roles;
  const label = words(plural.toLowerCase());
  return { ...roles, measures: roles.measures.map((one) => (counts(one) ? { ...one, label } : one)) };
}
