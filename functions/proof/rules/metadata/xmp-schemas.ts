import { cameraRawTypes, exifTypes, mediaTypes, pictureStructures, tiffTypes } from "./picture-schemas.ts";
import { types, type XmpStructure, type XmpType } from "./xmp-types.ts";

export const namespaces = {
  dc: "http://purl.org/dc/elements/1.1/",
  pdfaid: "http://www.aiim.org/pdfa/ns/id/",
  pdfuaid: "http://www.aiim.org/pdfua/ns/id/",
  pdfd: "http://pdfa.org/declarations/",
  extension: "http://www.aiim.org/pdfa/ns/extension/",
  schema: "http://www.aiim.org/pdfa/ns/schema#",
  property: "http://www.aiim.org/pdfa/ns/property#",
  type: "http://www.aiim.org/pdfa/ns/type#",
  field: "http://www.aiim.org/pdfa/ns/field#",
} as const;

const xmp = "http://ns.adobe.com/xap/1.0";

/**
 * The properties, with their value types, of the schemas that ISO 19005-3, 6.6.2.3.1 takes from the XMP Specification
 * (September 2005, chapter 4) and of PDF/A's own. Properties that later editions added need an extension schema.
 */
export const predefinedSchemas: ReadonlyMap<string, Readonly<Record<string, XmpType>>> = new Map([
  [
    namespaces.dc,
    types(`contributor: bag propername, coverage: text, creator: seq propername, date: seq date,
    description: lang alt, format: mimetype, identifier: text, language: bag locale, publisher: bag propername,
    relation: bag text, rights: lang alt, source: text, subject: bag text, title: lang alt, type: bag text`),
  ],
  [
    `${xmp}/`,
    types(`Advisory: bag xpath, BaseURL: url, CreateDate: date, CreatorTool: agentname, Identifier: bag text,
    Label: text, MetadataDate: date, ModifyDate: date, Nickname: text, Rating: integer, Thumbnails: alt thumbnail`),
  ],
  [
    `${xmp}/rights/`,
    types("Certificate: url, Marked: boolean, Owner: bag propername, UsageTerms: lang alt, WebStatement: url"),
  ],
  [
    `${xmp}/mm/`,
    types(`DerivedFrom: resourceref, DocumentID: uri, History: seq resourceevent, InstanceID: uri,
    ManagedFrom: resourceref, Manager: agentname, ManageTo: uri, ManageUI: uri, ManagerVariant: text,
    RenditionClass: renditionclass, RenditionParams: text, VersionID: text, Versions: seq version, LastURL: url,
    RenditionOf: resourceref, SaveID: integer`),
  ],
  [`${xmp}/bj/`, types("JobRef: bag job")],
  [
    `${xmp}/t/pg/`,
    types("MaxPageSize: dimensions, NPages: integer, Fonts: bag font, Colorants: seq colorant, PlateNames: seq text"),
  ],
  ["http://ns.adobe.com/xmp/1.0/DynamicMedia/", mediaTypes],
  ["http://ns.adobe.com/pdf/1.3/", types("Keywords: text, PDFVersion: text, Producer: agentname")],
  [
    "http://ns.adobe.com/photoshop/1.0/",
    types(`AuthorsPosition: text, CaptionWriter: propername, Category: text, City: text,
    Country: text, Credit: text, DateCreated: date, Headline: text, Instructions: text, Source: text, State: text,
    SupplementalCategories: bag text, TransmissionReference: text, Urgency: integer`),
  ],
  ["http://ns.adobe.com/camera-raw-settings/1.0/", cameraRawTypes],
  ["http://ns.adobe.com/tiff/1.0/", tiffTypes],
  ["http://ns.adobe.com/exif/1.0/", exifTypes],
  ["http://ns.adobe.com/exif/1.0/aux/", types("Lens: text, SerialNumber: text")],
  [namespaces.pdfaid, types("part: integer, conformance: =A|B|U, amd: text, corr: text")],
]);

/** The structures among the value types above (XMP Specification, chapter 4). */
export const predefinedStructures: ReadonlyMap<string, XmpStructure> = new Map([
  [
    "thumbnail",
    { namespace: `${xmp}/g/img/`, fields: types("format: =JPEG, height: integer, width: integer, image: text") },
  ],
  [
    "resourceref",
    {
      namespace: `${xmp}/sType/ResourceRef#`,
      fields: types(`instanceID: uri, documentID: uri, versionID: text,
    renditionClass: renditionclass, renditionParams: text, manager: agentname, managerVariant: text, manageTo: uri,
    manageUI: uri`),
    },
  ],
  [
    "resourceevent",
    {
      namespace: `${xmp}/sType/ResourceEvent#`,
      fields: types("action: text, instanceID: uri, parameters: text, softwareAgent: agentname, when: date"),
    },
  ],
  [
    "version",
    {
      namespace: `${xmp}/sType/Version#`,
      fields: types("comments: text, event: resourceevent, modifyDate: date, modifier: propername, version: text"),
    },
  ],
  ["job", { namespace: `${xmp}/sType/Job#`, fields: types("name: text, id: text, url: url") }],
  ["dimensions", { namespace: `${xmp}/sType/Dimensions#`, fields: types("w: real, h: real, unit: text") }],
  [
    "font",
    {
      namespace: `${xmp}/sType/Font#`,
      fields: types(`fontName: text, fontFamily: text, fontFace: text, fontType: text,
    versionString: text, composite: boolean, fontFileName: text, childFontFiles: seq text`),
    },
  ],
  [
    "colorant",
    {
      namespace: `${xmp}/g/`,
      fields: types(`swatchName: text, mode: =CMYK|RGB|LAB, type: =PROCESS|SPOT, cyan: real,
    magenta: real, yellow: real, black: real, red: integer, green: integer, blue: integer, L: real, A: integer, B: integer`),
    },
  ],
  ...pictureStructures,
]);
