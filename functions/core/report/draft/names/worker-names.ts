/** Names of who dealt with a record, and not of what it is about: how many somebody had is no finding. */
const worker =
  /^(assigned[ _-]?to|assignee|inspector|clerk|case ?worker|handled[ _]by|recorded[ _]by|entered[ _]by|reported[ _]by|checked[ _]by|author|surveyor|observer|sachbearbeiter(in)?|bearbeiter(in)?|bearbeitet von|zuständig|zugewiesen an|prüfer(in)?|kontrolleur(in)?|erfasst von|monteur(in)?|mechaniker(in)?|经办人|录入人|检查员|处理人|负责人|维修工)$/i;

/** Whether a column says who dealt with its records. */
export function isWorkerName(name: string): boolean {
  return worker.test(name.trim());
}
