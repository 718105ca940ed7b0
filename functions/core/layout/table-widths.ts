/** What a column's content asks for, points. */
export interface ColumnDemand {
  /** Widest piece that cannot be broken. */
  readonly least: number;
  /** Widest content on one line. */
  readonly natural: number;
  /** Fixed share of the whole, 0 to 1. */
  readonly share?: number;
  /** Numbers: gains little from more room. */
  readonly numeric: boolean;
}

/** Up to this share of the width a column's text counts as short. */
const shortText = 0.16;

/**
 * Widths of a table's columns, gaps not included, that add up to `width`. Fixed shares come first;
 * then every column gets what its content needs on one line if there is room for all, and the rest
 * is shared out; else the columns that would wrap share what is left beyond their longest words.
 * Where even the longest words do not fit, `cut` is true.
 */
export function columnWidths(demands: readonly ColumnDemand[], width: number): { widths: number[]; cut: boolean } {
  const widths = demands.map(({ share }) => (share === undefined ? 0 : share * width));
  const free = demands.flatMap(({ share }, index) => (share === undefined ? [index] : []));
  const room = Math.max(0, width - widths.reduce((sum, each) => sum + each, 0));
  const sum = (of: (demand: ColumnDemand) => number): number => free.reduce((total, index) => total + of(demands[index] as ColumnDemand), 0);
  // Numbers and short texts stay on one line as long as the others' longest words have room.
  const firm = (demand: ColumnDemand): boolean => demand.numeric || demand.natural <= width * shortText;
  const firmest = sum((demand) => (firm(demand) ? demand.natural : demand.least));
  const least = sum((demand) => demand.least);
  const natural = sum((demand) => demand.natural);
  const tight = demands.some((demand, index) => demand.share !== undefined && demand.least > (widths[index] as number) + 0.01);
  for (const index of free) {
    const demand = demands[index] as ColumnDemand;
    if (natural <= room) {
      const weight = (each: ColumnDemand): number => Math.max(1, each.natural) * (each.numeric ? 0.6 : 1);
      widths[index] = demand.natural + ((room - natural) * weight(demand)) / sum(weight);
    } else if (firmest <= room && firmest < natural) {
      widths[index] = firm(demand) ? demand.natural : demand.least + ((room - firmest) * (demand.natural - demand.least)) / (natural - firmest);
    } else if (least <= room) {
      widths[index] = demand.least + ((room - least) * (demand.natural - demand.least)) / (natural - least);
    } else widths[index] = (room * demand.least) / least;
  }
  return { widths, cut: tight || least > room + 0.01 };
}
