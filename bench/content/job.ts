/** What contenders for text and tables must set. */
export type ContentJob =
  | { readonly kind: "table"; readonly rows: number }
  | { readonly kind: "prose"; readonly pages: number };
