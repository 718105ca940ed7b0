import { defineWords } from "../../words/define-words.ts";

/** Texts of publishing a version. */
export const publishWords = defineWords(
  {
    notCompared: "This server cannot show what changes on the pages.",
    publishTitle: (name: string) => `Publish ${name}`,
    cannotPublish: "This cannot be published",
    notPublished: "Not published",
    testsRun: "Its tests are being run. If they pass, it is published, even if you close this.",
    nothingToPublish: "This version is already published.",
    firstVersion: (count: number) =>
      `This is the first version that you publish: ${count} ${count === 1 ? "page" : "pages"}.`,
    notComparable: (count: number) =>
      `What is published now cannot be made with these values, so the changes are not shown. This version has ${count} ${count === 1 ? "page" : "pages"}.`,
    pagesDiffer: (differ: number, count: number) =>
      differ === 0
        ? `None of the ${count} pages looks different with these values.`
        : differ === 1
          ? `1 of ${count} pages looks different.`
          : `${differ} of ${count} pages look different.`,
    pagesThatDiffer: "Pages that differ",
    published: "Published",
    thisVersion: "This version",
    pageNew: "is new",
    pageGone: "is gone",
    pageDiffers: "differs",
    regions: (count: number) => (count === 1 ? "differs in one place" : `differs in ${count} places`),
    pageSays: (page: string, what: string) => `${page}: ${what}`,
    pageBefore: (number: number) => `Page ${number} as published`,
    pageAfter: (number: number) => `Page ${number} of this version`,
    morePages: (numbers: string) => `Pages ${numbers} differ too.`,
    why: "Why (optional)",
    whyHelp: "One sentence for the list of versions.",
    publishNow: "Publish",
    isPublished: (name: string) => `${name} is published. From now on, reports are made with this version.`,
    makeReport: "Make a report",
    makePublication: "Send it on a schedule",
  },
  {
    notCompared: "此服务器无法显示页面的变化。",
    publishTitle: (name) => `发布 ${name}`,
    cannotPublish: "无法发布",
    notPublished: "未能发布",
    testsRun: "正在运行测试。测试通过后即发布，现在关闭此窗口也不影响。",
    nothingToPublish: "已发布的就是此版本。",
    firstVersion: (count) => `这是您发布的第一个版本，共 ${count} 页。`,
    notComparable: (count) => `无法用这些参数制作目前已发布的版本，因此不显示变化。此版本共 ${count} 页。`,
    pagesDiffer: (differ, count) =>
      differ === 0 ? `用这些参数制作的 ${count} 页看起来都没有变化。` : `${count} 页中有 ${differ} 页看起来不同。`,
    pagesThatDiffer: "不同的页面",
    published: "已发布",
    thisVersion: "此版本",
    pageNew: "新增",
    pageGone: "已删除",
    pageDiffers: "不同",
    regions: (count) => `${count} 处不同`,
    pageSays: (page, what) => `${page}：${what}`,
    pageBefore: (number) => `已发布版本的第 ${number} 页`,
    pageAfter: (number) => `此版本的第 ${number} 页`,
    morePages: (numbers) => `第 ${numbers} 页也不同。`,
    why: "原因（可不填）",
    whyHelp: "用一句话说明，会列在版本列表中。",
    publishNow: "发布",
    isPublished: (name) => `${name} 已发布。从现在起按此版本制作报告。`,
    makeReport: "制作报告",
    makePublication: "定期发送",
  },
);
