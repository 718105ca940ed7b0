import { defineWords } from "../words/define-words.ts";

export const makeWords = defineWords(
  {
    gallery: "What do you want to make?",
    galleryLead: "Choose a template. You then give its values, pick its data or bring your own, and get a PDF.",
    empty: "No template is published yet. An author writes one, or starts the server with --templates and a folder of them.",
  },
  {
    gallery: "您想制作什么？",
    galleryLead: "请选择一个模板，然后填写参数，选用数据或使用自己的数据，即可得到 PDF。",
    empty: "尚未发布任何模板。可由作者编写，或用 --templates 指定模板文件夹启动服务器。",
  },
);
