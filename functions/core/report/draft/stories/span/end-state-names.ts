import { isUnheldState, partsOf, plain } from "../../names/cells/void-states.ts";

/** States after which nothing more comes, though the row may have no date of it: a duplicate, an expired quote. */
const over =
  /^(duplicated?( .*)?|merged( .*)?|no (further )?action( .*)?|nfa|no fault found|nothing found|not found|unfounded|invalid|spam|won'?t fix|will not fix|withdrawn( .*)?|rejected( .*)?|declined( .*)?|refused|denied|unsuccessful|not (approved|awarded|accepted|proceeding|taken up)|void(ed)?|expired|lapsed|(closed[ -]?)?lost( .*)?|(closed[ -]?)?won|closed.*|abandoned|aborted|superseded|terminated|written[ -]off|write[ -]off|credited|refunded|returned|complete(d)?|done|resolved|repaired|fixed|finished|settled|paid( .*)?|fully paid|delivered|duplikat|dublette|doppelt( .*)?|keine? (maßnahmen?|handlungsbedarf|mangel)( .*)?|nicht zuständig|unbegründet|ungültig|hinfällig|erledigt|abgeschlossen|geschlossen|beendet|absage|verloren|abgelaufen|verfallen|eingestellt|gelöscht|ausgebucht|gutgeschrieben|erstattet|widerrufen|verworfen|(?!(nicht|noch) )(\p{L}+ ){0,3}(abgelehnt|zurückgezogen|zurückgenommen|abgebrochen)|bezahlt|geliefert|gelöst|behoben|已?重复.*|无需.*|不予(处理|受理|批准)|不受理|无效|已?(撤回|撤销|撤单|拒绝|驳回|作废|失效|过期|关闭|完成|办结|结案|解决|退款|退货|终止|流失|付款|支付|送达|结清)|驳回|不通过|未通过|丢单|失单|未中标|已?合并)$/u;

/** States in which something is still to come. */
const open =
  /^((still |re-?)?open(ed)?|new|pending( .*)?|in (progress|process|review|work|transit|hand|repair|negotiation)|under (review|investigation|consideration|repair)|processing|ongoing|active|current|live|running|(still )?(a?waiting)( .*)?|on hold|hold|(un)?assigned|allocated|scheduled|submitted|received|logged|acknowledged|triaged|queued|to ?do|not (started|yet .*)|outstanding|unresolved|incomplete|unpaid|not paid|part(ly|ially)? paid|overdue|escalated|blocked|back ?log|back ?order(ed)?|quoted|sent|undecided|deferred|shipped|dispatched|boarding|proposal|negotiat(ion|ing)|(noch )?offen|neu|in (bearbeitung|arbeit|prüfung|klärung|reparatur|zustellung)|laufend|läuft|aktiv|wartend|wartet( .*)?|ausstehend|eingegangen|zugewiesen|beauftragt|zurückgestellt|unbezahlt|nicht bezahlt|teilbezahlt|(an)?gemahnt|überfällig|nicht begonnen|unterwegs|versandt|待.+|(?!.*中标$)(\p{Script=Han}{2,3})中|未(完成|处理|结清?|结案|关闭|解决|付款?|支付|办结)|(已)?(受理|派单|分派|提交|接单|发货)|新建|挂起|逾期|活跃|在(办|途|院|租|用))$/u;

/** Whether a state says that nothing more comes of a row, whatever dates it lacks. */
export const isOverState = (text: string): boolean =>
  isUnheldState(text) || partsOf(text).some((part) => over.test(plain(part)));

/** Whether a state says that what a row has begun is not settled. */
export const isOpenState = (text: string): boolean =>
  !isOverState(text) && partsOf(text).some((part) => open.test(plain(part)));

/** Names of columns that say how far each row has come. */
export const progressName =
  /(^| )(status|state|stage|outcome|result|disposition|resolution|decision|verdict|progress|stand|ergebnis|entscheidung|(bearbeitungs|auftrags|liefer|zahlungs|antrags)(status|stand))$|状态|进度|结果|结论/i;
