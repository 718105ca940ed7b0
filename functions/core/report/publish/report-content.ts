/**
 * What a report shows, in a form that programs compare: its key figures, the rows of its tables, the data of its charts
 * and its pages. `content.json` beside the PDF. Long reports keep only a part, see `recordContent`.
 *
 *     {"form": 2, "template": "5f70bf18a086…", "language": "en", "keyFigures": [{"label": "Share of GDP", "value": "30.1%",
 *      "place": "report.md:12", "stem": "Share of GDP"}], "tables": [{"title": "Clusters", "query": "clusters", "columns":
 *      "Name|Share", "rows": [["Zhongguancun", "9f86d081884c7d65"]]}], "charts": [{"name": "share", "picked": "", "title":
 *      "…", "data": "e3b0c44298fc1c14"}], "pages": ["2cf24dba5fb0a30e"]}
 */
export interface ReportContent {
  /** Absent in the records of earlier releases, which lack most of what pairs the parts of two reports. */
  readonly form?: 2;
  /** Version of the template; places are comparable only within one. */
  readonly template: string;
  readonly language: string;
  readonly keyFigures: readonly ContentFigure[];
  readonly tables: readonly ContentTable[];
  readonly charts: readonly ContentChart[];
  /** A digest of each page's text and figures, without its header and footer. */
  readonly pages: readonly string[];
  /** Whether key figures, tables or charts beyond the first hundreds are not recorded. */
  readonly truncated?: true;
}

export interface ContentFigure {
  /** What it is a figure of: its label, else its note, else the heading above it. */
  readonly label: string;
  readonly value: string;
  /** Its place in the template. */
  readonly place: string;
  /** Its label with `#` for what goes by with time: numbers and names of months. */
  readonly stem: string;
}

export interface ContentTable {
  /** Its title, else the heading above it, else the name of its query. */
  readonly title: string;
  /** Its query, and in words which of that query's rows; empty for a table written in Markdown. */
  readonly query: string;
  /** Labels of its columns, with `#` as in `ContentFigure.stem`. */
  readonly columns: string;
  /**
   * Name of each row, a digest of its cells, one of its key, empty if that is its name, and one of its finer key if it
   * has one.
   */
  readonly rows: readonly (readonly [name: string, cells: string, key?: string, finer?: string])[];
  /** Whether rows beyond the first thousands are not recorded. */
  readonly truncated?: true;
}

export interface ContentChart {
  readonly name: string;
  /** In words, which rows it draws; empty for all. */
  readonly picked: string;
  readonly title: string;
  /** Digest of the rows that it draws. */
  readonly data: string;
}
