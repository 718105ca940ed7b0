/** What contenders that set text and tables must make. */
export type ContentJob =
  | { readonly kind: "table"; readonly rows: number }
  | { readonly kind: "prose"; readonly pages: number };
