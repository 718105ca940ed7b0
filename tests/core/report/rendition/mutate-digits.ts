import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";

/** A file of which one digit was changed. */
interface Mutant {
  readonly file: Uint8Array;
  /** Where: the part, and what stands there. */
  readonly where: string;
}

/**
 * Changes digits of an office file, one in each mutant, evenly over all places.
 *
 * @param shown texts of a part that are displayed or heard, with where each begins
 * @param count about how many mutants
 * @throws Error if there are hardly any digits, so that nothing would be tried
 */
export function* mutateDigits(
  file: Uint8Array,
  shown: (path: string, body: string) => readonly { readonly from: number; readonly text: string }[],
  count: number,
): Generator<Mutant, void, undefined> {
  const files = unzipSync(file);
  const places = Object.entries(files).flatMap(([path, bytes]) => {
    const body = strFromU8(bytes);
    return shown(path, body).flatMap(({ from, text }) => {
      // Part of a character written by its number is no digit.
      const plain = text.replaceAll(/&[^;]*;/g, (each) => " ".repeat(each.length));
      return [...plain.matchAll(/\d/g)].map(({ index }) => ({ path, at: from + index }));
    });
  });
  if (places.length <= 10) throw new Error(`only ${places.length} digits are displayed`);
  const step = Math.max(1, Math.floor(places.length / count));
  for (let index = 0; index < places.length; index += step) {
    const { path, at } = places[index]!;
    const body = strFromU8(files[path]!);
    const other = String((Number(body[at]) + 1 + (index % 9)) % 10);
    if (other === body[at]) continue;
    const mutant = strToU8(body.slice(0, at) + other + body.slice(at + 1));
    yield {
      file: zipSync({ ...files, [path]: mutant }, { level: 0 }),
      where: `${path}: ${body.slice(at - 60, at + 20)}`,
    };
  }
}
