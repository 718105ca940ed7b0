import { defineWords } from "../words/define-words.ts";

export const pagesWords = defineWords(
  {
    pages: "Pages",
    page: (page: number) => `Page ${page}`,
    pageOf: (page: number, count: number) => `Page ${page} of ${count}`,
    unreadable: "The PDF cannot be shown",
  },
  {
    pages: "页面",
    page: (page) => `第 ${page} 页`,
    pageOf: (page, count) => `第 ${page} 页，共 ${count} 页`,
    unreadable: "无法显示此 PDF",
  },
);
