import { createHash } from "node:crypto";
import type { Binding, Named } from "./bound-reports.ts";
import {
  type PdfDictionary,
  type PdfItem,
  PdfName,
  PdfReference,
  PdfString,
  printItem,
  referencesIn,
} from "./pdf-syntax.ts";
import type { ObjectWriter } from "./object-writer.ts";
import type { ReportFile } from "./read-report.ts";

/**
 * Writes one report's objects under new numbers, and notes what the end of the volume must know of it.
 *
 * @throws TypeError if the report has no pages or no structure tree
 */
export function bindReport({ objects, catalog }: ReportFile, name: string, { writer, bound, roots }: Binding): void {
  const resolve = (item: PdfItem | undefined): PdfItem =>
    item instanceof PdfReference ? (objects.get(item.number)?.item ?? null) : (item ?? null);
  const dictionary = (item: PdfItem | undefined): PdfDictionary => {
    const found = resolve(item);
    return found instanceof Map ? found : new Map<string, PdfItem>();
  };
  const list = (item: PdfItem | undefined): PdfItem[] => {
    const found = resolve(item);
    return Array.isArray(found) ? found : [];
  };
  const prefix = `${bound.parts.length + 1}.`;
  const prefixed = (item: PdfItem | undefined): PdfItem =>
    item instanceof PdfString ? PdfString.of(prefix + item.text) : (item ?? null);

  // The report's own roots get their place in the volume.
  const pages = catalog.get("Pages");
  const tree = dictionary(catalog.get("StructTreeRoot"));
  const part = tree.get("K");
  if (!(pages instanceof PdfReference) || !(part instanceof PdfReference))
    throw new TypeError(`the PDF of "${name}" has no pages or no structure tree`);
  const language = resolve(catalog.get("Lang"));
  const spoken = language instanceof PdfString ? language.text : undefined;
  bound.language ??= spoken;
  if (spoken !== undefined) bound.languages.add(spoken);
  const element = dictionary(part);
  // Its parent is the volume's Document, see below.
  element.delete("P");
  element.set("S", new PdfName("Part"));
  element.set("T", PdfString.of(name));
  if (language instanceof PdfString) element.set("Lang", language);

  // Names and keys of different reports are the same.
  for (const { item } of objects.values()) if (item instanceof Map) rename(item, prefixed, bound.key);
  const files = list(catalog.get("AF")).map((file) => dictionary(file));
  for (const file of files)
    for (const key of ["F", "UF"]) file.set(key, PdfString.of(`${name} ${textOf(file.get(key))}`));

  const intents = bound.intents === undefined ? catalog.get("OutputIntents") : undefined;
  const from = [pages, part, catalog.get("AF") ?? null, intents ?? null];
  const { numbers, shared } = renumber(objects, from, list(tree.get("Namespaces")), { writer, bound });
  const numberOf = (old: number): number => numbers.get(old)!;
  const print = (item: PdfItem): string => printItem(item, numberOf);
  if (intents !== undefined) bound.intents = print(intents);
  const owners = new Map<PdfItem, string>([
    [resolve(pages), `/Parent ${roots.pages} 0 R`],
    [element, `/P ${roots.document} 0 R`],
  ]);
  for (const [old, { item, body }] of objects) {
    const own = numbers.get(old);
    if (own === undefined || shared.has(old)) continue;
    const owner = owners.get(item);
    if (body !== undefined) writer.addStream(print(item), body, own);
    else writer.add(owner === undefined ? print(item) : `${print(item).slice(0, -2)}${owner}>>`, own);
  }

  const nums = list(dictionary(tree.get("ParentTree")).get("Nums"));
  const next = Number(tree.get("ParentTreeNextKey"));
  if (nums.length > 0) {
    const shifted = nums.map((item, index) => (index % 2 === 0 ? Number(item) + bound.key : item));
    bound.parentTree.push(
      `${writer.add(`<</Limits [${shifted[0] as number} ${shifted.at(-2) as number}]/Nums ${print(shifted)}>>`)} 0 R`,
    );
  }
  const labels = list(dictionary(catalog.get("PageLabels")).get("Nums"));
  bound.labels.push(
    ...(labels.length === 0 ? [0, new Map<string, PdfItem>([["S", new PdfName("D")]])] : labels).map((item, index) =>
      index % 2 === 0 ? String(Number(item) + bound.pages) : print(item),
    ),
  );
  const names = dictionary(catalog.get("Names"));
  const collect = (into: Named[], entries: readonly PdfItem[], key: (text: string) => string): void => {
    for (let index = 0; index + 1 < entries.length; index += 2)
      into.push({ key: PdfString.of(key(textOf(entries[index]))), value: print(entries[index + 1]!) });
  };
  collect(bound.destinations, list(dictionary(names.get("Dests")).get("Names")), (text) => prefix + text);
  collect(bound.ids, list(dictionary(tree.get("IDTree")).get("Names")), (text) => prefix + text);
  collect(bound.attached, list(dictionary(names.get("EmbeddedFiles")).get("Names")), (text) => `${name} ${text}`);

  const entry = writer.reserve();
  const children = writeOutline(dictionary(catalog.get("Outlines")), entry, { writer, dictionary, print });
  bound.outline.push({
    number: entry,
    title: PdfString.of(name).syntax,
    page: numberOf((list(dictionary(pages).get("Kids"))[0] as PdfReference).number),
    part: numberOf(part.number),
    ...children,
  });
  bound.nodes.push(numberOf(pages.number));
  bound.parts.push(numberOf(part.number));
  bound.files.push(...list(catalog.get("AF")).map((file) => numberOf((file as PdfReference).number)));
  bound.pages += Number(dictionary(pages).get("Count"));
  bound.key += next;
}

