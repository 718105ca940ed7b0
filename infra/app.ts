import { App } from "aws-cdk-lib";
import { ReportStack } from "./report-stack.ts";

const app = new App();
new ReportStack(app, "Broadsheet");
