import { groupedBy, quantileOf, type RawRow, sumOf } from "./raw-table.ts";
import { Notes, readTold, type Reading, type Told, type Verdict } from "./recompute.ts";

/** A printed number, with its unit behind it. */
const V = "(−?[\\d,]*\\.?\\d+)(?:[%\u00a0][^ ,;.()]*(?: [€$£][^ ,;.()]*)?)?";

/** A sentence of a report, and what the rows must say if it is there. */
interface Pattern {
  readonly says: RegExp;
  readonly own: (found: RegExpExecArray, facts: Facts) => readonly (number | undefined)[];
}

/** What the oracle knows of the members of a report on members at one time. */
interface Facts {
  readonly values: ReadonlyMap<string, number>;
  readonly sorted: readonly number[];
}

const total = ({ sorted }: Facts): number => sumOf(sorted);
const share = (name: string, facts: Facts): number => (100 * (facts.values.get(name) ?? Number.NaN)) / total(facts);
const first = ({ sorted }: Facts): number => sorted[0]!;
const last = ({ sorted }: Facts): number => sorted.at(-1)!;
const half = ({ sorted }: Facts): number => quantileOf(sorted, 0.5);

const ofMembers: readonly Pattern[] = [
  {
    says: new RegExp(`^[^:]+: (.+) leads with ${V}, ${V} of the total$`),
    own: ([, name], facts) => [facts.values.get(name!), share(name!, facts)],
  },
  {
    says: new RegExp(`^[^:]+: (.+) \\(${V}\\) just ahead of (.+) \\(${V}\\)$`),
    own: ([, name, , other], facts) => [facts.values.get(name!), facts.values.get(other!)],
  },
  {
    says: new RegExp(`^[^:]+: ${V} for (.+), the highest of ${V}$`),
    own: (_, facts) => [first(facts), facts.sorted.length],
  },
  {
    says: new RegExp(`^The first three of ${V} have ${V} of the total of ${V}; half of them have ${V} or more\\.`),
    own: (_, facts) => [
      facts.sorted.length,
      (100 * sumOf(facts.sorted.slice(0, 3))) / total(facts),
      total(facts),
      half(facts),
    ],
  },
  {
    says: new RegExp(`^The total of the ${V} is ${V}`),
    own: (_, facts) => [facts.sorted.length, total(facts)],
  },
  {
    says: new RegExp(`^The median of the ${V} is ${V}`),
    own: (_, facts) => [facts.sorted.length, half(facts)],
  },
  {
    says: new RegExp(`^(.+?) was highest with ${V}`),
    own: ([, name], facts) => [facts.values.get(name!)],
  },
  {
    says: new RegExp(`; (.+?) was lowest with ${V}\\.(?!\\d)`),
    own: (_, facts) => [last(facts)],
  },
];

/** Checks the printed words of a report on members at one time, number by number. */
export function checkSentences(told: Told, sentences: readonly string[]): Verdict {
  const notes = new Notes();
  const reading = readTold(told);
  if (typeof reading === "string" || told.story !== "cross") return notes;
  const facts = factsOf(told, reading);
  for (const sentence of sentences)
    for (const { says, own } of ofMembers) {
      const found = says.exec(sentence);
      if (found === null) continue;
      const numbers = found.slice(1).filter((text) => /^−?[\d,]*\.?\d+$/.test(text));
      const values = own(found, facts);
      if (numbers.length !== values.length) continue;
      values.forEach((value, at) => samePrinted(`“${sentence}”`, numbers[at]!, value, notes));
    }
  return notes;
}

function factsOf({ adds }: Told, { rows, memberOf, valueOf }: Reading): Facts {
  const values = new Map<string, number>();
  for (const [name, of] of groupedBy<RawRow>(rows, memberOf)) {
    const own = of.map(valueOf).filter((value) => value !== undefined);
    if (own.length > 0) values.set(name, adds ? sumOf(own) : sumOf(own) / own.length);
  }
  return { values, sorted: [...values.values()].sort((a, b) => b - a) };
}

/** Compares a printed number with its own: it is rounded to the decimals that it shows. */
function samePrinted(what: string, printed: string, own: number | undefined, notes: Notes): void {
  const plain = printed.replaceAll(",", "").replace("−", "-");
  const decimals = plain.split(".")[1]?.length ?? 0;
  notes.checked += 1;
  if (own === undefined || Math.abs(Number(plain) - own) > 0.5 * 10 ** -decimals + 1e-9 * Math.abs(own))
    notes.faults.push(`${what} says ${printed}, the rows say ${String(own)}`);
}
