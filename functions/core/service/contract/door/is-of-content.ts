export { isOfContent } from "../../../report/dataset/contract/judge-version.ts";
