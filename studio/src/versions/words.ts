import { defineWords } from "../words/define-words.ts";

export const versionsWords = defineWords(
  {
    version: "Version",
    state: "State",
    current: "Current",
    published: "Published before",
    draft: "Draft",
    stored: "Stored",
    warnings: (count: number) => (count === 1 ? "1 warning" : `${count} warnings`),
    warningsOf: (version: string) => `Warnings of ${version}`,
    download: "Files (ZIP)",
    downloadOf: (version: string) => `Files (ZIP) of ${version}`,
  },
  {
    version: "版本",
    state: "状态",
    current: "当前",
    published: "曾经发布",
    draft: "草稿",
    stored: "保存时间",
    warnings: (count) => `${count} 条警告`,
    warningsOf: (version) => `${version} 的警告`,
    download: "文件（ZIP）",
    downloadOf: (version) => `下载 ${version} 的文件（ZIP）`,
  },
);
