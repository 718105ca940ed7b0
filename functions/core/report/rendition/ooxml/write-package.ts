import { element, join, type Markup } from "../markup.ts";
import { packZip } from "../../../zip/pack-zip.ts";

/** A relationship from a part to another, or to an address outside the package (ECMA-376-2, 6.5). */
export interface Relationship {
  /** Unique among those of its part: `rId1`. */
  readonly id: string;
  /** The last part of the type's address: `worksheet`; or all of it. */
  readonly type: string;
  /** Path of a part from the root, `/xl/workbook.xml`, or an address. */
  readonly target: string;
  readonly external?: boolean;
}

/** A part of an OOXML package: a file with its type and its relationships. */
export interface Part {
  /** From the root, without a slash before: `xl/workbook.xml`. */
  readonly path: string;
  readonly type: string;
  readonly body: Markup | Uint8Array;
  readonly relationships?: readonly Relationship[];
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const officeTypes = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
const packageTypes = "http://schemas.openxmlformats.org/package/2006/relationships";

/**
 * Writes an OOXML package (ECMA-376-2): a ZIP file of the parts in the order given, after their types and the
 * relationships of the package. The same parts give the same bytes.
 *
 * @param relationships those of the package itself
 */
export function writePackage(parts: readonly Part[], relationships: readonly Relationship[]): Uint8Array {
  const files: [string, Uint8Array][] = [
    ["[Content_Types].xml", xmlBytes(contentTypes(parts))],
    ["_rels/.rels", xmlBytes(relationshipsOf(relationships))],
  ];
  for (const { path, body, relationships: own = [] } of parts) {
    files.push([path, body instanceof Uint8Array ? body : xmlBytes(body)]);
    if (own.length > 0) files.push([path.replace(/([^/]*)$/, "_rels/$1.rels"), xmlBytes(relationshipsOf(own))]);
  }
  return packZip(files);
}

function xmlBytes({ markup }: Markup): Uint8Array {
  return Buffer.from(declaration + markup);
}

function contentTypes(parts: readonly Part[]): Markup {
  return element(
    "Types",
    { xmlns: "http://schemas.openxmlformats.org/package/2006/content-types" },
    element("Default", { Extension: "rels", ContentType: "application/vnd.openxmlformats-package.relationships+xml" }),
    element("Default", { Extension: "xml", ContentType: "application/xml" }),
    join(parts.map(({ path, type }) => element("Override", { PartName: `/${path}`, ContentType: type }))),
  );
}

function relationshipsOf(relationships: readonly Relationship[]): Markup {
  return element(
    "Relationships",
    { xmlns: packageTypes },
    join(
      relationships.map(({ id, type, target, external }) =>
        element("Relationship", {
          Id: id,
          Type: type.includes("/") ? type : officeTypes + type,
          Target: target,
          TargetMode: external === true ? "External" : undefined,
        }),
      ),
    ),
  );
}
