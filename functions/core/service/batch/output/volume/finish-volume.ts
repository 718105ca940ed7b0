import { claimsOf, rolesForEarlier, structureNamespace } from "../../../../xml/conformance.ts";
import type { Binding, BoundReports, Named } from "./bound-reports.ts";
import { PdfString } from "./pdf-syntax.ts";
import { type VolumeAbout, volumeMetadata } from "./volume-metadata.ts";

/** Writes what covers all reports: the roots, the catalog and the metadata. */
export function finishVolume(about: VolumeAbout, { writer, bound, roots }: Binding): void {
  writer.add(`<</Type/Pages/Count ${bound.pages}/Kids ${references(bound.nodes)}>>`, roots.pages);
  writeTree({ writer, bound, roots });
  for (const [index, entry] of bound.outline.entries()) {
    const { number, title, first, last, count } = entry;
    const links = Object.entries({
      Prev: bound.outline[index - 1]?.number,
      Next: bound.outline[index + 1]?.number,
      First: first,
      Last: last,
    }).filter(([, linked]) => linked !== undefined);
    writer.add(
      `<</Title ${title}/Parent ${roots.outline} 0 R${destinationOf(entry, bound.namespace !== undefined)}${links.map(([key, linked]) => `/${key} ${linked} 0 R`).join("")}${count === 0 ? "" : `/Count ${-count}`}>>`,
      number,
    );
  }
  writer.add(
    `<</Type/Outlines/First ${bound.outline[0]!.number} 0 R/Last ${bound.outline.at(-1)!.number} 0 R/Count ${bound.outline.length}>>`,
    roots.outline,
  );
  const trees = [
    ...(bound.destinations.length === 0 ? [] : [`/Dests ${writer.add(nameTree(bound.destinations))} 0 R`]),
    ...(bound.attached.length === 0 ? [] : [`/EmbeddedFiles ${writer.add(nameTree(bound.attached))} 0 R`]),
  ];
  const identifier = bound.identity.digest("hex");
  const claims = claimsOf(bound.conformance);
  const { xmp, info } = volumeMetadata({ ...about, claims, identifier, languages: [...bound.languages] });
  const metadata = writer.addStream(`<</Type/Metadata/Subtype/XML/Length ${xmp.length}>>`, xmp);
  const entries = [
    "/Type/Catalog",
    `/Pages ${roots.pages} 0 R`,
    `/StructTreeRoot ${roots.tree} 0 R`,
    "/MarkInfo <</Marked true>>",
    `/Lang ${PdfString.of(bound.language ?? "en").syntax}`,
    `/Metadata ${metadata} 0 R`,
    `/OutputIntents ${bound.intents ?? "[]"}`,
    `/Outlines ${roots.outline} 0 R`,
    "/PageMode/UseOutlines",
    "/ViewerPreferences <</DisplayDocTitle true>>",
    `/PageLabels <</Nums [${bound.labels.join(" ")}]>>`,
    ...(bound.files.length === 0 ? [] : [`/AF ${references(bound.files)}`]),
    ...(trees.length === 0 ? [] : [`/Names <<${trees.join("")}>>`]),
  ];
  const catalog = writer.add(`<<${entries.join("")}>>`);
  const described = claims.information ? ` /Info ${writer.add(info)} 0 R` : "";
  const id = identifier.slice(0, 32);
  writer.end(`/Root ${catalog} 0 R${described} /ID [<${id}> <${id}>]`);
}

/** Writes the root of the structure tree, with the volume's Document and what all reports share. */
function writeTree({ writer, bound, roots }: Binding): void {
  const { namespace } = bound;
  const roles = `<<${Object.entries(rolesForEarlier)
    .map(([role, earlier]) => `/${role}/${earlier}`)
    .join("")}>>`;
  const named = namespace === undefined ? "" : `/NS ${namespace} 0 R`;
  if (namespace !== undefined)
    writer.add(`<</Type/Namespace/NS ${PdfString.of(structureNamespace).syntax}>>`, namespace);
  writer.add(`<</S/Document/P ${roots.tree} 0 R${named}/K ${references(bound.parts)}>>`, roots.document);
  const ids = bound.ids.length === 0 ? "" : `/IDTree ${writer.add(nameTree(bound.ids))} 0 R`;
  const parents = writer.add(`<</Kids [${bound.parentTree.join(" ")}]>>`);
  writer.add(
    `<</Type/StructTreeRoot/K ${roots.document} 0 R/ParentTree ${parents} 0 R/ParentTreeNextKey ${bound.key}${ids}${namespace === undefined ? "" : `/Namespaces ${references([namespace])}/RoleMap ${roles}`}>>`,
    roots.tree,
  );
}

/** Where a report's entry leads: to its first page, and in PDF 2.0 to its structure element (12.3.2.3). */
function destinationOf({ page, part }: BoundReports["outline"][number], structured: boolean): string {
  const place = "/XYZ null null null";
  return structured ? `/A <</S/GoTo/D [${page} 0 R${place}]/SD [${part} 0 R${place}]>>` : `/Dest [${page} 0 R${place}]`;
}

/** A name tree of one node, sorted by bytes (7.9.6). */
function nameTree(entries: readonly Named[]): string {
  const sorted = entries
    .map(({ key, value }) => ({ bytes: key.bytes, key, value }))
    .sort((a, b) => (a.bytes < b.bytes ? -1 : 1));
  return `<</Names [${sorted.map(({ key, value }) => `${key.syntax} ${value}`).join(" ")}]>>`;
}

function references(numbers: readonly number[]): string {
  return `[${numbers.map((number) => `${number} 0 R`).join(" ")}]`;
}
