/** By what part of a total its parts may differ from it by rounding, and what small numbers may. */
const rounding = 0.0005;
const smallRounding = 0.5;
/** By what part of it a quotient may differ from what is printed of it, and the last digit of what is. */
const roundedQuotient = 0.01;
/** Fewest parts of a total, and times at which they must make it up: one sum may be one by chance. */
const fewestParts = 2;
const fewestTimes = 3;

type Course = readonly number[];

/**
 * A total and what stands beside it that is no part of it: what it is divided by (departures below minutes of delay),
 * and their quotient. All the others make the total up at each time.
 *
 * @param courses the values of each member at the same times; one course may be shorter if it begins later
 * @returns the total and what stands beside it; nothing if no one or two members left aside make the total true
 */
export function findBeside(courses: ReadonlyMap<string, Course>, total: string): readonly string[] {
  const whole = courses.get(total);
  if (whole === undefined || whole.length < fewestTimes) return [];
  const others = [...courses.keys()].filter((name) => name !== total);
  if ([...courses.values()].some(({ length }) => length !== whole.length)) return [];
  const quotients = others.filter((name) => isQuotient(courses, name, total));
  const left = others.filter((name) => !quotients.includes(name));
  const aside = [[], ...left.map((name) => [name]), ...pairsOf(left)].find((names) => {
    const parts = left.filter((name) => !names.includes(name));
    return (
      parts.length >= fewestParts &&
      isSum(
        whole,
        parts.map((name) => courses.get(name)!),
      )
    );
  });
  return aside === undefined ? [] : [total, ...aside, ...quotients];
}

const pairsOf = (names: readonly string[]): readonly string[][] =>
  names.flatMap((one, at) => names.slice(at + 1).map((other) => [one, other]));

function isSum(whole: Course, parts: readonly Course[]): boolean {
  return whole.every((value, at) => {
    const sum = parts.reduce((made, part) => made + part[at]!, 0);
    return Math.abs(sum - value) <= Math.max(rounding * Math.abs(value), Number.isInteger(value) ? smallRounding : 0);
  });
}

/** Whether a member is what the total is for each of another one, or a percentage of it. */
function isQuotient(courses: ReadonlyMap<string, Course>, name: string, total: string): boolean {
  const [own, whole] = [courses.get(name)!, courses.get(total)!];
  return [...courses].some(
    ([other, base]) =>
      other !== name &&
      other !== total &&
      [1, 100].some((times) =>
        own.every((value, at) => {
          const quotient = (times * whole[at]!) / base[at]!;
          return Number.isFinite(quotient) && value !== 0 && Math.abs(value / quotient - 1) <= roundedQuotient;
        }),
      ),
  );
}
