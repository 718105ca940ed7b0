/**
 * What a report shows, in a form that programs compare: its key figures, the rows of its tables, the data of its charts
 * and its pages. `content.json` beside the PDF. Long reports keep only a part, see `recordContent`.
 *
 *     {"keyFigures": [{"label": "Share of GDP", "value": "30.1%"}], "tables": [{"title": "Clusters", "columns": "Name|Share",
 *      "rows": [["Zhongguancun", "9f86d081884c7d65"]]}], "charts": [{"name": "share", "title": "…", "data": "e3b0c44298fc1c14"}],
 *      "pages": ["2cf24dba5fb0a30e"]}
 */
export interface ReportContent {
  readonly keyFigures: readonly { readonly label: string; readonly value: string }[];
  readonly tables: readonly ContentTable[];
  readonly charts: readonly {
    readonly name: string;
    readonly title: string;
    /** Digest of the rows that it draws. */ readonly data: string;
  }[];
  /** A digest of each page's text and figures, without its header and footer. */
  readonly pages: readonly string[];
}

export interface ContentTable {
  readonly title: string;
  /** Labels of its columns, by which it is recognised in another report. */
  readonly columns: string;
  /** The words of each row's first cell, and a digest of the others. */
  readonly rows: readonly (readonly [key: string, rest: string])[];
  /** Whether rows beyond the first thousands are not recorded. */
  readonly truncated?: true;
}