function textOf(item: PdfItem | undefined): string {
  return item instanceof PdfString ? item.text : "";
}

/** Gives names their prefix, and keys of the parent tree their offset, in place. */
function rename(item: PdfDictionary, prefixed: (item: PdfItem | undefined) => PdfItem, offset: number): void {
  for (const key of ["StructParents", "StructParent"]) if (item.has(key)) item.set(key, Number(item.get(key)) + offset);
  if (item.get("Dest") instanceof PdfString) item.set("Dest", prefixed(item.get("Dest")));
  if (item.get("ID") instanceof PdfString) item.set("ID", prefixed(item.get("ID")));
  for (const owner of [item.get("A")].flat()) {
    if (!(owner instanceof Map)) continue;
    const headers = owner.get("Headers");
    if (Array.isArray(headers)) owner.set("Headers", headers.map(prefixed));
    if (owner.get("D") instanceof PdfString) owner.set("D", prefixed(owner.get("D")));
  }
}

/**
 * Gives new numbers to all objects that the volume takes over. A stream that an earlier report had, too, keeps the
 * number that it has there, and is `shared`.
 *
 * @param from values that refer to what is taken over
 * @param namespaces references to the report's structure namespaces: one, which is the same in all reports
 */
function renumber(
  objects: ReportFile["objects"],
  from: readonly PdfItem[],
  namespaces: readonly PdfItem[],
  { writer, bound }: Pick<Binding, "writer" | "bound">,
): { readonly numbers: ReadonlyMap<number, number>; readonly shared: ReadonlySet<number> } {
  const reached = new Set<number>();
  const waiting = from.flatMap((item) => [...referencesIn(item)]);
  for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
    if (reached.has(number)) continue;
    reached.add(number);
    waiting.push(...referencesIn(objects.get(number)?.item ?? null));
  }
  const numbers = new Map<number, number>();
  const shared = new Set<number>();
  for (const old of namespaces.flatMap((item) => [...referencesIn(item)])) {
    numbers.set(old, bound.namespace!);
    shared.add(old);
  }
  for (const [old, { item, body }] of objects) {
    if (!reached.has(old) || shared.has(old)) continue;
    // A stream that refers to others is the same only if they are.
    const alone = body !== undefined && referencesIn(item).next().done === true;
    const hash = alone ? createHash("sha256").update(printItem(item, Number)).update(body).digest("base64") : undefined;
    const earlier = hash === undefined ? undefined : bound.streams.get(hash);
    const number = earlier ?? writer.reserve();
    numbers.set(old, number);
    if (earlier !== undefined) shared.add(old);
    else if (hash !== undefined) bound.streams.set(hash, number);
  }
  return { numbers, shared };
}

interface Printing {
  readonly writer: ObjectWriter;
  dictionary(item: PdfItem | undefined): PdfDictionary;
  print(item: PdfItem): string;
}

/**
 * Writes the items below one of a report's outline, collapsed (12.3.3). @returns the first, the last and their number
 */
function writeOutline(
  above: PdfDictionary,
  parent: number,
  { writer, dictionary, print }: Printing,
): { readonly first?: number; readonly last?: number; readonly count: number } {
  const items: PdfDictionary[] = [];
  for (let at = above.get("First"); at instanceof PdfReference; at = items.at(-1)!.get("Next"))
    items.push(dictionary(at));
  const numbers = items.map(() => writer.reserve());
  for (const [index, item] of items.entries()) {
    const own = numbers[index]!;
    const { first, last, count } = writeOutline(item, own, { writer, dictionary, print });
    const links = Object.entries({
      Prev: numbers[index - 1],
      Next: numbers[index + 1],
      First: first,
      Last: last,
    }).filter(([, number]) => number !== undefined);
    const kept = ["Title", "Dest", "A"].flatMap((key) => (item.has(key) ? [`/${key} ${print(item.get(key)!)}`] : []));
    writer.add(
      `<<${kept.join("")}/Parent ${parent} 0 R${links.map(([key, number]) => `/${key} ${number} 0 R`).join("")}${count === 0 ? "" : `/Count ${-count}`}>>`,
      own,
    );
  }
  return { ...(items.length > 0 && { first: numbers[0]!, last: numbers.at(-1)! }), count: items.length };
}
