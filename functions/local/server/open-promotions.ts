import { openPromotingWorld } from "../../core/service/promotion/door/open-promoting-world.ts";
import { runPromotion } from "../../core/service/promotion/run-promotion.ts";
import { type PromotionJob, sweepPromotions } from "../../core/service/promotion/sweep-promotions.ts";
import { openRenderQueue } from "./render-queue.ts";

export interface Promotions {
  push(job: PromotionJob): void;
  /** Finds the promotions that nobody works on. */
  sweep(): Promise<void>;
  /** Accepts no more, and waits for the one under way. */
  close(): Promise<void>;
}

/** Works on promotions, one after the other; their tests run in the render processes, between reports. */
export function openPromotions(options: Parameters<typeof openPromotingWorld>[0]): Promotions {
  const world = openPromotingWorld(options);
  const queue = openRenderQueue({
    threads: 1,
    logger: world.logger,
    async attempt(name, number) {
      const result = await runPromotion(name, number, world);
      if (result.state === "held") return Math.max(0, result.until - world.clock.now());
      if (result.state === "finished")
        world.logger.info("a promotion has its outcome", { promotion: name, number, state: result.outcome.state });
      return undefined;
    },
  });
  const push = ({ promotion, number }: PromotionJob): void => queue.push(promotion, number, promotion);
  return {
    push,
    async sweep() {
      await sweepPromotions(world, { requeue: (jobs) => jobs.forEach(push) });
    },
    close: () => queue.close(),
  };
}
