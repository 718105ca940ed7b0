import { element, join, type Markup, nothing, text } from "../markup.ts";
import {
  manifestRelationship,
  type OfficeFacts,
  packageRelationships,
  propertyParts,
} from "../ooxml/document-properties.ts";
import { chartType } from "../ooxml/chart-parts.ts";
import { writeChart } from "../ooxml/chart-part.ts";
import { keepImage } from "../ooxml/keep-image.ts";
import { type Part, type Relationship, writePackage } from "../ooxml/write-package.ts";
import { chartCells } from "./chart-cells.ts";
import { quotedName, type Sheet } from "./workbook-sheet.ts";
import { openWorkbook, type WorkbookContext, type WorkbookParts } from "./workbook-context.ts";
import { writeDrawings } from "./write-drawings.ts";
import { writeReportSheet } from "./write-report-sheet.ts";
import { relationshipNames, writeSheet } from "./write-sheet.ts";

const office = "application/vnd.openxmlformats-officedocument.";
const spreadsheet = `${office}spreadsheetml.`;

/**
 * Writes a report as a workbook (ECMA-376-1, transitional): a sheet with its text, and one for each figure and table.
 * The same report gives the same bytes.
 *
 * @throws TypeError if a figure was never drawn
 */
export function writeWorkbook(parts: WorkbookParts, { date, application, manifest }: OfficeFacts): Uint8Array {
  const context = openWorkbook(parts);
  writeReportSheet(context);
  const images = new Map<string, Part>();
  const sheets = context.sheets.flatMap((sheet, index) => sheetParts(context, sheet, index + 1, images));
  const relationships: Relationship[] = [
    ...context.sheets.map((_, index) => ({
      id: `rId${index + 1}`,
      type: "worksheet",
      target: `/xl/worksheets/sheet${index + 1}.xml`,
    })),
    { id: "rIdStyles", type: "styles", target: "/xl/styles.xml" },
    manifestRelationship("rIdManifest"),
  ];
  const { title } = parts.document;
  return writePackage(
    [
      {
        path: "xl/workbook.xml",
        type: `${spreadsheet}sheet.main+xml`,
        body: workbook(context),
        relationships,
      },
      ...sheets,
      ...images.values(),
      // Last, since it knows all looks of cells only then.
      { path: "xl/styles.xml", type: `${spreadsheet}styles+xml`, body: context.styles.write() },
      ...propertyParts({ title, language: parts.locale.tag, date, application, manifest }),
    ],
    packageRelationships("xl/workbook.xml"),
  );
}

function workbook({ sheets }: WorkbookContext): Markup {
  const titles = sheets.flatMap(({ name, titles: rows }, index) =>
    rows === undefined
      ? []
      : [
          element(
            "definedName",
            { name: "_xlnm.Print_Titles", localSheetId: index },
            text(`${quotedName(name)}!$${rows[0] + 1}:$${rows[1] + 1}`),
          ),
        ],
  );
  return element(
    "workbook",
    { xmlns: "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "xmlns:r": relationshipNames },
    element("workbookPr", { date1904: 0 }),
    element("bookViews", {}, element("workbookView", { activeTab: 0 })),
    element(
      "sheets",
      {},
      join(sheets.map(({ name }, index) => element("sheet", { name, sheetId: index + 1, "r:id": `rId${index + 1}` }))),
    ),
    titles.length === 0 ? nothing : element("definedNames", {}, join(titles)),
  );
}

/** A sheet, and the parts with its pictures and charts. @param images those of the workbook, by their content */
function sheetParts(context: WorkbookContext, sheet: Sheet, number: number, images: Map<string, Part>): Part[] {
  const drawing = sheet.drawings.length === 0 ? undefined : `xl/drawings/drawing${number}.xml`;
  const { body, relationships } = writeSheet(context, sheet, drawing, paperOf(context));
  const part = {
    path: `xl/worksheets/sheet${number}.xml`,
    type: `${spreadsheet}worksheet+xml`,
    body,
    relationships,
  };
  if (drawing === undefined) return [part];
  const charts: Part[] = [];
  const paths = sheet.drawings.map(({ content }, index) => {
    if ("png" in content) return keepImage(images, "xl/media", content.png);
    const path = `xl/charts/chart${number}-${index + 1}.xml`;
    const look = { ...context.theme, locale: context.locale };
    charts.push({ path, type: chartType, body: writeChart(content.chart, look, chartCells(sheet, content.chart)) });
    return path;
  });
  const own = [...new Set(paths)];
  return [
    part,
    {
      path: drawing,
      type: `${office}drawing+xml`,
      body: writeDrawings(
        sheet.drawings.map((each, index) => ({ ...each, relationship: `rId${own.indexOf(paths[index]!) + 1}` })),
      ),
      relationships: own.map((path, index) => ({
        id: `rId${index + 1}`,
        type: path.startsWith("xl/charts/") ? "chart" : "image",
        target: `/${path}`,
      })),
    },
    ...charts,
  ];
}

/** The number of the paper that the report's pages have (ECMA-376-1, 18.18.50). */
function paperOf({ layout }: WorkbookContext): number | undefined {
  const [page] = layout.pages;
  if (page === undefined) return undefined;
  const [short, long] = [page.width, page.height].toSorted((a, b) => a - b) as [number, number];
  const is = (width: number, height: number): boolean => Math.abs(short - width) < 1 && Math.abs(long - height) < 1;
  return is(595.28, 841.89) ? 9 : is(612, 792) ? 1 : is(612, 1008) ? 5 : is(841.89, 1190.55) ? 8 : undefined;
}
