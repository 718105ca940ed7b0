import { defineWords } from "./define-words.ts";

/** Texts that several rooms use. */
export const commonWords = defineWords(
  {
    cancel: "Cancel",
    close: "Close",
    save: "Save",
    delete: "Delete",
    retry: "Try again",
    loading: "Loading",
    loadFailed: "This could not be loaded",
    more: "Show more",
    search: "Search",
    all: "All",
    name: "Name",
    copied: "Copied",
    copy: "Copy",
    optional: "optional",
    rowOf: (row: number, dataset: string) => (dataset === "" ? `row ${row}` : `row ${row} of ${dataset}`),
  },
  {
    cancel: "取消",
    close: "关闭",
    save: "保存",
    delete: "删除",
    retry: "重试",
    loading: "正在加载",
    loadFailed: "加载失败",
    more: "显示更多",
    search: "搜索",
    all: "全部",
    name: "名称",
    copied: "已复制",
    copy: "复制",
    optional: "可不填",
    rowOf: (row, dataset) => (dataset === "" ? `第 ${row} 行` : `${dataset} 第 ${row} 行`),
  },
);
