/** The widths that a column's content needs, points. */
export interface ColumnDemand {
  /** Widest piece that cannot be broken. */
  readonly least: number;
  /** Widest content on one line. */
  readonly natural: number;
  /** Fixed share of the whole, 0 to 1. */
  readonly share?: number | undefined;
  /** Numbers: gains little from more room. */
  readonly numeric: boolean;
}

/** Up to this share of the width a column's text counts as short. */
const shortText = 0.16;

/**
 * Widths of a table's columns, gaps not included, that add up to `width` or less. Fixed shares come first; then every
 * column gets what its content needs on one line if there is room for all, and the rest is left over, or shared out if
 * the table is to fill the width or a column has a share of it; else the columns that would wrap share what is left
 * beyond their longest words. If even the longest words do not fit, `cut` is true.
 */
export function columnWidths(
  demands: readonly ColumnDemand[],
  width: number,
  full: boolean,
): { widths: number[]; cut: boolean } {
  const widths = demands.map(({ share }) => (share === undefined ? 0 : share * width));
  const free = demands.flatMap(({ share }, index) => (share === undefined ? [index] : []));
  const room = Math.max(0, width - widths.reduce((sum, each) => sum + each, 0));
  const sum = (of: (demand: ColumnDemand) => number): number =>
    free.reduce((total, index) => total + of(demands[index] as ColumnDemand), 0);
  // Numbers and short texts stay on one line as long as the others' longest words have room.
  const firm = (demand: ColumnDemand): boolean => demand.numeric || demand.natural <= width * shortText;
  const firmest = sum((demand) => (firm(demand) ? demand.natural : demand.least));
  const least = sum((demand) => demand.least);
  const natural = sum((demand) => demand.natural);
  const tight = demands.some(
    (demand, index) => demand.share !== undefined && demand.least > (widths[index] as number) + 0.01,
  );
  if (natural <= room && !full && free.length === demands.length) {
    for (const index of free) widths[index] = demands[index]!.natural;
  } else if (natural <= room) {
    const weight = ({ natural, numeric }: ColumnDemand): number => Math.max(1, natural) * (numeric ? 0.6 : 1);
    const whole = sum(weight);
    for (const index of free)
      widths[index] =
        (demands[index] as ColumnDemand).natural + ((room - natural) * weight(demands[index] as ColumnDemand)) / whole;
  } else if (least > room) {
    for (const index of free) widths[index] = (room * (demands[index] as ColumnDemand).least) / least;
  } else {
    const floor =
      firmest <= room
        ? (demand: ColumnDemand): number => (firm(demand) ? demand.natural : demand.least)
        : (demand: ColumnDemand): number => demand.least;
    shareOut(demands, free, widths, floor, room);
  }
  return { widths, cut: tight || least > room + 0.01 };
}

/**
 * Gives each column its floor and shares out the rest by the square root of what it lacks, none
 * more than its natural width: by plain proportion one long text would starve the short ones.
 */
function shareOut(
  demands: readonly ColumnDemand[],
  free: readonly number[],
  widths: number[],
  floor: (demand: ColumnDemand) => number,
  room: number,
): void {
  let left = room;
  for (const index of free) {
    widths[index] = floor(demands[index] as ColumnDemand);
    left -= widths[index];
  }
  const lack = (index: number): number => (demands[index] as ColumnDemand).natural - (widths[index] as number);
  let open = free.filter((index) => lack(index) > 0.01);
  while (left > 0.01 && open.length > 0) {
    const roots = open.map((index) => Math.sqrt(lack(index)));
    const whole = roots.reduce((sum, each) => sum + each, 0);
    const gains = open.map((index, at) => Math.min(lack(index), (left * (roots[at] as number)) / whole));
    open.forEach((index, at) => (widths[index] = (widths[index] as number) + (gains[at] as number)));
    left -= gains.reduce((sum, each) => sum + each, 0);
    open = open.filter((index) => lack(index) > 0.01);
  }
}
