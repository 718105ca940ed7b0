import { element, text } from "../markup.ts";
import type { Part, Relationship } from "./write-package.ts";

/** What an office file says of itself. */
export interface OfficeFacts {
  /** The report's own date, `YYYY-MM-DD`. */
  readonly date: string;
  /** Program that made the file. */
  readonly application: string;
  /** The rendition's manifest, as text. */
  readonly manifest: string;
}

/** The same with what its report says. */
interface DocumentProperties extends OfficeFacts {
  readonly title: string;
  /** BCP 47. */
  readonly language: string;
}

/** Namespace of the part that holds a rendition's manifest. */
export const manifestNamespace = "urn:broadsheet:manifest";

/** Always the same: it names the part inside one file only. */
const manifestId = "{6B9C8B4E-6D0B-4C5B-9A8E-0B4D5A7C1E21}";

const extended = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
const core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";

/** The parts that say what an office file is, and what it was made from. Their dates are the report's. */
export function propertyParts({ title, language, date, application, manifest }: DocumentProperties): Part[] {
  const time = { "xsi:type": "dcterms:W3CDTF" };
  return [
    {
      path: "docProps/core.xml",
      type: "application/vnd.openxmlformats-package.core-properties+xml",
      body: element(
        "cp:coreProperties",
        {
          "xmlns:cp": core,
          "xmlns:dc": "http://purl.org/dc/elements/1.1/",
          "xmlns:dcterms": "http://purl.org/dc/terms/",
          "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
        },
        element("dc:title", {}, text(title)),
        element("dc:language", {}, text(language)),
        element("dcterms:created", time, text(`${date}T00:00:00Z`)),
        element("dcterms:modified", time, text(`${date}T00:00:00Z`)),
      ),
    },
    {
      path: "docProps/app.xml",
      type: "application/vnd.openxmlformats-officedocument.extended-properties+xml",
      body: element("Properties", { xmlns: extended }, element("Application", {}, text(application))),
    },
    {
      path: "customXml/item1.xml",
      type: "application/xml",
      body: element("manifest", { xmlns: manifestNamespace }, text(manifest)),
      relationships: [{ id: "rId1", type: "customXmlProps", target: "/customXml/itemProps1.xml" }],
    },
    {
      path: "customXml/itemProps1.xml",
      type: "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
      body: element("ds:datastoreItem", {
        "ds:itemID": manifestId,
        "xmlns:ds": "http://schemas.openxmlformats.org/officeDocument/2006/customXml",
      }),
    },
  ];
}

/** The relationships of a package with these parts. @param main path of its main part */
export function packageRelationships(main: string): Relationship[] {
  return [
    { id: "rId1", type: "officeDocument", target: `/${main}` },
    {
      id: "rId2",
      type: "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
      target: "/docProps/core.xml",
    },
    { id: "rId3", type: "extended-properties", target: "/docProps/app.xml" },
  ];
}

/** The relationship of the main part to the manifest. */
export function manifestRelationship(id: string): Relationship {
  return { id, type: "customXml", target: "/customXml/item1.xml" };
}
