/** A row of the long table: two texts, three numbers, a grade. */
export interface TableRow {
  readonly name: string;
  readonly region: string;
  readonly output: number;
  readonly share: number;
  readonly staff: number;
  readonly grade: string;
}

export const tableColumns = [
  { name: "name", type: "text" },
  { name: "region", type: "text" },
  { name: "output", type: "number" },
  { name: "share", type: "number" },
  { name: "staff", type: "integer" },
  { name: "grade", type: "text" },
] as const;

const regions = ["Haidian", "Chaoyang", "Fengtai", "Shunyi", "Daxing", "Changping", "Tongzhou"] as const;
const grades = ["first", "second", "third", "watched"] as const;

/** Makes up rows that differ from each other and from those of every other iteration. */
export function makeTableRows(count: number, iteration: number): TableRow[] {
  return Array.from({ length: count }, (_, index) => {
    const i = index + iteration * 101;
    return {
      name: `Enterprise ${i + 1} of ${regions[i % 7]!}`,
      region: regions[(i * 3) % 7]!,
      output: ((i * 7919) % 1_000_003) / 10,
      share: ((i * 104_729) % 10_000) / 100,
      staff: (i * 31) % 50_000,
      grade: grades[(i * 5) % 4]!,
    };
  });
}

/** Writes the cells as text, with the decimals that Broadsheet prints, for contenders without formats. */
export function tableCells({ name, region, output, share, staff, grade }: TableRow): readonly string[] {
  return [name, region, output.toFixed(1), share.toFixed(2), String(staff), grade];
}
