import { defineWords } from "./define-words.ts";

/** Texts that several rooms use. */
export const commonWords = defineWords(
  {
    cancel: "Cancel",
    chooseFile: "Choose a file",
    noFile: "No file chosen",
    close: "Close",
    save: "Save",
    delete: "Delete",
    retry: "Try again",
    loading: "Loading",
    loadFailed: "This could not be loaded",
    more: "Show more",
    lookedBackTo: (moment: string) => `Nothing more since ${moment}; older ones have not been looked at.`,
    lookFurther: "Look further back",
    search: "Search",
    all: "All",
    name: "Name",
    copied: "Copied",
    copy: "Copy",
    freshUntil: (moment: string) => `fresh until ${moment}`,
    staleSince: (moment: string) => `stale since ${moment}`,
    optional: "optional",
    chooseTemplate: "choose a template",
    allowed: (values: string) => `Allowed: ${values}`,
    near: (values: string, count: number) => `Near: ${values} (of ${count} that are allowed)`,
    unreachable: "The server cannot be reached.",
    unexplained: (status: number) =>
      status === 401
        ? "Sign in to see this."
        : status === 403
          ? "You may not see or do this."
          : `The server answered with status ${status} and did not say why.`,
    rowOf: (row: number, dataset: string) => (dataset === "" ? `row ${row}` : `row ${row} of ${dataset}`),
  },
  {
    cancel: "取消",
    chooseFile: "选择文件",
    noFile: "未选择文件",
    close: "关闭",
    save: "保存",
    delete: "删除",
    retry: "重试",
    loading: "正在加载",
    loadFailed: "加载失败",
    more: "显示更多",
    lookedBackTo: (moment) => `${moment}之后没有更多内容；更早的尚未查找。`,
    lookFurther: "继续往前查找",
    search: "搜索",
    all: "全部",
    name: "名称",
    copied: "已复制",
    copy: "复制",
    freshUntil: (moment) => `${moment} 前有效`,
    staleSince: (moment) => `自 ${moment} 起过期`,
    optional: "可不填",
    chooseTemplate: "请选择模板",
    allowed: (values) => `可用：${values}`,
    near: (values, count) => `相近：${values}（共 ${count} 个可用）`,
    unreachable: "无法连接服务器。",
    unexplained: (status) =>
      status === 401 ? "请先登录。" : status === 403 ? "您没有此权限。" : `服务器返回状态 ${status}，未说明原因。`,
    rowOf: (row, dataset) => (dataset === "" ? `第 ${row} 行` : `${dataset} 第 ${row} 行`),
  },
);
